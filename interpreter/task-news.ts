/** What the host says about tasks: begun, submitted, done, failed, still alive; and the end of an execution from outside. */
import { isJsonArray, type Json } from '#asl/json';
import { resultTooLarge } from './causes.ts';
import type { EventRun } from './event-kinds.ts';
import { raise } from './failure/raise.ts';
import { moveTo } from './frames.ts';
import { NOT_ITERABLE } from './item-reader/piece.ts';
import { measure } from './measured.ts';
import { openTasks, threadOfTask } from './open-tasks.ts';
import type { Occasion } from './program/task-resource.ts';
import type { FailureRecord, FrameRecord, TaskStatus, ThreadRecord } from './records.ts';
import type { ExecutionEvent } from './snapshot.ts';
import { itemsRead, readingFailed } from './states/map-run.ts';
import { resourceOf } from './states/task.ts';
import { failureDetails, type Work } from './work.ts';

type TaskNews = Extract<ExecutionEvent, { type: 'task-started' | 'task-submitted' | 'task-failed' | 'items-read' }>;
type WorkerNews = Exclude<TaskNews, { type: 'items-read' }>;

/** Passes news on to the thread that waits for the task; late news changes nothing. */
export function tellTask(work: Work, news: TaskNews): void {
  const thread = threadOfTask(work, news.task);
  const frame = thread && work.frame(thread);
  if (!thread || !frame) return;
  const { status } = thread;
  if (status.kind !== 'task' || status.task.itemReader) tellReader(work, thread, frame, news);
  else if (news.type !== 'items-read') tellWorker(work, thread, frame, status, news);
}

/** The task is done: the news that nearly every task has. */
export function taskSucceeded(work: Work, task: number, output: Json): void {
  const thread = threadOfTask(work, task);
  const frame = thread && work.frame(thread);
  if (!thread || !frame) return;
  const { status } = thread;
  if (status.kind === 'task' && !status.task.itemReader) succeed(work, thread, frame, status, output);
  else readerSucceeded(work, thread, frame, output);
}

function readerSucceeded(work: Work, thread: ThreadRecord, frame: FrameRecord, output: Json): void {
  if (isJsonArray(output)) itemsRead(work, thread, frame, { items: output });
  else readingFailed(work, thread, frame, NOT_ITERABLE);
}

function tellReader(work: Work, thread: ThreadRecord, frame: FrameRecord, news: TaskNews): void {
  if (news.type === 'items-read') itemsRead(work, thread, frame, news);
  else if (news.type === 'task-failed')
    readingFailed(work, thread, frame, news.cause ?? news.error ?? 'The items could not be read.');
}

function tellWorker(work: Work, thread: ThreadRecord, frame: FrameRecord, status: TaskStatus, news: WorkerNews): void {
  switch (news.type) {
    case 'task-started':
      begun(work, thread, frame, status, news.worker);
      thread.status = { ...status, started: true };
      break;
    case 'task-submitted':
      if (status.submitted) break;
      begun(work, thread, frame, status);
      thread.status = { ...status, started: true, submitted: true };
      event(work, thread, frame, 'Submitted', { output: news.output });
      break;
    case 'task-failed': {
      const failure = { error: news.error, cause: news.cause, origin: 'task' } as const;
      const how = news.stage === undefined ? 'Failed' : EARLY[resourceOf(frame.state).kind][news.stage];
      failTask(work, thread, frame, status, how, failure);
      raise(work, thread, frame, failure);
      break;
    }
  }
}

/** The events of tasks that fail before they are done, as far as the family has one for the stage. */
const EARLY = {
  lambda: { schedule: 'ScheduleFailed', start: 'StartFailed', submit: 'StartFailed' },
  activity: { schedule: 'ScheduleFailed', start: 'ScheduleFailed', submit: 'ScheduleFailed' },
  service: { schedule: 'StartFailed', start: 'StartFailed', submit: 'SubmitFailed' },
} as const;

/** Writes the Started event where it is not written yet. */
function begun(work: Work, thread: ThreadRecord, frame: FrameRecord, status: TaskStatus, worker?: string): void {
  if (status.started) return;
  const { kind, started } = resourceOf(frame.state);
  if (worker && kind !== 'service') work.event(thread, started.type, { workerName: worker });
  else work.event(thread, started, null);
}

function event(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  what: Occasion,
  details: Record<string, Json>,
): void {
  const { kind, events, resource, resourceType } = resourceOf(frame.state);
  work.event(thread, events[what], kind === 'service' ? { ...details, resource, resourceType } : details);
}

function succeed(work: Work, thread: ThreadRecord, frame: FrameRecord, status: TaskStatus, output: Json): void {
  const bytes = work.sizeAtMost(output);
  if (bytes > work.info.maxPayloadBytes) failTooLarge(work, thread, frame, status);
  else {
    const { succeeded, done } = resourceOf(frame.state);
    if (status.started) work.event(thread, succeeded, output);
    else if (!work.eventsAtOnce(thread, done, output)) events(work, thread, done, output);
    if (work.isRunning) goOn(work, thread, frame, output, bytes);
  }
}

/** What is rare stands in a function of its own, as in `flow.ts`. */
function events(work: Work, thread: ThreadRecord, run: EventRun, value: Json): void {
  for (const kind of run.events) work.event(thread, kind, value);
}

function goOn(work: Work, thread: ThreadRecord, frame: FrameRecord, output: Json, bytes: number): void {
  frame.stages.result = output;
  measure(frame, output, bytes, work.levelsOf(output, bytes));
  thread.status = READY;
  moveTo(frame, frame.at + 1);
  work.wake(thread.id);
}

function failTooLarge(work: Work, thread: ThreadRecord, frame: FrameRecord, status: TaskStatus): void {
  const { kind, resourceType, text } = resourceOf(frame.state);
  const cause = resultTooLarge(kind === 'service' ? resourceType : text);
  const failure: FailureRecord = { error: 'States.DataLimitExceeded', cause, origin: 'task' };
  failTask(work, thread, frame, status, 'Failed', failure);
  raise(work, thread, frame, failure);
}

const READY = { kind: 'ready' } as const;

/** Writes the event of a task that failed or whose time is over. */
export function failTask(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  status: TaskStatus,
  how: 'Failed' | 'TimedOut' | 'ScheduleFailed' | 'StartFailed' | 'SubmitFailed',
  failure: FailureRecord,
): void {
  // An activity that no worker has asked for was never started, and its time is over all the same.
  const isUntaken = how === 'TimedOut' && resourceOf(frame.state).kind === 'activity';
  if (how !== 'ScheduleFailed' && how !== 'StartFailed' && !isUntaken) begun(work, thread, frame, status);
  event(work, thread, frame, how, failureDetails(failure));
}

/** A worker's sign of life: its time begins anew. */
export function heartbeat(work: Work, task: number): void {
  const thread = threadOfTask(work, task);
  if (thread?.status.kind !== 'task') return;
  const { heartbeatSeconds } = thread.status.task;
  if (heartbeatSeconds !== undefined)
    thread.status = { ...thread.status, heartbeatAt: work.now + heartbeatSeconds * 1000 };
}

/** StopExecution: no Catch runs; the event follows none (recorded). */
export function stop(work: Work, error: string | undefined, cause: string | undefined): void {
  for (const { id } of openTasks(work)) work.sink({ type: 'cancel-task', task: id });
  work.end('ABORTED', 0, undefined, { error, cause });
}
