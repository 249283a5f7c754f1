/** Task: asks the host to do something and waits for the answer. */
import { unexpectedResult } from '#asl/expressions';
import { isJsonObject, type Json, stringifyJson } from '#asl/json';
import { durationOf } from '../durations.ts';
import { evaluateField, evaluateTemplate, sourceOf } from '../evaluation.ts';
import { runtimeFailure } from '../failure/state-failure.ts';
import type { ParameterCheck } from '../program/parameter-check.ts';
import { asksForMore } from '../program/plain-task.ts';
import type { ProgramState } from '../program/program.ts';
import { type TaskResource, taskResource } from '../program/task-resource.ts';
import type { FrameRecord, TaskStatus, ThreadRecord } from '../records.ts';
import type { TaskRequest } from '../snapshot.ts';
import type { Work } from '../work.ts';
import { type Behaviour, effectiveInputOf, type Step } from './behaviour.ts';

export const task: Behaviour = {
  action: ({ fields }) => (asksForMore(fields) ? ask : askPlainly),
};

/** These two are made for all Tasks and not for each: what they need of a state stands in the state. */
const askPlainly: Step = (work, thread, frame) => {
  const resource = resourceOf(frame.state);
  const request = requestFrom(work, thread, frame, resource);
  const { scheduled } = resource;
  if (scheduled) work.event(thread, scheduled, request.input);
  else work.event(thread, resource.events.Scheduled, scheduledDetails(work, resource, request));
  handOver(work, thread, request, undefined, undefined);
  return false;
};

const ask: Step = (work, thread, frame) => {
  const resource = resourceOf(frame.state);
  const request = limitedRequest(work, thread, frame, resource);
  const details = scheduledDetails(work, resource, request);
  if (request.timeoutSeconds !== undefined) details.timeoutInSeconds = request.timeoutSeconds;
  if (request.heartbeatSeconds !== undefined && resource.kind !== 'lambda')
    details.heartbeatInSeconds = request.heartbeatSeconds;
  const roleArn = roleOf(work, thread, frame);
  if (roleArn !== undefined) details.taskCredentials = { roleArn };
  work.event(thread, resource.events.Scheduled, details);
  const { now } = work;
  handOver(work, thread, request, momentAfter(now, request.timeoutSeconds), momentAfter(now, request.heartbeatSeconds));
  return false;
};

/** What a Task does before it is scheduled, where nobody is asked: a mock takes the place of all that comes then. */
export function prepareTask(work: Work, thread: ThreadRecord, frame: FrameRecord): void {
  limitedRequest(work, thread, frame, resourceOf(frame.state));
  roleOf(work, thread, frame);
}

function limitedRequest(work: Work, thread: ThreadRecord, frame: FrameRecord, resource: TaskResource): TaskRequest {
  const timeoutSeconds = durationOf(work, thread, frame, 'TimeoutSeconds');
  const heartbeatSeconds = durationOf(work, thread, frame, 'HeartbeatSeconds');
  return { ...requestFrom(work, thread, frame, resource), timeoutSeconds, heartbeatSeconds };
}

/** The request of a Task; what is wrong with its parameters fails it. */
function requestFrom(work: Work, thread: ThreadRecord, frame: FrameRecord, resource: TaskResource): TaskRequest {
  const request = requestOf(work, thread, frame, resource, effectiveInputOf(frame.stages), attemptsOf(frame));
  if (resource.kind !== 'lambda') refuse(work, frame, resource, request);
  work.nextTask += 1;
  return request;
}

/** A request with the next number, and without limits of time. */
export function requestOf(
  work: Work,
  thread: ThreadRecord,
  { pointer, name, token }: FrameRecord,
  { text, pattern }: TaskResource,
  input: Json,
  attempt: number,
): TaskRequest {
  return {
    id: work.nextTask,
    thread: thread.id,
    pointer,
    stateName: name,
    resource: text,
    input,
    pattern,
    token,
    attempt,
    timeoutSeconds: undefined,
    heartbeatSeconds: undefined,
    iteration: thread.parent === undefined ? AROUND_NOTHING : iterationOf(work, thread),
  };
}

const AROUND_NOTHING: TaskRequest['iteration'] = [];

const attemptsOf = ({ retryCounts }: FrameRecord): number =>
  retryCounts.length === 0 ? 0 : retryCounts.reduce((sum, count) => sum + count, 0);

function refuse(work: Work, frame: FrameRecord, resource: TaskResource, request: TaskRequest): void {
  if (resource.kind === 'activity') refuseUnknownActivity(work, frame, request);
  if (resource.check) refuseParameters(frame, resource.check, request);
}

/** Fails the state where there is no such activity. */
function refuseUnknownActivity(work: Work, frame: FrameRecord, { resource }: TaskRequest): void {
  if (work.info.activities && !work.info.activities.includes(resource))
    throw runtimeFailure(frame, `The activity ${resource} does not exist.`);
}

/** Fails the state where the service would not even begin. */
function refuseParameters(frame: FrameRecord, check: ParameterCheck, { input }: TaskRequest): void {
  const refusals = check(input);
  if (refusals.length === 0) return;
  const what = `The ${frame.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters'} '${stringifyJson(input)}'`;
  throw runtimeFailure(frame, `${what} could not be used to start the Task: [${refusals.join(', ')}]`);
}

/** The Resource of a Task. */
export const resourceOf = ({ resource }: ProgramState): TaskResource => resource ?? NO_RESOURCE;

const NO_RESOURCE = taskResource('');

const scheduledDetails = (work: Work, parts: TaskResource, { input, resource }: TaskRequest): Record<string, Json> =>
  parts.kind === 'service'
    ? { parameters: input, region: work.info.region, resource: parts.resource, resourceType: parts.resourceType }
    : { input, resource };

/** Hands a task to the host, once its event is written. */
function handOver(
  work: Work,
  thread: ThreadRecord,
  task: TaskRequest,
  timeoutAt: number | undefined,
  heartbeatAt: number | undefined,
): void {
  if (!work.isRunning) return;
  waitFor(thread, task, timeoutAt, heartbeatAt);
  work.endTurn();
  work.sink({ type: 'schedule-task', task });
}

/** Lets the thread wait for the answer to a task of which nothing is known yet. */
export function waitFor(
  thread: ThreadRecord,
  task: TaskRequest,
  timeoutAt: number | undefined,
  heartbeatAt: number | undefined,
): TaskStatus {
  const status: TaskStatus = { kind: 'task', task, timeoutAt, heartbeatAt, started: false, submitted: false };
  thread.status = status;
  return status;
}

const momentAfter = (now: number, seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : now + seconds * 1000;

/** The role that `Credentials` names. */
function roleOf(work: Work, thread: ThreadRecord, frame: FrameRecord): Json | undefined {
  const { Credentials } = frame.state.fields;
  if (Credentials === undefined) return undefined;
  const evaluated =
    frame.queryLanguage === 'JSONata'
      ? evaluateField(work, thread, frame, 'Credentials', Credentials)
      : evaluateTemplate(work, thread, frame, 'Credentials', Credentials, effectiveDataOf(frame));
  const role = isJsonObject(evaluated) ? evaluated.RoleArn : undefined;
  if (frame.queryLanguage === 'JSONata' && role !== undefined && typeof role !== 'string' && isJsonObject(Credentials))
    throw unexpectedResult(sourceOf(Credentials.RoleArn ?? null), 'Credentials/RoleArn', 'string', role);
  return role;
}

const effectiveDataOf = (frame: FrameRecord): Json => frame.stages.afterInputPath ?? frame.stages.input;

/** The containers around a thread with the index of the branch or iteration, outermost first. */
export function iterationOf(work: Work, thread: ThreadRecord): TaskRequest['iteration'] {
  const around: { container: string; index: number }[] = [];
  for (let at: ThreadRecord | undefined = thread; at?.parent !== undefined; at = work.findThread(at.parent)) {
    around.unshift({ container: at.container, index: at.index });
  }
  return around;
}
