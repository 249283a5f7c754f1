/**
 * Who looks on while many states run in one call: told of what a host counts, without a record being copied for it. What
 * it is given is only valid while it is told. Failures are effects, and what follows from them is not told here.
 */
import type { FrameRecord, ThreadRecord } from './records.ts';

export interface Onlooker {
  /** A thread is at the start of a state. */
  entered(pointer: string): void;
  /** A state is left, `isLast` with the end of its scope. */
  left(thread: ThreadRecord, frame: FrameRecord, isLast: boolean): void;
  /** A Parallel or Map starts its branches or iterations, so many of them. */
  fannedOut(frame: FrameRecord, count: number): void;
}
