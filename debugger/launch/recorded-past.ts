/** What a session that moves through a recorded execution has of it. */
import type { Reconstruction, RecordedHistory } from '#interpreter';

/** A recorded execution. */
export interface Past {
  readonly history: RecordedHistory;
  readonly reconstruction: Reconstruction;
  /** True where the definition is made of the history, and nothing can depart from it. */
  readonly isBare: boolean;
}
