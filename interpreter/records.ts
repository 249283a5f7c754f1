/**
 * What a snapshot is made of inside the engine. Every record carries the owner that made it: a call of `step` or
 * `advance` may change the records that it has made itself and copies all others first, so that a snapshot that
 * has been handed out never changes. Invariant: records hold data and references into the program, no functions.
 */
import type { Json, JsonObject } from '#asl/json';
import type { HistoryBuffer } from './history-buffer.ts';
import type { Program, ProgramScope, ProgramState } from './program/program.ts';
import type {
  Failure,
  Phase,
  SnapshotView,
  Stages,
  StateFrame,
  TaskRequest,
  Thread,
  ThreadStatus,
} from './snapshot.ts';

/** Identifies one call of the engine. */
export type Owner = object;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export type StagesRecord = Mutable<Stages>;

/** Where a failure came from; Catch shows the worker's silence as null, a timeout's missing cause as "". */
export type FailureOrigin = 'state' | 'task' | 'timeout' | 'heartbeat';

export interface FailureRecord extends Failure {
  readonly origin: FailureOrigin;
}

export interface TaskStatus {
  readonly kind: 'task';
  task: TaskRequest;
  /** The next moment at which the task's time is over; undefined where it has none. */
  readonly timeoutAt: number | undefined;
  readonly heartbeatAt: number | undefined;
  /** Whether the Started event is written; it waits for the first news of the task. */
  readonly started: boolean;
  /** Whether the service's first answer is written; a host that is asked again after a restart may repeat it. */
  readonly submitted: boolean;
}

export type StatusRecord = Exclude<ThreadStatus, { kind: 'task' }> | TaskStatus;

export interface FrameRecord extends Mutable<StateFrame> {
  owner: Owner;
  state: ProgramState;
  phases: readonly Phase[];
  /** The position in `phases`. */
  at: number;
  stages: StagesRecord;
  /** The size of the input, or more. */
  inputBytes: number;
  /** How many levels of arrays and objects stand in it, or more. */
  inputLevels: number;
  /** A value of this state whose size and levels are known, and these, or more. */
  measured: Json | undefined;
  measuredBytes: number;
  measuredLevels: number;
  /** What ResultPath has put into the input, in bytes or more; undefined where it has put nothing in. */
  addedBytes: number | undefined;
  addedLevels: number;
  failure: FailureRecord | undefined;
  /** Retry and Catch have not been looked at yet. */
  isFailing: boolean;
  /** The chain as it stood before the Entered event. */
  beforeEntered: number;
  /** What the Exited event follows where that is not the last event of the chain. */
  exitFrom: number | undefined;
  /** Where a Choice goes. */
  chosen: number | undefined;
  assigned: JsonObject | undefined;
  token: string | undefined;
  /** Keys of the items where a distributed Map iterates over an object. */
  itemKeys: readonly string[] | undefined;
  fan: FanRecord | undefined;
  /** The fan of a container that has failed: a redrive goes on with it. */
  failedFan: FanRecord | undefined;
  run: MapRun | undefined;
  children: readonly number[];
}

/** The branches or iterations of a container in action. */
export interface FanRecord {
  owner: Owner;
  /**
   * What the iterations from index `from` on take; those before have begun, and their items are not kept. For a
   * Parallel each branch takes the container's effective input.
   */
  items: readonly Json[];
  from: number;
  readonly keys: readonly string[] | undefined;
  /** How many there are, as far as is known. */
  count: number;
  readonly concurrency: number;
  /** The index of the next branch or iteration to start. */
  next: number;
  succeeded: number;
  failed: number;
  results: ResultList;
  /** The last event of the child that ended last; of an iteration it is MapIterationSucceeded (recorded). */
  lastEventId: number;
  /** Bytes of the results so far and levels of the deepest, or more. */
  resultBytes: number;
  resultLevels: number;
  run: MapRun | undefined;
  /** How far the run of a distributed Map has come. */
  progress: Progress | undefined;
  /** The children that have failed or were cut off: a redrive begins with them. */
  unsuccessful: UnsuccessfulChild | undefined;
  /** Those of them that a redrive has still to take up, which go before the items that have not begun. */
  pendingRedrive: UnsuccessfulChild | undefined;
}

/** A child as it was when it failed or was cut off; in a list that snapshots share. */
export interface UnsuccessfulChild {
  readonly child: ThreadRecord;
  readonly stopTime: number;
  readonly next: UnsuccessfulChild | undefined;
}

/** How far the run of a distributed Map has come; what grows with the number of items stands here as sums. */
export interface Progress {
  /** Set while there may be more items than have been read. */
  reading: Reading | undefined;
  itemsRead: number;
  /** Items of batches; where there are none, items and executions are the same. */
  itemsSucceeded: number;
  itemsFailed: number;
  itemsTimedOut: number;
  /** How many of the executions that count as failed have run out of time. */
  timedOut: number;
  /** Bytes of the results so far; above the limit none is kept any more. */
  resultBytes: number;
  writing: Writing | undefined;
}

/** Items that are still to be read. Invariant: it says where they are and never holds what reads them. */
export interface Reading {
  /** What is asked of the host, or will be. */
  readonly request: TaskRequest;
  readonly isAsked: boolean;
  /** Items that wait for company in a batch. */
  readonly open: OpenBatch;
}

/** ItemBatcher with its fields evaluated. */
export interface Batcher {
  readonly maxItems: number;
  readonly maxBytes: number;
  readonly input: Json | undefined;
  /** Bytes of a batch without items. */
  readonly overhead: number;
}

export interface OpenBatch {
  readonly items: readonly Json[];
  readonly bytes: number;
}

/** What ResultWriter has written and is about to write. */
export interface Writing {
  readonly place: ResultPlace;
  /** Bytes of each file that the host has been given. */
  readonly written: Record<ResultFileName, number>;
  readonly waiting: WaitingResult[];
  waitingLength: number;
  /** Whether the lists in the files have got their brackets at the end. */
  isEnded: boolean;
}

/** The bucket of ResultWriter, and what the keys of a run's files begin with. */
export interface ResultPlace {
  readonly bucket: string;
  readonly base: string;
}

export type ResultFileName = 'FAILED' | 'PENDING' | 'SUCCEEDED';

/** A child as it will stand in a file. */
export interface WaitingResult {
  readonly index: number;
  readonly file: ResultFileName;
  readonly text: string;
}

/** What a distributed Map needs beyond an inline one. */
export interface MapRun {
  readonly startedEventId: number;
  readonly arn: string;
  readonly concurrency: number;
  readonly startTime: number;
  /** MaxConcurrency as the definition says; 0 where nothing limits the run. */
  readonly maxConcurrency: number;
  readonly maxItems: number | undefined;
  /** `$$.Map.Item.Source` of its items; undefined where it was not told yet. */
  readonly source: string | undefined;
  readonly toleratedCount: number | undefined;
  readonly toleratedPercentage: number | undefined;
  /** ItemBatcher; undefined where the children get the items one by one. */
  readonly batcher: Batcher | undefined;
  /** Where ResultWriter puts its files; undefined where it writes none. */
  readonly place: ResultPlace | undefined;
  /** How often the run has been redriven, and when it was last. */
  readonly redriveCount: number;
  readonly redriveTime: number | undefined;
}

/** Results by index in chunks, so that keeping snapshots while a Map fills up costs little. */
export interface ResultList {
  readonly chunks: Chunk[];
}
export interface Chunk {
  readonly owner: Owner;
  readonly values: (Json | undefined)[];
}

/** `$$.Map.Item`. */
export interface MapItem {
  readonly Index: number;
  readonly Value: Json;
  readonly Key?: string;
  readonly Source?: string;
}

/** How a child execution of a distributed Map began. */
export interface ChildExecution {
  readonly input: Json;
  readonly startTime: number;
  readonly mapRunArn: string;
  /** How often a Standard child has been redriven, and when it was last. An Express one starts anew instead. */
  readonly redriveCount: number;
  readonly redriveTime: number | undefined;
  /** When the time of an Express execution is over; undefined for a Standard one. */
  readonly deadline: number | undefined;
}

export interface ThreadRecord extends Mutable<Thread> {
  owner: Owner;
  status: StatusRecord;
  frame: FrameRecord | undefined;
  variables: JsonObject;
  /** The variables of this scope and of the scopes around it. */
  visible: JsonObject;
  /** The end of this thread's chain of events. */
  lastEventId: number;
  item: MapItem | undefined;
  scope: ProgramScope;
  /** The thread of the distributed Map's child execution around this one, whose events stand in a history of their own. */
  childExecution: number | undefined;
  /** Set for a child execution of a distributed Map: what it was given, and when. */
  execution: ChildExecution | undefined;
  /** How many events the child execution has written so far; only its own thread counts. */
  journalLength: number;
}

/** What stays the same during an execution. */
export interface ExecutionInfo {
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly input: Json;
  readonly region: string;
  readonly roleArn: string;
  readonly executionArn: string;
  readonly startTime: number;
  readonly seed: number;
  /** Activities that exist; absent = every one that is named does. */
  readonly activities: readonly string[] | undefined;
  readonly keepsHistory: boolean;
  /** Whether events of child executions are told, too. */
  readonly tellsChildren: boolean;
  /** Which of AWS's behaviours over time is followed. */
  readonly asOf: number;
  /** The context object that a test gives in place of the execution's own. */
  readonly givenContext: Json | undefined;
  /** `$$.Execution` and `$$.StateMachine`. */
  readonly execution: JsonObject;
  readonly stateMachine: JsonObject;
  /** Moment at which the execution times out. */
  readonly deadline: number | undefined;
  readonly maxEvents: number;
  /** The same for an Express child of a distributed Map. */
  readonly maxExpressEvents: number;
  readonly maxPayloadBytes: number;
  readonly expressionBudget: { readonly maxSteps: number };
}

/**
 * An execution at one moment. Keep it as long as you like: it never changes, and it shares what it can with its
 * neighbours.
 */
export interface Snapshot extends SnapshotView {
  readonly program: Program;
  readonly info: ExecutionInfo;
  readonly threads: readonly ThreadRecord[];
  readonly history: HistoryBuffer;
  /** The thread that runs next, then those whose turn comes after it. */
  readonly turn: number | undefined;
  readonly queue: readonly number[];
  readonly nextThread: number;
  readonly nextTask: number;
  /** How many random numbers have been drawn. */
  readonly draws: number;
}
