/** What is kept of a run that was left. */
import type { Snapshot } from '#interpreter';

/** A run that was left. */
export interface KeptRun {
  readonly name: string;
  readonly last: Snapshot;
}
