/** Who does the work of an execution, and what becomes of it: what a host gives to `runToEnd` and gets back. */
import type { Json } from '#asl/json';
import type { HistoryEvent } from './history.ts';
import type { Snapshot } from './records.ts';
import type { Effect, ExecutionEvent, ExecutionStatus, FailureStage, TaskRequest } from './snapshot.ts';

/**
 * What has become of a task. `submitted` is the service's first answer where the task waits for a job or a callback;
 * `delay` is how many milliseconds of the execution's clock the task takes.
 */
export type TaskOutcome = { readonly delay?: number } & TaskResult;

type TaskResult =
  | { readonly output: Json; readonly submitted?: Json; readonly worker?: string }
  | {
      readonly failed: true;
      readonly error?: string;
      readonly cause?: string;
      /** Absent: the work itself failed. */
      readonly stage?: FailureStage;
      readonly submitted?: Json;
      readonly worker?: string;
    }
  /** Items of a distributed Map: all that are left, or some of them and where they go on. */
  | {
      readonly items: readonly Json[];
      readonly next?: Json;
      /** Whether the same request always gets the same items at once (`items-read`). */
      readonly isRepeatable?: boolean;
      readonly submitted?: Json;
      readonly worker?: string;
    }
  /** The worker never answers: the task's timeout has to end it. */
  | { readonly silent: true; readonly submitted?: Json; readonly worker?: string };

export interface RunHost {
  /**
   * Does a task. Called once for every attempt, in the order of scheduling, and for the items of a distributed Map
   * until they end.
   */
  readonly task: (request: TaskRequest) => TaskOutcome | Promise<TaskOutcome>;
  /** Real time: the present moment and a way to wait. Absent: virtual time. */
  readonly time?: { readonly now: () => number; readonly sleep: (milliseconds: number) => Promise<void> };
  /** Told of everything that happens, in order; history events too. */
  readonly onEffect?: (effect: Effect) => void;
  /** Told of what comes from outside, answers and moves of the clock, before it happens: after `tick` phases. */
  readonly onNews?: (news: readonly ExecutionEvent[], tick: number) => void;
}

export interface RunResult {
  readonly status: ExecutionStatus;
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** Empty where the options say that no history is kept. The events are made when it is read for the first time. */
  readonly history: readonly HistoryEvent[];
  readonly snapshot: Snapshot;
}
