/**
 * From the answer to a plain Task to the request of the next one, which mostly follows it. What happens between is
 * always the same: five events. The phases do it in some thirty calls that look at all that may be otherwise, and V8 puts
 * as many of them into one function as it likes; here they are one, which takes three fifths of the time (decision 13).
 * Invariant: what is reached is what the phases would reach, in every field of the snapshot.
 */
import type { Json } from '#asl/json';
import type { EventRun } from './event-kinds.ts';
import { beginNextTask } from './frames.ts';
import type { ProgramState } from './program/program.ts';
import type { TaskResource } from './program/task-resource.ts';
import type { FrameRecord, ThreadRecord } from './records.ts';
import type { TaskRequest } from './snapshot.ts';
import { requestOf, waitFor } from './states/task.ts';
import type { Work } from './work.ts';

/** The phases between: `leave` of the one, `enter` and `action` of the other. */
const TICKS = 3;

/**
 * Tells the engine that the task is done, and gives the request of the next one. Undefined, and nothing is changed, where
 * that is the phases' work. Only for who has run all that is ready, looks at nothing between, and hands out the request.
 */
export function nextPlainTask(
  work: Work,
  request: TaskRequest,
  output: Json,
  lastTick: number | undefined,
): TaskRequest | undefined {
  const thread = work.lastThread();
  const events = thread?.frame?.state.toNextTask;
  return events && goOn(work, thread, events, request, output, lastTick);
}

function goOn(
  work: Work,
  thread: ThreadRecord,
  events: EventRun,
  request: TaskRequest,
  output: Json,
  lastTick: number | undefined,
): TaskRequest | undefined {
  const frame = work.frame(thread);
  if (!frame || !isAsked(thread, frame, request)) return undefined;
  if (lastTick !== undefined && work.tick + TICKS > lastTick) return undefined;
  const bytes = work.sizeAtMost(output);
  if (bytes > work.info.maxPayloadBytes || !work.eventsAtOnce(thread, events, output)) return undefined;
  beginNextTask(frame, work.now, frame.state.next as ProgramState, output);
  frame.inputBytes = bytes;
  frame.inputLevels = work.levelsOf(output, bytes);
  frame.beforeEntered = thread.lastEventId - 2;
  frame.enteredEventId = thread.lastEventId - 1;
  work.tick += TICKS;
  const nextRequest = requestOf(work, thread, frame, frame.state.resource as TaskResource, output, 0);
  work.nextTask += 1;
  waitOn(work, thread, nextRequest);
  return nextRequest;
}

/** The status that the thread waits with is used again where it is from here, and nobody has seen it since. */
function waitOn(work: Work, thread: ThreadRecord, request: TaskRequest): void {
  const { status } = thread;
  if (status === work.unseenWait) work.unseenWait.task = request;
  else work.unseenWait = waitFor(thread, request, undefined, undefined);
}

/** True where the thread waits for the answer, no news of the task has come, and nobody has put in other data. */
const isAsked = ({ status }: ThreadRecord, { stages }: FrameRecord, request: TaskRequest): boolean =>
  status.kind === 'task' &&
  status.task === request &&
  !status.started &&
  stages.output === undefined &&
  stages.afterResultPath === undefined &&
  stages.afterResultSelector === undefined;
