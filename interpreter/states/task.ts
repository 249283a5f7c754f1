/** Task: asks the host to do something and waits for the answer. */
import { isJsonObject, type Json, stringifyJson } from '#asl/json';
import { durationOf } from '../durations.ts';
import { evaluateField, evaluateTemplate } from '../evaluation.ts';
import { runtimeFailure } from '../failure/state-failure.ts';
import { refusalsOf } from '../program/parameter-check.ts';
import type { ProgramState } from '../program/program.ts';
import { partsOf, type ResourceParts } from '../program/task-resource.ts';
import type { FrameRecord, ThreadRecord } from '../records.ts';
import type { TaskRequest } from '../snapshot.ts';
import type { Work } from '../work.ts';
import { type Behaviour, effectiveInputOf } from './behaviour.ts';

export const task: Behaviour = {
  action: (state) => (work, thread, frame) => {
    const parts = resourceOf(state);
    const resource = String(frame.state.fields.Resource);
    const request: TaskRequest = {
      id: work.nextTask,
      thread: thread.id,
      pointer: frame.pointer,
      stateName: frame.name,
      resource,
      input: effectiveInputOf(frame.stages),
      pattern: parts.pattern,
      token: frame.token,
      attempt: frame.retryCounts.reduce((sum, count) => sum + count, 0),
      timeoutSeconds: durationOf(work, thread, frame, 'TimeoutSeconds'),
      heartbeatSeconds: durationOf(work, thread, frame, 'HeartbeatSeconds'),
      iteration: iterationOf(work, thread),
    };
    if (parts.kind === 'activity' && work.info.activities && !work.info.activities.includes(resource)) {
      throw runtimeFailure(frame, `The activity ${resource} does not exist.`);
    }
    const refusals = refusalsOf(parts.resourceType, parts.resource, request.input);
    if (refusals.length > 0) {
      const what = `The ${frame.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters'} '${stringifyJson(request.input)}'`;
      throw runtimeFailure(frame, `${what} could not be used to start the Task: [${refusals.join(', ')}]`);
    }
    work.nextTask += 1;
    scheduled(work, thread, frame, parts, request);
    return false;
  },
};

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
  const credentials = credentialsOf(work, thread, frame);
  if (credentials !== undefined) details.taskCredentials = { roleArn: credentials };
  work.event(thread, SCHEDULED[parts.kind], details);
  if (!work.isRunning) return;
  const at = (seconds: number | undefined) => (seconds === undefined ? undefined : work.now + seconds * 1000);
  thread.status = {
    kind: 'task',
    task: request,
    timeoutAt: at(request.timeoutSeconds),
    heartbeatAt: at(request.heartbeatSeconds),
    started: false,
    submitted: false,
  };
  work.passTurn(false);
  work.sink({ type: 'schedule-task', task: request });
}

const SCHEDULED = {
  lambda: 'LambdaFunctionScheduled',
  activity: 'ActivityScheduled',
  service: 'TaskScheduled',
} as const;

function credentialsOf(work: Work, thread: ThreadRecord, frame: FrameRecord): Json | undefined {
  const { Credentials } = frame.state.fields;
  if (Credentials === undefined) return undefined;
  const evaluated =
    frame.queryLanguage === 'JSONata'
      ? evaluateField(work, thread, frame, 'Credentials', Credentials)
      : evaluateTemplate(work, thread, frame, 'Credentials', Credentials, effectiveDataOf(frame));
  return isJsonObject(evaluated) ? evaluated.RoleArn : undefined;
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
