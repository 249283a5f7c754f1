/** A try at what the next recorded event may have come from. */
import type { HistoryEvent } from '../history.ts';
import type { Snapshot } from '../records.ts';
import type { Effect, ExecutionEvent } from '../snapshot.ts';

/** What some events make of the execution; nothing has been decided yet. */
export interface Trial {
  readonly events: readonly ExecutionEvent[];
  readonly snapshot: Snapshot;
  readonly effects: readonly Effect[];
  readonly emitted: readonly HistoryEvent[];
  readonly thread: number | undefined;
}
