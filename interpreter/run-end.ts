/** The result of a run. The events of its history are made when somebody reads them; those of most runs never are. */
import type { RunResult } from './host.ts';
import { historyOf } from './machine.ts';
import type { Snapshot } from './records.ts';

/** One function for all results, as in `EvaluationScope`; a member of the result itself, so that copies have it. */
const HISTORY: PropertyDescriptor = {
  get(this: RunEnd): RunResult['history'] {
    return this.events();
  },
  enumerable: true,
};

class RunEnd {
  readonly status: RunResult['status'];
  readonly output: RunResult['output'];
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly snapshot: Snapshot;
  #events: RunResult['history'] | undefined;

  constructor(snapshot: Snapshot) {
    const { status, output, failure } = snapshot;
    this.status = status;
    this.output = output;
    this.error = failure?.error;
    this.cause = failure?.cause;
    this.snapshot = snapshot;
    Object.defineProperty(this, 'history', HISTORY);
  }

  events(): RunResult['history'] {
    this.#events ??= historyOf(this.snapshot);
    return this.#events;
  }
}

/** What a run has come to with the snapshot at which it stands. */
export const runEnd = (snapshot: Snapshot): RunResult => new RunEnd(snapshot) as RunEnd & Pick<RunResult, 'history'>;
