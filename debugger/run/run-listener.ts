/** What a run tells those who show it. */
import type { Effect, Snapshot } from '#interpreter';
import type { Stop } from './stopping.ts';
import type { Step } from './timeline.ts';

export interface RunListener {
  /** The first state is about to be entered. */
  begun(): void;
  /** The execution stands still. */
  stopped(stop: Stop): void;
  /** Something was changed by hand at a stop. */
  changed(stop: Stop): void;
  /** Something new has happened: not called for what is replayed. */
  happened(before: Snapshot, step: Step): void;
  /** True where nothing new is shown one by one any more, but counted. */
  readonly isTerse: boolean;
  /** So many states were entered in one call that was asked for these things. */
  passed(states: number, effects: readonly Effect[]): void;
  /** Time has passed while running; what is shown of the run may be brought up to date. */
  progressed(): void;
  /** Everything waits for a moment on the execution's clock, so many milliseconds of real time from now. */
  waiting(until: number, milliseconds: number): void;
  ended(): void;
  /** The execution takes another way than the one that it took before, which this is the end of. */
  forked(past: Snapshot): void;
  /** Something in the debugger itself has failed; the run stands still. */
  broken(error: unknown): void;
}
