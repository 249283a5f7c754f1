/**
 * How a state fails: what Retry and Catch make of a failure, and how it travels outwards. Inside a phase a failure
 * is thrown as a `StateFailure` (or an `EvaluationError`) and caught at one place, `runPhase`; from there on it is
 * data.
 */
import { EvaluationError } from '#asl/expressions';
import type { Json } from '#asl/json';
import { whileExecuting } from './causes.ts';
import { childFailed, failContainer } from './containers.ts';
import { enterPhases, moveTo } from './flow.ts';
import type { Catcher, ProgramState, Retrier } from './program.ts';
import type { FailureOrigin, FailureRecord, FrameRecord, ThreadRecord } from './records.ts';
import { retryDelay } from './retry-delay.ts';
import { isInForce } from './revisions.ts';
import type { Failure } from './snapshot.ts';
import type { Work } from './work.ts';

/** Thrown inside a phase to fail its state. */
export class StateFailure extends Error {
  readonly failure: FailureRecord;
  /** Set where the failure is one of a JSONata field and AWS writes EvaluationFailed. */
  readonly evaluation: { readonly location: string | undefined } | undefined;

  constructor(
    error: string | undefined,
    cause: string | undefined,
    origin: FailureOrigin = 'state',
    evaluation?: { readonly location: string | undefined },
  ) {
    super(cause ?? error ?? 'failed');
    this.name = 'StateFailure';
    this.failure = { error, cause, origin };
    this.evaluation = evaluation;
  }
}

/** A States.Runtime failure of the state in progress, in AWS's words. */
export function runtimeFailure(frame: FrameRecord, sentence: string): StateFailure {
  return new StateFailure('States.Runtime', whileExecuting(frame.name, frame.enteredEventId) + sentence);
}

/** A States.QueryEvaluationError of the state in progress, where no expression but its value is wrong. */
export function queryFailure(frame: FrameRecord, sentence: string, location?: string): StateFailure {
  return new StateFailure(
    'States.QueryEvaluationError',
    whileExecuting(frame.name, frame.enteredEventId) + sentence,
    'state',
    { location },
  );
}

/** Turns what a phase has thrown into a failure of its state; our own bugs go on upwards. */
export function raiseThrown(work: Work, thread: ThreadRecord, frame: FrameRecord, thrown: unknown): void {
  if (thrown instanceof StateFailure) {
    if (thrown.evaluation) evaluationFailed(work, thread, frame, thrown.failure, thrown.evaluation.location);
    raise(work, thread, frame, thrown.failure);
  } else if (thrown instanceof EvaluationError) {
    const cause = whileExecuting(frame.name, frame.enteredEventId) + thrown.message;
    const failure: FailureRecord = { error: thrown.error, cause, origin: 'state' };
    if (thrown.error === 'States.QueryEvaluationError') evaluationFailed(work, thread, frame, failure, thrown.location);
    raise(work, thread, frame, failure);
  } else throw thrown;
}

function evaluationFailed(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  failure: Failure,
  location: string | undefined,
): void {
  const details: Record<string, Json> = { cause: failure.cause ?? '', error: failure.error ?? '' };
  if (location !== undefined) details.location = location;
  details.state = frame.name;
  const isFirst = thread.lastEventId === frame.enteredEventId;
  if (isFirst && !isInForce('evaluationFailedFollowsEntered', work.info.asOf) && frame.type !== 'Wait') {
    thread.lastEventId = frame.beforeEntered;
  }
  work.event(thread, 'EvaluationFailed', details);
}

/** Puts the frame into the state of failing; what becomes of it is decided at the thread's next turn. */
export function raise(work: Work, thread: ThreadRecord, frame: FrameRecord, failure: FailureRecord): void {
  const plan = planFor(frame, failure);
  frame.failure = failure;
  frame.isFailing = true;
  frame.exitFrom = undefined;
  if (thread.status.kind !== 'ready') {
    thread.status = READY;
    work.enqueue(thread.id);
  }
  work.sink({
    type: 'failure',
    thread: thread.id,
    outcome: plan.outcome,
    failure: { error: failure.error, cause: failure.cause },
  });
}

const READY = { kind: 'ready' } as const;

type Plan =
  | { readonly outcome: 'retried'; readonly retrier: Retrier; readonly index: number }
  | { readonly outcome: 'caught'; readonly catcher: Catcher; readonly index: number }
  | { readonly outcome: 'uncaught' };

function planFor(frame: FrameRecord, failure: FailureRecord): Plan {
  if (failure.error === 'States.Runtime' || frame.catcher !== undefined) return { outcome: 'uncaught' };
  const { retriers, catchers } = frame.state;
  const index = retriers.findIndex((retrier) => matches(retrier.errors, failure, frame.state));
  const retrier = retriers[index];
  // The first retrier that names the error decides, even when its attempts are used up.
  if (retrier && (frame.retryCounts[index] ?? 0) < retrier.maxAttempts) return { outcome: 'retried', retrier, index };
  const catcherIndex = catchers.findIndex((catcher) => matches(catcher.errors, failure, frame.state));
  const catcher = catchers[catcherIndex];
  return catcher ? { outcome: 'caught', catcher, index: catcherIndex } : { outcome: 'uncaught' };
}

/** The index of the first retrier that names the failure, whether it has attempts left or not. */
export function retrierFor(frame: FrameRecord, failure: Failure): number | undefined {
  const record = frame.failure ?? { origin: 'state', ...failure };
  const index = frame.state.retriers.findIndex((retrier) => matches(retrier.errors, record, frame.state));
  return index < 0 ? undefined : index;
}

/** What a state will make of a failure: the debugger asks it of the containers around one that is not handled inside. */
export function outcomeOf(frame: FrameRecord, failure: Failure): Plan['outcome'] {
  return planFor(frame, { origin: 'state', ...failure }).outcome;
}

/** True where `ErrorEquals` names the failure, by its name or by one of the reserved names that stand for it. */
function matches(names: readonly string[], failure: FailureRecord, state: ProgramState): boolean {
  return names.some(
    (name) =>
      name === failure.error ||
      name === 'States.ALL' ||
      (name === 'States.TaskFailed' && state.type === 'Task' && failure.origin === 'task') ||
      (name === 'States.HeartbeatTimeout' && failure.origin === 'heartbeat'),
  );
}

/** Retries, catches or passes on the failure of a frame that is failing. */
export function settleFailure(work: Work, thread: ThreadRecord, frame: FrameRecord): void {
  const failure = frame.failure;
  if (!failure) return;
  const plan = planFor(frame, failure);
  frame.isFailing = false;
  if (plan.outcome === 'retried') retry(work, thread, frame, plan);
  else if (plan.outcome === 'caught') enterCatcher(work, thread, frame, failure, plan);
  else passOn(work, thread, frame, failure);
}

function retry(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  plan: Extract<Plan, { outcome: 'retried' }>,
): void {
  const counts = frame.state.retriers.map((_, index) => frame.retryCounts[index] ?? 0);
  const delay = retryDelay(plan.retrier, counts[plan.index] ?? 0, () => work.random());
  counts[plan.index] = (counts[plan.index] ?? 0) + 1;
  frame.retryCounts = counts;
  frame.failure = undefined;
  frame.token = undefined;
  frame.fan = undefined;
  frame.stages = { input: frame.stages.input };
  moveTo(frame, 1);
  if (delay <= 0) return;
  thread.status = { kind: 'waiting', until: work.now + delay * 1000, reason: 'retry' };
  work.passTurn(false);
}

function enterCatcher(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  failure: FailureRecord,
  plan: Extract<Plan, { outcome: 'caught' }>,
): void {
  const failed = failContainer(work, thread, frame);
  if (failed !== undefined) frame.exitFrom = failed;
  const { afterResultSelector: _1, afterResultPath: _2, output: _3, ...stages } = frame.stages;
  frame.stages = { ...stages, result: errorOutputOf(failure) };
  frame.assigned = undefined;
  frame.catcher = plan.index;
  enterPhases(frame, plan.catcher.phases);
}

/** The object that a catcher gets. Recorded: a silent worker gives null, a timeout an empty cause, a Fail state no key. */
export function errorOutputOf(failure: FailureRecord): Json {
  if (failure.origin === 'task') return { Error: failure.error ?? null, Cause: failure.cause ?? null };
  if (failure.origin !== 'state') return { Error: failure.error ?? '', Cause: failure.cause ?? '' };
  const output: Record<string, Json> = {};
  if (failure.error !== undefined) output.Error = failure.error;
  if (failure.cause !== undefined) output.Cause = failure.cause;
  return output;
}

function passOn(work: Work, thread: ThreadRecord, frame: FrameRecord, failure: FailureRecord): void {
  const isRuntime = failure.error === 'States.Runtime';
  const failed = isRuntime ? undefined : failContainer(work, thread, frame);
  thread.status = { kind: 'ended', failure };
  work.passTurn(false);
  const isChildExecution = thread.childExecution === thread.id;
  if (thread.parent === undefined || (isRuntime && thread.childExecution === undefined)) {
    work.end('FAILED', failed ?? thread.lastEventId, undefined, { error: failure.error, cause: failure.cause });
  } else if (isRuntime && !isChildExecution && thread.childExecution !== undefined) {
    childFailed(work, work.findThread(thread.childExecution) ?? thread, failure);
  } else childFailed(work, thread, failure);
}
