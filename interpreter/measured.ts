/**
 * What is known of the size of a state's data: bounds of bytes and levels that follow from what its parts are, so that
 * only what nothing is known of has to be measured.
 */
import type { Json } from '#asl/json';
import { MAX_NESTING } from './limits.ts';
import type { FrameRecord } from './records.ts';
import type { Work } from './work.ts';

/**
 * Makes a value of the state the one whose size is known. It is measured only where the parts do not already show that
 * it is within the limits: then what a state does not touch costs nothing.
 */
export function sizeUp(work: Work, frame: FrameRecord, value: Json): void {
  if (value === frame.measured) return;
  if (value === frame.stages.input) {
    measure(frame, value, frame.inputBytes, frame.inputLevels);
    return;
  }
  if (value === frame.stages.afterResultPath && frame.addedBytes !== undefined) {
    const bytes = frame.inputBytes + frame.addedBytes;
    const levels = Math.max(frame.inputLevels, frame.addedLevels);
    if (isWithinLimits(work, bytes, levels)) {
      measure(frame, value, bytes, levels);
      return;
    }
  }
  const bytes = work.sizeAtMost(value);
  measure(frame, value, bytes, work.levelsOf(value, bytes));
}

/** True where data of at most so many bytes and levels need not be measured. */
export const isWithinLimits = (work: Work, bytes: number, levels: number): boolean =>
  bytes <= work.info.maxPayloadBytes && levels <= MAX_NESTING;

/** Says how large a value of the state is at most. */
export function measure(frame: FrameRecord, value: Json, bytes: number, levels: number): void {
  frame.measured = value;
  frame.measuredBytes = bytes;
  frame.measuredLevels = levels;
}
