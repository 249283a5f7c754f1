/** Values that the `…Path` fields of a Map point at, and how AWS quotes them where they do not fit. */
import { type Json, numberOf, stringifyJson } from '#asl/json';
import { evaluatePath } from '../evaluation.ts';
import { runtimeFailure } from '../failure/state-failure.ts';
import type { FrameRecord, ThreadRecord } from '../records.ts';
import type { Work } from '../work.ts';
import { effectiveInputOf } from './behaviour.ts';

/** The integer that a `…Path` field points at. */
export function integerAt(work: Work, thread: ThreadRecord, frame: FrameRecord, field: string, path: string): number {
  const value = evaluatePath(work, thread, frame, field, path, effectiveInputOf(frame.stages));
  const number = numberOf(value);
  if (number !== undefined && Number.isInteger(number)) return number;
  throw runtimeFailure(
    frame,
    `The ${field} field refers to value "${textOf(value)}" which is not a valid integer: ${path}`,
  );
}

/** A value as these sentences quote it: a string bare, everything else as JSON. */
export const textOf = (value: Json): string => (typeof value === 'string' ? value : stringifyJson(value));
