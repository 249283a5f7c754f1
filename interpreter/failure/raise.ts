/** Puts a state into the state of failing; what becomes of it is decided at its thread's next turn. */
import { EvaluationError } from '#asl/expressions';
import type { Json } from '#asl/json';
import { whileExecuting } from '../causes.ts';
import type { FailureRecord, FrameRecord, ThreadRecord } from '../records.ts';
import { isInForce } from '../revisions.ts';
import type { Failure } from '../snapshot.ts';
import type { Work } from '../work.ts';
import { planFor } from './handlers.ts';
import { StateFailure } from './state-failure.ts';

/** Turns what a phase has thrown into a failure of its state; our own bugs go on upwards. */
export function raiseThrown(work: Work, thread: ThreadRecord, frame: FrameRecord, thrown: unknown): void {
  if (thrown instanceof StateFailure) {
    if (thrown.evaluation) evaluationFailed(work, thread, frame, thrown.failure, thrown.evaluation.location);
    raise(work, thread, frame, ofState(frame, thrown.failure));
  } else if (thrown instanceof EvaluationError) {
    // Reported of AWS: the cause of a conflict does not say where it was.
    const isBare = thrown.error === 'States.ReferencePathConflict';
    const cause = (isBare ? '' : whileExecuting(frame.name, frame.enteredEventId)) + thrown.message;
    const failure = ofState(frame, { error: thrown.error, cause, origin: 'state' });
    if (thrown.error === 'States.QueryEvaluationError') evaluationFailed(work, thread, frame, failure, thrown.location);
    raise(work, thread, frame, failure, thrown.reason);
  } else throw thrown;
}

/** Documented: States.TaskFailed stands for every error of a Task but a timeout, also where an expression of it fails. */
const ofState = (frame: FrameRecord, failure: FailureRecord): FailureRecord =>
  frame.type === 'Task' ? { ...failure, origin: 'task' } : failure;

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

/** Fails the state of a frame. `reason` is what the cause leaves out. */
export function raise(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  failure: FailureRecord,
  reason?: string,
): void {
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
    ...(reason !== undefined && { reason }),
  });
}

const READY = { kind: 'ready' } as const;
