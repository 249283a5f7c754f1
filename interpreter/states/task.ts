/** Task: asks the host to do something and waits for the answer. */
import { unexpectedResult } from '#asl/expressions';
import { isJsonObject, type Json, stringifyJson } from '#asl/json';
import { durationOf } from '../durations.ts';
import { evaluateField, evaluateTemplate, sourceOf } from '../evaluation.ts';
import { runtimeFailure } from '../failure/state-failure.ts';
import { type ParameterCheck, parameterCheckOf } from '../program/parameter-check.ts';
import type { ProgramState } from '../program/program.ts';
import { partsOf, type ResourceParts } from '../program/task-resource.ts';
import type { FrameRecord, ThreadRecord } from '../records.ts';
import type { TaskRequest } from '../snapshot.ts';
import type { Work } from '../work.ts';
import { type Behaviour, effectiveInputOf } from './behaviour.ts';

export const task: Behaviour = {
  action: (state) => {
    const parts = resourceOf(state);
    const requestFrom = requestsOf(state, parts);
    return (work, thread, frame) => {
      const request = requestFrom(work, thread, frame);
      work.nextTask += 1;
      scheduled(work, thread, frame, parts, request);
      return false;
    };
  },
};

type MakeRequest = (work: Work, thread: ThreadRecord, frame: FrameRecord) => TaskRequest;

/** Makes the requests of a Task; what is wrong with its fields or its parameters fails it. */
function requestsOf(state: ProgramState, parts: ResourceParts): MakeRequest {
  const { fields, pointer, name } = state;
  const resource = String(fields.Resource);
  const check = parts.kind === 'service' ? parameterCheckOf(parts.resourceType, parts.resource) : undefined;
  const isLimited = fields.TimeoutSeconds !== undefined || fields.TimeoutSecondsPath !== undefined;
  const isWatched = fields.HeartbeatSeconds !== undefined || fields.HeartbeatSecondsPath !== undefined;
  return (work, thread, frame) => {
    const request: TaskRequest = {
      id: work.nextTask,
      thread: thread.id,
      pointer,
      stateName: name,
      resource,
      input: effectiveInputOf(frame.stages),
      pattern: parts.pattern,
      token: frame.token,
      attempt: attemptsOf(frame),
      timeoutSeconds: isLimited ? durationOf(work, thread, frame, 'TimeoutSeconds') : undefined,
      heartbeatSeconds: isWatched ? durationOf(work, thread, frame, 'HeartbeatSeconds') : undefined,
      iteration: thread.parent === undefined ? AROUND_NOTHING : iterationOf(work, thread),
    };
    if (parts.kind === 'activity') refuseUnknownActivity(work, frame, request);
    if (check) refuseParameters(frame, check, request);
    return request;
  };
}

/** What a Task does before it is scheduled, where nobody is asked: a mock takes the place of all that comes then. */
export function prepareTask(work: Work, thread: ThreadRecord, frame: FrameRecord): void {
  requestsOf(frame.state, resourceOf(frame.state))(work, thread, frame);
  roleOf(work, thread, frame);
}

const AROUND_NOTHING: TaskRequest['iteration'] = [];

function attemptsOf({ retryCounts }: FrameRecord): number {
  let attempts = 0;
  for (const count of retryCounts) attempts += count;
  return attempts;
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

/** The parts of a Task's Resource. */
export const resourceOf = ({ resource }: ProgramState): ResourceParts => resource ?? NO_RESOURCE;

const NO_RESOURCE = partsOf('');

function scheduled(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  parts: ResourceParts,
  request: TaskRequest,
): void {
  const details: Record<string, Json> =
    parts.kind === 'service'
      ? {
          parameters: request.input,
          region: work.info.region,
          resource: parts.resource,
          resourceType: parts.resourceType,
        }
      : { input: request.input, resource: request.resource };
  if (request.timeoutSeconds !== undefined) details.timeoutInSeconds = request.timeoutSeconds;
  if (request.heartbeatSeconds !== undefined && parts.kind !== 'lambda')
    details.heartbeatInSeconds = request.heartbeatSeconds;
  const roleArn = roleOf(work, thread, frame);
  if (roleArn !== undefined) details.taskCredentials = { roleArn };
  work.event(thread, SCHEDULED[parts.kind], details);
  if (!work.isRunning) return;
  thread.status = {
    kind: 'task',
    task: request,
    timeoutAt: momentAfter(work, request.timeoutSeconds),
    heartbeatAt: momentAfter(work, request.heartbeatSeconds),
    started: false,
    submitted: false,
  };
  work.passTurn(false);
  work.sink({ type: 'schedule-task', task: request });
}

const momentAfter = ({ now }: Work, seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : now + seconds * 1000;

const SCHEDULED = {
  lambda: 'LambdaFunctionScheduled',
  activity: 'ActivityScheduled',
  service: 'TaskScheduled',
} as const;

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
