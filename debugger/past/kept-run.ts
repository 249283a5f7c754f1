/** What is kept of a run that was left. */
import { type HistoryEvent, historyOf, type Snapshot } from '#interpreter';

/** A run that was left. */
export interface KeptRun {
  readonly name: string;
  readonly status: Snapshot['status'];
  readonly events: number;
  readonly history: () => readonly HistoryEvent[];
}

/** A run by the last that there was of it. */
export const keptRun = (name: string, last: Snapshot): KeptRun => ({
  name,
  status: last.status,
  events: last.historyLength,
  history: () => historyOf(last),
});
