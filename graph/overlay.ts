/** What lies over the picture of a machine: a run, breakpoints, problems and the cursor. Plain data. */

/** `aborted`: taken down with the branch or the run around it, without a failure of its own. */
export type NodeStatus = 'running' | 'waiting' | 'succeeded' | 'failed' | 'aborted' | 'caught' | 'retrying' | 'stopped';

export interface StateRun {
  readonly status: NodeStatus;
  readonly count: number;
  readonly retries: number;
  readonly lastMilliseconds?: number;
}

/** What a run did so far, by state pointer (`/States/Ship`) and by edge id. Absent = not visited. */
export interface RunOverlay {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly states: Readonly<Record<string, StateRun>>;
  readonly edges: Readonly<Record<string, number>>;
  /** Iterations of Map states: done, failed, total. */
  readonly maps: Readonly<Record<string, MapRun>>;
  /** Where the debugger stands. */
  readonly stoppedAt?: string;
}

export interface MapRun {
  readonly succeeded: number;
  readonly failed: number;
  readonly total: number;
}

/** Everything by the id of a state. */
export interface GraphOverlay {
  readonly run?: RunOverlay | undefined;
  readonly breakpoints?: ReadonlySet<string>;
  readonly problems?: ReadonlyMap<string, ProblemMark>;
  /** The state in which the text cursor stands. */
  readonly cursor?: string | undefined;
}

export interface ProblemMark {
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** How a status is said, on screen and to a screen reader. */
export const STATUS_WORDS: Readonly<Record<NodeStatus, string>> = {
  running: 'running',
  waiting: 'waiting',
  succeeded: 'succeeded',
  failed: 'failed',
  aborted: 'aborted',
  caught: 'failed and caught',
  retrying: 'retrying',
  stopped: 'stopped here',
};
