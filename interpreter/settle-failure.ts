/** What becomes of a state that is failing: it is retried, a catcher takes over, or the failure travels outwards. */
import { childFailed, failContainer } from './containers.ts';
import { errorOutputOf, type Plan, planFor } from './failure/handlers.ts';
import { retryDelay } from './failure/retry-delay.ts';
import { enterPhases, moveTo, stagesFrom } from './frames.ts';
import type { FailureRecord, FrameRecord, ThreadRecord } from './records.ts';
import type { Work } from './work.ts';

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
  frame.addedBytes = undefined;
  frame.fan = undefined;
  frame.failedFan = undefined;
  frame.run = undefined;
  frame.stages = stagesFrom(frame.stages.input);
  moveTo(frame, 1);
  if (delay <= 0) return;
  thread.status = { kind: 'waiting', until: work.now + delay * 1000, reason: 'retry' };
  work.endTurn();
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
  // What the state's own ResultPath has put in says nothing of the catcher's.
  frame.addedBytes = undefined;
  frame.catcher = plan.index;
  enterPhases(frame, plan.catcher.phases);
}

function passOn(work: Work, thread: ThreadRecord, frame: FrameRecord, failure: FailureRecord): void {
  const isRuntime = failure.error === 'States.Runtime';
  const failed = isRuntime ? undefined : failContainer(work, thread, frame);
  // ExecutionFailed follows the event of the container (recorded), so a failed iteration around it does as well.
  if (failed !== undefined) thread.lastEventId = failed;
  thread.status = { kind: 'ended', failure };
  work.endTurn();
  const isChildExecution = thread.childExecution === thread.id;
  if (thread.parent === undefined || (isRuntime && thread.childExecution === undefined)) {
    work.end('FAILED', thread.lastEventId, undefined, { error: failure.error, cause: failure.cause });
  } else if (isRuntime && !isChildExecution && thread.childExecution !== undefined) {
    childFailed(work, work.findThread(thread.childExecution) ?? thread, failure);
  } else childFailed(work, thread, failure);
}
