/** TimeoutSeconds and HeartbeatSeconds of a Task: numbers, expressions or paths. */
import { numberOf } from '#asl/json';
import { evaluateInteger, evaluatePath } from './evaluation.ts';
import { runtimeFailure } from './failure/state-failure.ts';
import type { FrameRecord, ThreadRecord } from './records.ts';
import { integerFrom } from './states/path-values.ts';
import type { Work } from './work.ts';

/**
 * Seconds, or undefined where the state sets none. What a path points at is read as the integers of a Map are, whose
 * sentence is recorded for MaxConcurrencyPath; how AWS refuses 0 is not known.
 */
export function durationOf(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  field: 'TimeoutSeconds' | 'HeartbeatSeconds',
): number | undefined {
  const path = frame.state.fields[field === 'TimeoutSeconds' ? 'TimeoutSecondsPath' : 'HeartbeatSecondsPath'];
  if (typeof path === 'string') {
    const value = evaluatePath(
      work,
      thread,
      frame,
      `${field}Path`,
      path,
      frame.stages.afterInputPath ?? frame.stages.input,
    );
    const seconds = integerFrom(frame, `${field}Path`, path, value);
    if (seconds > 0) return seconds;
    throw runtimeFailure(
      frame,
      `${field} has to be a positive integer, but ${field}Path refers to ${seconds}: ${path}`,
    );
  }
  const value = frame.state.fields[field];
  if (value === undefined) return undefined;
  if (frame.queryLanguage !== 'JSONata') return numberOf(value);
  return evaluateInteger(work, thread, frame, field, value, 'positive integer');
}
