/** TimeoutSeconds and HeartbeatSeconds of a Task: numbers, expressions or paths. */
import { numberOf, stringifyJson } from '#asl/json';
import { evaluateNumber, evaluatePath } from './evaluation.ts';
import { queryFailure, runtimeFailure } from './failure/state-failure.ts';
import type { FrameRecord, ThreadRecord } from './records.ts';
import type { Work } from './work.ts';

/** Seconds, or undefined where the state sets none. */
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
    const seconds = numberOf(value);
    if (seconds !== undefined && Number.isInteger(seconds) && seconds > 0) return seconds;
    const quoted = typeof value === 'string' ? `"${value}"` : stringifyJson(value);
    throw runtimeFailure(
      frame,
      `The ${field}Path field refers to value ${quoted} which is not a valid positive integer: ${path}`,
    );
  }
  const value = frame.state.fields[field];
  if (value === undefined) return undefined;
  if (frame.queryLanguage !== 'JSONata') return numberOf(value);
  const seconds = evaluateNumber(work, thread, frame, field, value);
  if (Number.isInteger(seconds) && seconds > 0) return seconds;
  throw queryFailure(frame, `The ${field} field has to be a positive integer, but was ${seconds}.`, field);
}
