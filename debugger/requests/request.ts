/**
 * What a request handler is: one file per command, listed in `index.ts`. The table is typed by the protocol's own
 * arguments and response bodies; a capability is announced exactly where its handler exists.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type {
  AnswerTask,
  AttachArguments,
  AttachRunArguments,
  CompareRuns,
  DataFlow,
  DataFlowParams,
  DataFlowRows,
  DataFlowRowsParams,
  GoToVisit,
  HandlerDebugged,
  HeartbeatTask,
  LaunchArguments,
  LeaveState,
  MocksOfRun,
  RunComparison,
  Runs,
  RunTimeline,
  RunTimelineParams,
  StateTarget,
  Transcript,
  WaitingTasksInfo,
} from '#protocol';
import type { Session } from '../session/session.ts';

type Body<R extends { body?: unknown }> = R['body'];

/** Arguments and response body of each command that the adapter can have a handler for. */
export interface Commands {
  attach: [AttachArguments | AttachRunArguments, undefined];
  breakpointLocations: [DebugProtocol.BreakpointLocationsArguments, Body<DebugProtocol.BreakpointLocationsResponse>];
  cancel: [DebugProtocol.CancelArguments | undefined, undefined];
  completions: [DebugProtocol.CompletionsArguments, Body<DebugProtocol.CompletionsResponse>];
  configurationDone: [undefined, undefined];
  continue: [DebugProtocol.ContinueArguments, Body<DebugProtocol.ContinueResponse>];
  dataBreakpointInfo: [DebugProtocol.DataBreakpointInfoArguments, Body<DebugProtocol.DataBreakpointInfoResponse>];
  disconnect: [DebugProtocol.DisconnectArguments | undefined, undefined];
  evaluate: [DebugProtocol.EvaluateArguments, Body<DebugProtocol.EvaluateResponse>];
  exceptionInfo: [DebugProtocol.ExceptionInfoArguments, Body<DebugProtocol.ExceptionInfoResponse>];
  goto: [DebugProtocol.GotoArguments, undefined];
  gotoTargets: [DebugProtocol.GotoTargetsArguments, Body<DebugProtocol.GotoTargetsResponse>];
  initialize: [DebugProtocol.InitializeRequestArguments, DebugProtocol.Capabilities];
  launch: [LaunchArguments, undefined];
  loadedSources: [undefined, Body<DebugProtocol.LoadedSourcesResponse>];
  locations: [DebugProtocol.LocationsArguments, Body<DebugProtocol.LocationsResponse>];
  next: [DebugProtocol.NextArguments, undefined];
  pause: [DebugProtocol.PauseArguments, undefined];
  restart: [DebugProtocol.RestartArguments | undefined, undefined];
  restartFrame: [DebugProtocol.RestartFrameArguments, undefined];
  reverseContinue: [DebugProtocol.ReverseContinueArguments, undefined];
  scopes: [DebugProtocol.ScopesArguments, Body<DebugProtocol.ScopesResponse>];
  setBreakpoints: [DebugProtocol.SetBreakpointsArguments, Body<DebugProtocol.SetBreakpointsResponse>];
  setDataBreakpoints: [DebugProtocol.SetDataBreakpointsArguments, Body<DebugProtocol.SetDataBreakpointsResponse>];
  setExceptionBreakpoints: [
    DebugProtocol.SetExceptionBreakpointsArguments,
    Body<DebugProtocol.SetExceptionBreakpointsResponse>,
  ];
  setExpression: [DebugProtocol.SetExpressionArguments, Body<DebugProtocol.SetExpressionResponse>];
  setFunctionBreakpoints: [
    DebugProtocol.SetFunctionBreakpointsArguments,
    Body<DebugProtocol.SetFunctionBreakpointsResponse>,
  ];
  setVariable: [DebugProtocol.SetVariableArguments, Body<DebugProtocol.SetVariableResponse>];
  source: [DebugProtocol.SourceArguments, Body<DebugProtocol.SourceResponse>];
  stackTrace: [DebugProtocol.StackTraceArguments, Body<DebugProtocol.StackTraceResponse>];
  stepBack: [DebugProtocol.StepBackArguments, undefined];
  stepIn: [DebugProtocol.StepInArguments, undefined];
  stepInTargets: [DebugProtocol.StepInTargetsArguments, Body<DebugProtocol.StepInTargetsResponse>];
  stepOut: [DebugProtocol.StepOutArguments, undefined];
  terminate: [DebugProtocol.TerminateArguments | undefined, undefined];
  threads: [undefined, Body<DebugProtocol.ThreadsResponse>];
  variables: [DebugProtocol.VariablesArguments, Body<DebugProtocol.VariablesResponse>];
  'stepwright/answerTask': [AnswerTask, undefined];
  'stepwright/compareRuns': [CompareRuns, RunComparison];
  'stepwright/continueFromHere': [undefined, undefined];
  'stepwright/dataFlow': [DataFlowParams | undefined, DataFlow];
  'stepwright/dataFlowRows': [DataFlowRowsParams, DataFlowRows];
  'stepwright/goToVisit': [GoToVisit, undefined];
  'stepwright/handlerDebugged': [HandlerDebugged, undefined];
  'stepwright/heartbeatTask': [HeartbeatTask, undefined];
  'stepwright/leaveState': [LeaveState | undefined, undefined];
  'stepwright/mocksOfRun': [undefined, MocksOfRun];
  'stepwright/redrive': [undefined, undefined];
  'stepwright/runs': [undefined, Runs];
  'stepwright/restartState': [StateTarget, undefined];
  'stepwright/runTimeline': [RunTimelineParams | undefined, RunTimeline];
  'stepwright/runToState': [StateTarget, undefined];
  'stepwright/skipToState': [StateTarget, undefined];
  'stepwright/transcript': [undefined, Transcript];
  'stepwright/waitingTasks': [undefined, WaitingTasksInfo];
}

export type Command = keyof Commands;

/** Runs once the response is on its way: events that answer a request come after its response. */
export type AfterResponse = (action: () => void) => void;

/** A request that takes time: the client may have given up on it. */
export interface OpenRequest {
  readonly isCancelled: boolean;
  /** What takes back what has been begun, should the client give up; the last one given counts. */
  onCancel(undo: () => void): void;
}

export interface RequestHandler<C extends Command = Command> {
  readonly command: C;
  /** What `initialize` may promise because this handler exists. */
  readonly capabilities?: DebugProtocol.Capabilities;
  /** Arguments that have to be present, with their types, before `run` sees them. */
  readonly needs?: Readonly<Record<string, 'string' | 'number' | 'object' | 'array'>>;
  run(
    session: Session,
    args: Commands[C][0],
    after: AfterResponse,
    open: OpenRequest,
  ): Commands[C][1] | Promise<Commands[C][1]>;
}

/** A handler whose command is not known to the type checker any more: what the dispatcher holds. */
export interface AnyRequestHandler {
  readonly command: string;
  readonly capabilities?: DebugProtocol.Capabilities;
  readonly needs?: RequestHandler['needs'];
  run(session: Session, args: unknown, after: AfterResponse, open: OpenRequest): unknown;
}

/** Declares the handler of a command. */
export function request<C extends Command>(handler: RequestHandler<C>): AnyRequestHandler {
  // The dispatcher checks `needs` before it calls, which makes the arguments what the protocol says they are.
  return handler as unknown as AnyRequestHandler;
}
