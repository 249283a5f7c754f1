/**
 * The state of an execution as one immutable value. The debugger keeps snapshots to step back, a store keeps them
 * to resume. Invariant: the same snapshot and the same event always give the same next snapshot; clock, random
 * bits and task results come in as events or lie in the snapshot.
 */
import type { QueryLanguage, StateType } from '#asl';
import type { Json } from '#asl/json';
import type { HistoryEvent } from './history.ts';

/**
 * The steps of a state in order; a state has only those whose field is present, besides `enter`, `action` and
 * `leave`. A thread that stands at a phase is about to run it.
 */
export type Phase =
  | 'enter'
  | 'InputPath'
  | 'Parameters'
  | 'Arguments'
  | 'Items' // ItemReader, ItemsPath or Items, then ItemSelector and ItemBatcher
  | 'action'
  | 'ResultSelector'
  | 'ResultPath'
  | 'Output'
  | 'Assign'
  | 'OutputPath'
  | 'leave';

/** What a state has made of its data so far; a stage is absent until its phase has run. Names as TestState has them. */
export interface Stages {
  readonly input: Json;
  readonly afterInputPath?: Json;
  readonly afterParameters?: Json;
  readonly afterArguments?: Json;
  readonly items?: readonly Json[];
  readonly result?: Json;
  readonly afterResultSelector?: Json;
  readonly afterResultPath?: Json;
  readonly output?: Json;
}

/** A failure of a state as ASL sees it; data, never an exception. */
export interface Failure {
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

export type ThreadStatus =
  | { readonly kind: 'ready' }
  /** A Wait state or a retry's back-off; `until` is in milliseconds of the execution's clock. */
  | { readonly kind: 'waiting'; readonly until: number; readonly reason: 'wait' | 'retry' }
  | { readonly kind: 'task'; readonly task: TaskRequest }
  /** Waits for its branches or iterations. */
  | { readonly kind: 'container' }
  | { readonly kind: 'ended'; readonly failure?: Failure };

/** A task that somebody outside has to do: the effect of a Task state's action. */
export interface TaskRequest {
  /** Unique in the execution, in the order of scheduling. */
  readonly id: number;
  readonly thread: number;
  /** The pointer of the state: `/States/Ship`. */
  readonly pointer: string;
  readonly stateName: string;
  readonly resource: string;
  /** What the service gets: evaluated Parameters or Arguments, or the effective input. */
  readonly input: Json;
  readonly pattern: 'request-response' | 'sync' | 'token' | 'activity';
  readonly token: string | undefined;
  /** 0 at the first try. */
  readonly attempt: number;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  /** Where the thread stands, outermost first: branch or iteration indexes of the containers around the state. */
  readonly iteration: readonly { readonly container: string; readonly index: number }[];
  /** Set where a distributed Map asks for its items: `input` says where they are, the answer is a list of them. */
  readonly itemReader?: ItemRequest;
}

/** Which items a distributed Map asks for. It asks again, under the same number, until it has them all. */
export interface ItemRequest {
  readonly config: { readonly [field: string]: Json };
  /** Where the answer before said that the items go on; absent for the first ones. */
  readonly from?: Json;
  /** How many items are wanted at most. An answer that gives more is taken, too. */
  readonly limit: number;
}

/** A state in progress in a thread. */
export interface StateFrame {
  readonly pointer: string;
  readonly name: string;
  readonly type: StateType;
  readonly queryLanguage: QueryLanguage;
  readonly phase: Phase;
  readonly stages: Stages;
  readonly enteredEventId: number;
  readonly enteredTime: number;
  /** How often each retrier has retried since the state was entered. */
  readonly retryCounts: readonly number[];
  /** Set while the state is failing: before Retry and Catch have been looked at, and inside a catcher. */
  readonly failure: Failure | undefined;
  /** The catcher that took the failure, when its Output, ResultPath or Assign is what runs. */
  readonly catcher: number | undefined;
  /** Ids of the threads of the running branches or iterations. */
  readonly children: readonly number[];
}

/** The execution itself, a branch of a Parallel or an iteration of a Map. */
export interface Thread {
  readonly id: number;
  readonly parent: number | undefined;
  readonly kind: 'execution' | 'branch' | 'iteration';
  readonly index: number;
  /** The pointer of the container state; `/` for the execution. */
  readonly container: string;
  readonly status: ThreadStatus;
  readonly frame: StateFrame | undefined;
  /** Variables of this thread's own scope; those of outer scopes are in the parent threads. */
  readonly variables: Readonly<Record<string, Json>>;
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What a host may see of a snapshot; the engine's own representation may hold more and be lazier. */
export interface SnapshotView {
  readonly status: ExecutionStatus;
  readonly output: Json | undefined;
  readonly failure: Failure | undefined;
  /** Milliseconds since 1970 of the execution's clock. */
  readonly now: number;
  /** How many phases have run since the start: the position on the timeline. */
  readonly tick: number;
  /** Threads that have not ended, in order of id. The first is the execution. */
  readonly threads: readonly Thread[];
  /** Number of history events so far. */
  readonly historyLength: number;
}

/** A failure that is not that of the work itself. */
export type FailureStage = 'schedule' | 'start' | 'submit';

/** What happens to an execution from outside. */
export type ExecutionEvent =
  /** Runs the next phase of the given thread, or of the thread whose turn it is. */
  | { readonly type: 'advance'; readonly thread?: number }
  /** Moves the clock; threads whose wait is over become ready, timeouts fire. */
  | { readonly type: 'time'; readonly now: number }
  /** The worker has taken the task up. Without it the Started event is written at the first other news of the task. */
  | { readonly type: 'task-started'; readonly task: number; readonly worker?: string }
  | { readonly type: 'task-submitted'; readonly task: number; readonly output: Json }
  | { readonly type: 'task-succeeded'; readonly task: number; readonly output: Json }
  | {
      readonly type: 'task-failed';
      readonly task: number;
      readonly error?: string;
      readonly cause?: string;
      /** Where the task failed before it was done: when it was scheduled, started, or handed to the service. */
      readonly stage?: FailureStage;
    }
  /** Some of the items that a distributed Map has asked for. */
  | {
      readonly type: 'items-read';
      readonly task: number;
      readonly items: readonly Json[];
      /** Where they go on; absent where these were the last ones. */
      readonly next?: Json;
      /** The host can give the same items for the same request again at once, so that a journal need not hold them. */
      readonly isRepeatable?: boolean;
    }
  | { readonly type: 'task-heartbeat'; readonly task: number }
  /** StopExecution: no Catch runs, status ABORTED. */
  | { readonly type: 'stop'; readonly error?: string; readonly cause?: string }
  /** RedriveExecution: the one event for an execution that is over. Where AWS would refuse it, nothing happens. */
  | { readonly type: 'redrive'; readonly now: number }
  /** The debugger changes a value that is not consumed yet. */
  | { readonly type: 'set-stage'; readonly thread: number; readonly stage: keyof Stages; readonly value: Json }
  | { readonly type: 'set-variable'; readonly thread: number; readonly name: string; readonly value: Json }
  | { readonly type: 'set-failure'; readonly thread: number; readonly failure: Failure }
  /** The debugger ends a thread's state as if it had given this output. */
  | { readonly type: 'finish'; readonly thread: number; readonly output: Json }
  /** The debugger moves a thread to the start of a state of the same scope. */
  | { readonly type: 'goto'; readonly thread: number; readonly pointer: string; readonly input: Json };

/** A distributed Map's run that is over. Items and executions are counted alike, but for batches. */
export interface MapRunReport {
  readonly mapRunArn: string;
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly startTime: number;
  readonly stopTime: number;
  readonly redriveCount: number;
  /** When the run was last redriven. */
  readonly redriveTime: number | undefined;
  readonly executions: MapRunCounts;
  readonly items: MapRunCounts;
}

export interface MapRunCounts {
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Express executions whose five minutes were over. */
  readonly timedOut: number;
  readonly aborted: number;
  readonly pending: number;
}

/** A part of a file. Parts come in the order of the file, and the same part may come again. */
export interface ResultFile {
  readonly key: string;
  /** The byte at which the part begins; the file begins anew with the part at 0. */
  readonly at: number;
  readonly text: string;
}

/** What a step asks of the host. */
export type Effect =
  | { readonly type: 'history'; readonly event: HistoryEvent }
  /** An event of a child execution of a distributed Map, which has a history of its own; `execution` is its thread. */
  | { readonly type: 'child-history'; readonly execution: number; readonly event: HistoryEvent }
  /** A map run has ended: what DescribeMapRun tells of it. */
  | { readonly type: 'map-run-ended'; readonly run: MapRunReport }
  /** ResultWriter: parts of files that the host puts into a bucket, `isLast` with the end of all of them. */
  | {
      readonly type: 'write-results';
      readonly bucket: string;
      readonly files: readonly ResultFile[];
      readonly isLast: boolean;
    }
  | { readonly type: 'schedule-task'; readonly task: TaskRequest }
  /** A distributed Map that has been given a part of its items needs more of them; the number is that of its first request. */
  | { readonly type: 'need-items'; readonly task: TaskRequest }
  | { readonly type: 'cancel-task'; readonly task: number }
  | { readonly type: 'thread-started'; readonly thread: number }
  | { readonly type: 'thread-ended'; readonly thread: number }
  /** A failure before Retry is looked at (`raised`), and what became of it. The debugger's exception filters read it. */
  | {
      readonly type: 'failure';
      readonly thread: number;
      readonly outcome: 'retried' | 'caught' | 'uncaught';
      readonly failure: Failure;
      /** What is wrong in our words, where AWS's cause does not tell. */
      readonly reason?: string;
    }
  | { readonly type: 'ended'; readonly status: ExecutionStatus };
