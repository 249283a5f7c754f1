/** Values that the `…Path` fields of Maps and Tasks point at, and how AWS quotes them where they do not fit. */
import { type Json, stringifyJson } from '#asl/json';
import { evaluatePath } from '../evaluation.ts';
import { runtimeFailure } from '../failure/state-failure.ts';
import type { FrameRecord, ThreadRecord } from '../records.ts';
import type { Work } from '../work.ts';
import { effectiveInputOf } from './behaviour.ts';

/**
 * The integer that a `…Path` field points at. AWS reads the value's text: "2" is one and 2.0 is none, as measured for
 * MaxItemsPath and told by the sentence, which quotes every value as a text.
 */
export function integerAt(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  field: string,
  path: string,
  place = field,
): number {
  return integerFrom(
    frame,
    field,
    path,
    evaluatePath(work, thread, frame, place, path, effectiveInputOf(frame.stages)),
  );
}

/** The integer that a value is, which a `…Path` field points at. */
export function integerFrom(frame: FrameRecord, field: string, path: string, value: Json): number {
  const text = textOf(value);
  if (INTEGER.test(text) && isLong(BigInt(text.replace('+', '')))) return Number(text);
  throw unfit(frame, field, path, text, 'integer');
}

/** The number that a `…Path` field points at. */
export function floatAt(work: Work, thread: ThreadRecord, frame: FrameRecord, field: string, path: string): number {
  const text = textOf(evaluatePath(work, thread, frame, field, path, effectiveInputOf(frame.stages)));
  if (FLOAT.test(text)) return Number(text);
  throw unfit(frame, field, path, text, 'float');
}

const INTEGER = /^[+-]?\d+$/;
/** Measured for MaxItemsPath: 64 bits is what the text has to fit into. */
const isLong = (value: bigint): boolean => BigInt.asIntN(64, value) === value;

const FLOAT = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

const unfit = (frame: FrameRecord, field: string, path: string, text: string, type: string) =>
  runtimeFailure(frame, `The ${field} field refers to value "${text}" which is not a valid ${type}: ${path}`);

/** A value as these sentences quote it: a string bare, everything else as JSON. */
const textOf = (value: Json): string => (typeof value === 'string' ? value : stringifyJson(value));
