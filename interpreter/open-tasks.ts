/** What the host has been asked for and has not answered yet. */
import type { FrameRecord, Snapshot, ThreadRecord } from './records.ts';
import type { TaskRequest } from './snapshot.ts';
import type { Work } from './work.ts';

/** What a thread waits for: its task, or items, the first ones or more of them. */
export function openTaskOf({ status, frame }: Pick<ThreadRecord, 'status' | 'frame'>): TaskRequest | undefined {
  return status.kind === 'task' ? status.task : openReadingOf(frame);
}

function openReadingOf(frame: FrameRecord | undefined): TaskRequest | undefined {
  const reading = frame?.fan?.progress?.reading;
  return reading?.isAsked ? reading.request : undefined;
}

/** The thread that waits for the answer to a task, to change. */
export function threadOfTask(work: Work, task: number): ThreadRecord | undefined {
  const { threads } = work;
  for (let at = 0; at < threads.length; at++)
    if (openTaskOf(threads[at] as ThreadRecord)?.id === task) return work.threadAt(at);
  return undefined;
}

/** The tasks under way, in the order of their scheduling. */
export function openTasks({ threads }: Pick<Snapshot, 'threads'>): TaskRequest[] {
  return threads.flatMap((thread) => openTaskOf(thread) ?? []).sort((a, b) => a.id - b.id);
}

/** Tells the host that nobody waits any more for what a thread has asked for. */
export function cancelOpenTask(work: Work, thread: ThreadRecord): void {
  const open = openTaskOf(thread);
  if (open) work.sink({ type: 'cancel-task', task: open.id });
}
