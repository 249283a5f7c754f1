/** Time: waits that end, tasks and executions whose time is over. */

import { childTimedOut } from './containers.ts';
import { raise } from './failure/raise.ts';
import { moveTo } from './frames.ts';
import type { Snapshot, ThreadRecord } from './records.ts';
import { failTask } from './task-news.ts';
import type { Work } from './work.ts';

interface Due {
  readonly at: number;
  readonly thread: number;
}

/** The next moment at which something happens by itself; undefined where only the host can go on. */
export function nextDeadline(snapshot: Pick<Snapshot, 'threads' | 'info'>): number | undefined {
  let next = snapshot.info.deadline ?? Number.POSITIVE_INFINITY;
  for (const thread of snapshot.threads) next = Math.min(next, dueOf(thread));
  return next === Number.POSITIVE_INFINITY ? undefined : next;
}

function dueOf(thread: ThreadRecord): number {
  return Math.min(statusDueOf(thread), thread.execution?.deadline ?? Number.POSITIVE_INFINITY);
}

function statusDueOf({ status }: ThreadRecord): number {
  if (status.kind === 'waiting') return status.until;
  if (status.kind !== 'task') return Number.POSITIVE_INFINITY;
  return Math.min(status.timeoutAt ?? Number.POSITIVE_INFINITY, status.heartbeatAt ?? Number.POSITIVE_INFINITY);
}

/** Moves the clock; what is due happens in the order of its deadlines. The clock never goes back. */
export function moveClock(work: Work, now: number): void {
  if (now < work.now) return;
  work.moveClock(now);
  const due = work.threads
    .map((thread): Due => ({ at: dueOf(thread), thread: thread.id }))
    .filter(({ at }) => at <= now);
  const { deadline } = work.info;
  for (const { at, thread } of due.sort((a, b) => a.at - b.at || a.thread - b.thread)) {
    if (deadline !== undefined && deadline <= at) break;
    wake(work, thread);
  }
  // The end of an execution's time follows no event (recorded); a Catch does not see it.
  if (deadline !== undefined && deadline <= now)
    work.end('TIMED_OUT', 0, undefined, { error: 'States.Timeout', cause: undefined });
}

function wake(work: Work, id: number): void {
  const thread = work.thread(id);
  const frame = thread && work.frame(thread);
  if (!thread || !frame) return;
  const { status, execution } = thread;
  if (execution?.deadline !== undefined && execution.deadline <= Math.min(work.now, statusDueOf(thread)))
    childTimedOut(work, thread);
  else if (status.kind === 'waiting') {
    thread.status = { kind: 'ready' };
    if (status.reason === 'wait') moveTo(frame, frame.at + 1);
    work.enqueue(id);
  } else if (status.kind === 'task') {
    const isHeartbeat =
      (status.heartbeatAt ?? Number.POSITIVE_INFINITY) < (status.timeoutAt ?? Number.POSITIVE_INFINITY);
    const failure = {
      error: 'States.Timeout',
      cause: undefined,
      origin: isHeartbeat ? 'heartbeat' : 'timeout',
    } as const;
    failTask(work, thread, frame, status, 'TimedOut', failure);
    raise(work, thread, frame, failure);
    work.sink({ type: 'cancel-task', task: status.task.id });
  }
}
