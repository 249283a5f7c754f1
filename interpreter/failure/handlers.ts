/** Which retrier or catcher of a state a failure meets, and what a catcher is given. */
import type { Json } from '#asl/json';
import type { Catcher, Retrier } from '../program/program.ts';
import type { FailureRecord, FrameRecord } from '../records.ts';
import type { Failure } from '../snapshot.ts';

/** What a state makes of a failure. */
export type Plan =
  | { readonly outcome: 'retried'; readonly retrier: Retrier; readonly index: number }
  | { readonly outcome: 'caught'; readonly catcher: Catcher; readonly index: number }
  | { readonly outcome: 'uncaught' };

/** The first retrier with attempts left, else the first catcher, that names the failure. */
export function planFor(frame: FrameRecord, failure: FailureRecord): Plan {
  if (failure.error === 'States.Runtime' || frame.catcher !== undefined) return { outcome: 'uncaught' };
  const { retriers, catchers } = frame.state;
  const index = retriers.findIndex((retrier) => matches(retrier.errors, failure));
  const retrier = retriers[index];
  // The first retrier that names the error decides, even when its attempts are used up.
  if (retrier && (frame.retryCounts[index] ?? 0) < retrier.maxAttempts) return { outcome: 'retried', retrier, index };
  const catcherIndex = catchers.findIndex((catcher) => matches(catcher.errors, failure));
  const catcher = catchers[catcherIndex];
  return catcher ? { outcome: 'caught', catcher, index: catcherIndex } : { outcome: 'uncaught' };
}

/** The index of the first retrier that names the failure, whether it has attempts left or not. */
export function retrierFor(frame: FrameRecord, failure: Failure | FailureRecord): number | undefined {
  if (failure.error === 'States.Runtime') return undefined;
  const record = frame.failure ?? { origin: 'state', ...failure };
  const index = frame.state.retriers.findIndex((retrier) => matches(retrier.errors, record));
  return index < 0 ? undefined : index;
}

/** What a state will make of a failure: the debugger asks it of the containers around one that is not handled inside. */
export function outcomeOf(frame: FrameRecord, failure: Failure | FailureRecord): Plan['outcome'] {
  return planFor(frame, { origin: 'state', ...failure }).outcome;
}

/**
 * True where `ErrorEquals` names the failure, by its name or by one of the reserved names that stand for it. A failure
 * stays one of a Task where it reaches the Map or Parallel around it (AWS's guide to TestState, "Error propagation").
 */
function matches(names: readonly string[], failure: FailureRecord): boolean {
  return names.some(
    (name) =>
      name === failure.error ||
      name === 'States.ALL' ||
      (name === 'States.TaskFailed' && failure.origin === 'task' && failure.error !== 'States.Timeout') ||
      (name === 'States.HeartbeatTimeout' && failure.origin === 'heartbeat'),
  );
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
