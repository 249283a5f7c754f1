/** Messages between the debug adapter and its client beyond DAP itself, and the launch configuration. */
import type { Json } from '#asl/json';
import type { RunOverlay } from './preview.ts';

/** The attributes of a launch configuration of type `asl`. */
export interface LaunchArguments {
  /** Path or URI of the definition. */
  readonly program: string;
  readonly input?: Json;
  readonly inputFile?: string;
  /** A mock file (path or URI), or its content. */
  readonly mocks?: string | MockFile;
  /** A mock file (path or URI), besides mocks that stand in the configuration, which count more. */
  readonly mockFile?: string;
  /** Tasks that nobody answers get a sample of what their service returns, instead of a question. */
  readonly samples?: boolean;
  /** The test case of AWS's mock configuration (`HappyPath`, or `Machine#HappyPath`), where `mocks` names one. */
  readonly testCase?: string;
  /** A file of `aws stepfunctions get-execution-history` whose task results answer the tasks. */
  readonly recording?: string;
  readonly stopOnEntry?: boolean;
  /** The type of the machine: `STANDARD` (default) or `EXPRESS`. */
  readonly machineType?: 'STANDARD' | 'EXPRESS';
  /** Names that the context object holds; what is absent is made up. */
  readonly context?: LaunchContext;
  /** `virtual` (default): waits and back-off pass at once. */
  readonly time?: 'virtual' | 'real';
  /** In real time, how many seconds of the execution pass in one second; 1 when absent. */
  readonly timeScale?: number;
  readonly seed?: number;
  readonly noDebug?: boolean;
  /** Begin at this state of the outermost scope instead of StartAt. */
  readonly startAt?: string;
  readonly variables?: Readonly<Record<string, Json>>;
  /** Handlers of Lambda functions, by the function's name or ARN; off where there are none. */
  readonly handlers?: Readonly<Record<string, string | HandlerSource>>;
  /** Handlers are debugged, too, each in a session of its own beside this one. */
  readonly debugHandlers?: boolean;
  /** HTTP Tasks and calls of APIs (`apigateway:invoke`) are really sent; off where it is absent. */
  readonly http?: boolean | HttpSource;
  /** Endpoints that AWS services are called at, by the name of the service in a `Resource`; `*` for all others. */
  readonly services?: Readonly<Record<string, string | ServiceSource>>;
  /** Folders (paths or URIs) that stand for buckets, by the bucket's name. */
  readonly buckets?: Readonly<Record<string, string | BucketSource>>;
  /** Definitions (paths or URIs) of machines that tasks start, by name or ARN. */
  readonly machines?: Readonly<Record<string, string | MachineSource>>;
  /** The address under which the client shows the run as a text, also after its end; the console links to it. */
  readonly transcript?: string;
}

/** `Execution` and `StateMachine` of the context object, as far as they are given. */
export interface LaunchContext {
  readonly Execution?: { readonly Id?: string; readonly Name?: string; readonly RoleArn?: string };
  readonly StateMachine?: { readonly Id?: string };
}

/** Code on this machine that answers tasks of a Lambda function. In its short form, a text: `charge.js#handler`, or an address. */
export type HandlerSource =
  | { readonly file: string; readonly handler?: string; readonly timeoutSeconds?: number }
  | { readonly url: string; readonly timeoutSeconds?: number };

/** How HTTP Tasks are sent. */
export interface HttpSource {
  /** False: they are not, whatever stands here besides. */
  readonly send?: boolean;
  /** Addresses that stand for others: `{"https://api.example.com": "http://127.0.0.1:8080"}`. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** What EventBridge connections hold, by their names or ARNs. */
  readonly connections?: Readonly<Record<string, ConnectionSource>>;
}

/** One of `basic`, `apiKey`, `bearer` and `oauth`, and what the connection adds besides. */
export interface ConnectionSource {
  readonly basic?: { readonly username: string; readonly password: string };
  readonly apiKey?: { readonly name: string; readonly value: string };
  readonly bearer?: string;
  readonly oauth?: OAuthSource;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, Json>>;
}

/** Where a connection gets its tokens (`OAUTH_CLIENT_CREDENTIALS`), and what it adds to the request for one. */
export interface OAuthSource {
  readonly authorizationEndpoint: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly clientId: string;
  readonly clientSecret: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, string>>;
}

/** Where a service is called, and as whom; credentials that name nobody where there are none. */
export interface ServiceSource {
  readonly url: string;
  readonly region?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
  readonly timeoutSeconds?: number;
}

/** The attributes of a configuration that opens a recorded execution. */
export interface AttachArguments {
  /** A file (path or URI) of `aws stepfunctions get-execution-history`, or its content. */
  readonly history: string | Json;
  /** Path or URI of the definition that ran, or of a `describe-state-machine-for-execution` answer. Absent: only what is recorded. */
  readonly program?: string;
  /** A file of `describe-execution`: the names that the context object holds. */
  readonly execution?: string;
  /** False: goes to the first breakpoint, or to the end of the recording. */
  readonly stopOnEntry?: boolean;
  readonly transcript?: string;
}

/** The attributes of a configuration that attaches to a run of the command line: `stepwright run --debug-port`. */
export interface AttachRunArguments {
  /** The port of this machine at which the run waits: for who makes the connection. */
  readonly port?: number;
  readonly stopOnEntry?: boolean;
  readonly transcript?: string;
}

/** A folder that stands for a bucket. In its short form, a text, `:rw` at the end lets results be written there. */
export interface BucketSource {
  readonly folder: string;
  /** Results of distributed Maps are written there. */
  readonly writable?: boolean;
}

/** A machine that tasks start. In its short form, a text, `:express` at the end makes it an Express machine. */
export interface MachineSource {
  readonly file: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
}

/** Answers for tasks, by state name (or `Outer/Inner`); tried in order, the last one repeats. */
export interface MockFile {
  readonly mocks: Readonly<Record<string, MockAnswer | readonly MockAnswer[]>>;
}

export type MockAnswer = (
  | { readonly return: Json }
  /** JSON in which texts `{% … %}` are JSONata over the task's input. */
  | { readonly compute: Json }
  | { readonly throw: { readonly error: string; readonly cause?: string } }
) & {
  readonly times?: number;
  readonly when?: MockCondition;
  /** Seconds until the answer is there. */
  readonly delay?: number;
};

/** Which tasks of a state an answer is for; counts and ranges (`"1-3"`) begin at 0. */
export interface MockCondition {
  readonly input?: Json;
  readonly branch?: number | string;
  readonly iteration?: number | string;
  readonly attempt?: number | string;
  readonly expression?: string;
}

/** Event `stepwright/run`: the picture of the run for the graph, sent at stops and, while running, at most every 100 ms. */
export const RUN_EVENT = 'stepwright/run';
export interface RunEvent {
  readonly program: string;
  readonly overlay: RunOverlay;
  readonly clock: RunClock;
  /** The execution stands at a failure that ends it, and may be redriven from there. */
  readonly canRedrive: boolean;
  /** What is shown has happened elsewhere, and can go on live. */
  readonly isRecorded: boolean;
}

/** The clock of an execution, in milliseconds since 1970. */
export interface RunClock {
  readonly now: number;
  readonly start: number;
  /** While it runs: how many of its milliseconds pass in one of real time. Absent: it stands still, or jumps. */
  readonly pace?: number;
}

/** Event `stepwright/taskPending`: a Task has no answer; the client asks the user and sends `stepwright/answerTask`. */
export const TASK_PENDING_EVENT = 'stepwright/taskPending';
export interface TaskPending {
  readonly task: number;
  /** Path or URI of the definition that runs; that of a machine that tasks start stands in `stateName` only. */
  readonly program: string;
  readonly stateName: string;
  /** The key under which a remembered answer belongs in a mock file. */
  readonly mockKey: string;
  readonly resource: string;
  readonly input: Json;
  readonly token?: string;
  readonly attempt: number;
  /** A result that fits the resource, as JSON text to edit. */
  readonly sample: string;
  /** Errors that Retry and Catch of the state name, to choose from. */
  readonly errors: readonly string[];
  /** The request has been sent, and somebody outside is expected to answer: no reason to ask at once. */
  readonly isSent?: boolean;
}
/** Event `stepwright/taskSettled`: the question is answered or void; a prompt that is still open closes. */
export const TASK_SETTLED_EVENT = 'stepwright/taskSettled';
export interface TaskSettled {
  readonly task: number;
}

export const ANSWER_TASK_REQUEST = 'stepwright/answerTask';
export interface AnswerTask {
  readonly task: number;
  readonly answer: MockAnswer;
}

/** Request `stepwright/heartbeatTask`: whoever does the task is still at work. */
export const HEARTBEAT_TASK_REQUEST = 'stepwright/heartbeatTask';
export interface HeartbeatTask {
  readonly task: number;
}

/** Event `stepwright/debugHandler`: a handler waits for its debugger; the client answers with `stepwright/handlerDebugged`. */
export const DEBUG_HANDLER_EVENT = 'stepwright/debugHandler';
export interface DebugHandler {
  readonly id: number;
  /** A configuration of the debugger of the handler's language. */
  readonly configuration: {
    readonly type: string;
    readonly request: 'attach';
    readonly name: string;
    readonly [field: string]: unknown;
  };
}

export const HANDLER_DEBUGGED_REQUEST = 'stepwright/handlerDebugged';
export interface HandlerDebugged {
  readonly id: number;
  readonly started: boolean;
  /** Why not, as a sentence. */
  readonly reason?: string;
}

/** Request `stepwright/mocksOfRun`: the text of a mock file that answers tasks as they have been answered so far. */
export const MOCKS_OF_RUN_REQUEST = 'stepwright/mocksOfRun';
export interface MocksOfRun {
  readonly text: string;
  /** Path or URI of the definition that runs. */
  readonly program: string;
}

/** Request `stepwright/transcript`: the run as a text, state by state, while it runs and when it is over. */
export const TRANSCRIPT_REQUEST = 'stepwright/transcript';
export interface Transcript {
  readonly text: string;
}

/**
 * Event `stepwright/runRecord`: the run so far, for a client that loses its adapter with the connection. It comes before
 * the end of the session, and another debug adapter makes the same run of it.
 */
export const RUN_RECORD_EVENT = 'stepwright/runRecord';
export interface RunRecordEvent {
  /** JSON that only the debug adapter reads. */
  readonly record: string;
}

/** Request `stepwright/waitingTasks`: what waits for the user's answer now. */
export const WAITING_TASKS_REQUEST = 'stepwright/waitingTasks';
export interface WaitingTasksInfo {
  readonly tasks: readonly WaitingTaskInfo[];
  /** False where the clock stands still until there is an answer. */
  readonly isClockRunning: boolean;
}
export interface WaitingTaskInfo {
  readonly task: number;
  readonly pattern: 'request-response' | 'sync' | 'token' | 'activity';
  /** On the execution's clock; absent where the task has no time limit. */
  readonly millisecondsLeft?: number;
  /** Until the next heartbeat is due. */
  readonly heartbeatMillisecondsLeft?: number;
}

/**
 * Request `stepwright/redrive`: an execution that did not succeed goes on with what had not succeeded, as AWS's
 * RedriveExecution does. At a stop for a failure that nobody catches, the execution comes to its end first.
 */
export const REDRIVE_REQUEST = 'stepwright/redrive';

/**
 * Request `stepwright/continueFromHere`: a recorded execution becomes a live one at this stop. What is recorded of tasks
 * after it answers them.
 */
export const CONTINUE_FROM_HERE_REQUEST = 'stepwright/continueFromHere';

/** Request `stepwright/runs`: the runs of this session, the present one last. */
export const RUNS_REQUEST = 'stepwright/runs';
export interface RunSummary {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly events: number;
  /** True for the run that the session is at. */
  readonly isCurrent: boolean;
}
export interface Runs {
  readonly runs: readonly RunSummary[];
}

/** Request `stepwright/compareRuns`: two runs, state by state. */
export const COMPARE_RUNS_REQUEST = 'stepwright/compareRuns';
export interface CompareRuns {
  readonly left: number;
  readonly right: number;
}
export interface RunComparison {
  readonly rows: readonly RunComparisonRow[];
  /** Both runs as texts that can be laid side by side. */
  readonly left: string;
  readonly right: string;
}
export interface RunComparisonRow {
  /** The state with its iteration and visit: `Ship [2] (visit 2)`. */
  readonly state: string;
  readonly verdict: 'same' | 'different' | 'only-left' | 'only-right';
  /** What differs: `input`, `output`, `error`, `attempts`. */
  readonly differs: readonly string[];
}

/** Request `stepwright/leaveState`: the state at which the execution stands is skipped, or the rest of it. */
export const LEAVE_STATE_REQUEST = 'stepwright/leaveState';
export interface LeaveState {
  /** What the state gives; absent: the data that it has, which is its input until its action is done. */
  readonly output?: Json;
}

/** Requests of the graph's menu, at a stop: run on to a state, begin its last visit again, or go there without running. */
export const RUN_TO_STATE_REQUEST = 'stepwright/runToState';
export const RESTART_STATE_REQUEST = 'stepwright/restartState';
export const SKIP_TO_STATE_REQUEST = 'stepwright/skipToState';
export interface StateTarget {
  /** The pointer of the state: `/States/Ship`. */
  readonly pointer: string;
  /** Path or URI of its definition, where it may be another one than the session's: that of a machine that tasks start. */
  readonly program?: string;
}
