/** Fail: ends its scope with the error and cause that it names. Absent ones stay absent (recorded). */
import { unexpectedResult } from '#asl/expressions';
import { evaluateField, evaluateStringPath, sourceOf } from '../evaluation.ts';
import { StateFailure } from '../failure/state-failure.ts';
import type { FrameRecord, ThreadRecord } from '../records.ts';
import type { Work } from '../work.ts';
import type { Behaviour } from './behaviour.ts';

export const fail: Behaviour = {
  action: () => (work, thread, frame) => {
    const error = textOf(work, thread, frame, 'Error');
    const cause = textOf(work, thread, frame, 'Cause');
    throw new StateFailure(error, cause);
  },
};

function textOf(work: Work, thread: ThreadRecord, frame: FrameRecord, field: 'Error' | 'Cause'): string | undefined {
  const path = frame.state.fields[`${field}Path`];
  if (typeof path === 'string')
    return evaluateStringPath(work, thread, frame, `${field}Path`, path, frame.stages.input);
  const value = frame.state.fields[field];
  if (value === undefined) return undefined;
  if (frame.queryLanguage !== 'JSONata') return typeof value === 'string' ? value : undefined;
  const text = evaluateField(work, thread, frame, field, value);
  if (typeof text !== 'string') throw unexpectedResult(sourceOf(value), field, 'string', text);
  return text;
}
