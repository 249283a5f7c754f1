/** What a mocked state does instead of its action: it has the mocked result, or fails with the mocked error. */
import { isJsonArray, type Json, type JsonObject } from '#asl/json';
import { TOLERANCE_EXCEEDED } from '../causes.ts';
import { raise, raiseThrown } from '../failure/raise.ts';
import { moveTo } from '../frames.ts';
import type { ProgramScope } from '../program/program.ts';
import type { FailureRecord, FrameRecord, ThreadRecord } from '../records.ts';
import { exceedsTolerance } from '../states/map-run-end.ts';
import { prepareTask } from '../states/task.ts';
import type { Work } from '../work.ts';
import { type Inspection, inspectMap, type MockedMap } from './mocked-map.ts';
import { invalid } from './refusals.ts';
import type { TestStateRefusal, TestStateRequest } from './request.ts';

/** What `inspectionData` says of a Map besides its stages; a refusal where the test cannot be one of this state. */
export interface MockedAction {
  readonly inspection: JsonObject;
  readonly refusal?: TestStateRefusal | undefined;
}

const TOO_MANY_FAILED: FailureRecord = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: TOLERANCE_EXCEEDED,
  origin: 'state',
};

/** The failure that the mock asks for; undefined where the state is to have a result, or to do what it does. */
export function mockedFailure(frame: FrameRecord, request: TestStateRequest): FailureRecord | undefined {
  const { mock, stateConfiguration } = request;
  if (mock?.errorOutput) {
    const { error, cause } = mock.errorOutput;
    return { error, cause, origin: isOfTask(frame, request) ? 'task' : 'state' };
  }
  return frame.type === 'Map' && (stateConfiguration?.mapIterationFailureCount ?? 0) > 0 ? TOO_MANY_FAILED : undefined;
}

/** Acts as the mock says. */
export function actMocked(work: Work, frame: FrameRecord, request: TestStateRequest): MockedAction {
  const thread = work.thread(1);
  const inspection: Inspection = {};
  if (!thread) return { inspection };
  try {
    if (frame.type === 'Task') prepareTask(work, thread, frame);
    const map = frame.type === 'Map' ? inspectMap(work, thread, frame, request, inspection) : undefined;
    const refusal = map && failureCountRefusal(map, request);
    if (refusal) return { inspection, refusal };
    if (map && isOverTolerance(map, request)) raise(work, thread, frame, TOO_MANY_FAILED);
    else settle(work, thread, frame, request);
  } catch (thrown) {
    raiseThrown(work, thread, frame, thrown);
  }
  return { inspection };
}

function settle(work: Work, thread: ThreadRecord, frame: FrameRecord, request: TestStateRequest): void {
  const { mock } = request;
  const failure = mock?.errorOutput && mockedFailure(frame, request);
  if (failure) {
    raise(work, thread, frame, failure);
    return;
  }
  frame.stages.result = mock?.result ?? null;
  moveTo(frame, frame.at + 1);
}

/** Whether a Task fails: the tested one, or the one inside a Map or Parallel that is said to have caused the error. */
function isOfTask({ state }: FrameRecord, { stateConfiguration }: TestStateRequest): boolean {
  const culprit = stateConfiguration?.errorCausedByState;
  return state.type === 'Task' || (culprit !== undefined && isTaskIn(state.scopes, culprit));
}

const isTaskIn = (scopes: readonly ProgramScope[], name: string): boolean =>
  scopes.some(
    ({ byName }) =>
      byName.get(name)?.type === 'Task' || [...byName.values()].some((state) => isTaskIn(state.scopes, name)),
  );

/** As many iterations as there are items; where nothing says how many these are, as there are mocked results. */
function iterationsOf({ items }: MockedMap, mocked: Json | undefined): number | undefined {
  return items ? items.length : isJsonArray(mocked) ? mocked.length : undefined;
}

/** Documented: the count "cannot exceed the number of items in the input". */
function failureCountRefusal(
  map: MockedMap,
  { mock, stateConfiguration }: TestStateRequest,
): TestStateRefusal | undefined {
  const iterations = iterationsOf(map, mock?.result);
  const failed = stateConfiguration?.mapIterationFailureCount;
  return failed !== undefined && iterations !== undefined && failed > iterations
    ? invalid('Map iteration failure count must be less than or equal to the number of Map iterations')
    : undefined;
}

/** Recorded: a Map that names no tolerance goes on whatever the number of failures. */
function isOverTolerance(map: MockedMap, { mock, stateConfiguration }: TestStateRequest): boolean {
  const failed = stateConfiguration?.mapIterationFailureCount ?? 0;
  if (mock?.errorOutput || failed === 0) return false;
  return exceedsTolerance(failed, iterationsOf(map, mock?.result) ?? Number.POSITIVE_INFINITY, map.tolerance);
}
