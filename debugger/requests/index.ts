/** Every request that the adapter answers, in alphabetical order. */
import { answerTask } from './answer-task.ts';
import { attach } from './attach.ts';
import { breakpointLocations } from './breakpoint-locations.ts';
import { cancel } from './cancel.ts';
import { compareRuns } from './compare-runs.ts';
import { completions } from './completions.ts';
import { configurationDone } from './configuration-done.ts';
import { continueRequest } from './continue.ts';
import { continueFromHere } from './continue-from-here.ts';
import { dataBreakpointInfo } from './data-breakpoint-info.ts';
import { dataFlow } from './data-flow.ts';
import { dataFlowRows } from './data-flow-rows.ts';
import { disconnect } from './disconnect.ts';
import { evaluate } from './evaluate.ts';
import { exceptionInfo } from './exception-info.ts';
import { goToVisit } from './go-to-visit.ts';
import { goto } from './goto.ts';
import { gotoTargets } from './goto-targets.ts';
import { handlerDebugged } from './handler-debugged.ts';
import { heartbeatTask } from './heartbeat-task.ts';
import { initialize } from './initialize.ts';
import { launch } from './launch.ts';
import { leaveStateRequest } from './leave-state.ts';
import { loadedSources } from './loaded-sources.ts';
import { locations } from './locations.ts';
import { mocksOfRunRequest } from './mocks-of-run.ts';
import { next } from './next.ts';
import { pause } from './pause.ts';
import { redrive } from './redrive.ts';
import type { AnyRequestHandler } from './request.ts';
import { restart } from './restart.ts';
import { restartFrame } from './restart-frame.ts';
import { restartState } from './restart-state.ts';
import { reverseContinue } from './reverse-continue.ts';
import { runTimeline } from './run-timeline.ts';
import { runToState } from './run-to-state.ts';
import { runs } from './runs.ts';
import { scopes } from './scopes.ts';
import { setBreakpoints } from './set-breakpoints.ts';
import { setDataBreakpoints } from './set-data-breakpoints.ts';
import { setExceptionBreakpoints } from './set-exception-breakpoints.ts';
import { setExpression } from './set-expression.ts';
import { setFunctionBreakpoints } from './set-function-breakpoints.ts';
import { setVariable } from './set-variable.ts';
import { skipToState } from './skip-to-state.ts';
import { source } from './source.ts';
import { stackTrace } from './stack-trace.ts';
import { stepBack } from './step-back.ts';
import { stepIn } from './step-in.ts';
import { stepInTargets } from './step-in-targets.ts';
import { stepOut } from './step-out.ts';
import { terminate } from './terminate.ts';
import { threads } from './threads.ts';
import { transcript } from './transcript.ts';
import { variables } from './variables.ts';
import { waitingTasks } from './waiting-tasks.ts';

const HANDLERS: readonly AnyRequestHandler[] = [
  answerTask,
  attach,
  breakpointLocations,
  cancel,
  compareRuns,
  completions,
  configurationDone,
  continueRequest,
  continueFromHere,
  dataBreakpointInfo,
  dataFlow,
  dataFlowRows,
  disconnect,
  evaluate,
  exceptionInfo,
  goToVisit,
  goto,
  gotoTargets,
  handlerDebugged,
  heartbeatTask,
  initialize,
  launch,
  leaveStateRequest,
  loadedSources,
  locations,
  mocksOfRunRequest,
  next,
  pause,
  redrive,
  restart,
  restartFrame,
  restartState,
  reverseContinue,
  runTimeline,
  runs,
  runToState,
  scopes,
  setBreakpoints,
  setDataBreakpoints,
  setExceptionBreakpoints,
  setExpression,
  setFunctionBreakpoints,
  setVariable,
  skipToState,
  source,
  stackTrace,
  stepBack,
  stepIn,
  stepInTargets,
  stepOut,
  terminate,
  threads,
  transcript,
  variables,
  waitingTasks,
];

/** The handlers by command. */
export const REQUESTS: ReadonlyMap<string, AnyRequestHandler> = new Map(
  HANDLERS.map((handler) => [handler.command, handler]),
);
