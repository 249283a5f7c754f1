/**
 * Redrive: an execution that failed, timed out or was stopped goes on from the state that ended it, with the same
 * input and with all retries before it. A Parallel or Map whose branches are gone begins again as a whole, where AWS
 * begins again only the branches that had not succeeded.
 */
import { isoTime } from './context.ts';
import { moveTo } from './flow.ts';
import type { ExecutionInfo, Snapshot, ThreadRecord } from './records.ts';
import type { Effect } from './snapshot.ts';
import { Work } from './work.ts';

/** AWS takes no more than this many events into a redriven execution. */
const MAX_EVENTS_BEFORE = 24_999;
const DAY = 86_400_000;

export interface RedriveOptions {
  /** The moment of the redrive, in milliseconds since 1970. */
  readonly now: number;
  readonly onEffect?: (effect: Effect) => void;
}

/**
 * Why the execution cannot be redriven, as DescribeExecution says in `redriveStatusReason`; undefined where it can.
 *
 * @example redriveRefusal(snapshot, Date.now()) // 'Execution is SUCCEEDED and cannot be redriven'
 */
export function redriveRefusal({ status, info, historyLength, now: end }: Snapshot, now: number): string | undefined {
  if (info.type === 'EXPRESS') return 'Execution is of an Express state machine and cannot be redriven';
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`;
  if (now - end > 14 * DAY) return 'Execution has exceeded its redrivable period of 14 days and cannot be redriven';
  return historyLength >= MAX_EVENTS_BEFORE
    ? 'Execution history has reached its limit and the execution cannot be redriven'
    : undefined;
}

/** Sets an execution going again. One that cannot be redriven stays as it is. */
export function redrive(snapshot: Snapshot, { now, onEffect = () => {} }: RedriveOptions): Snapshot {
  if (redriveRefusal(snapshot, now) !== undefined) return snapshot;
  const info = redrivenInfo(snapshot, now);
  const work = new Work(
    { ...snapshot, info, now, status: 'RUNNING', failure: undefined, turn: undefined, queue: [] },
    onEffect,
  );
  const root = work.thread(1);
  if (!root) return snapshot;
  const redriveCount = Number(info.execution.RedriveCount ?? 0);
  const id = work.aside(root, snapshot.historyLength, 'ExecutionRedriven', { redriveCount });
  for (const { id: thread } of snapshot.threads) again(work, thread, id);
  return work.snapshot();
}

/** Puts a thread at the start of its state, which it has entered already. A container waits for its children. */
function again(work: Work, id: number, redriven: number): void {
  const thread = work.thread(id);
  const frame = thread && work.frame(thread);
  if (!thread || !frame || isWaitingForChildren(work, thread)) return;
  const wasEntered = frame.enteredEventId > 0;
  frame.retryCounts = [];
  frame.failure = undefined;
  frame.isFailing = false;
  frame.catcher = undefined;
  frame.assigned = undefined;
  frame.token = undefined;
  frame.fan = undefined;
  frame.run = undefined;
  frame.exitFrom = undefined;
  frame.children = [];
  frame.phases = frame.state.phases;
  frame.stages = { input: frame.stages.input };
  moveTo(frame, wasEntered ? 1 : 0);
  if (thread.childExecution === undefined) thread.lastEventId = redriven;
  thread.status = { kind: 'ready' };
  work.enqueue(id);
}

const isWaitingForChildren = (work: Work, { status, frame }: ThreadRecord): boolean =>
  status.kind === 'container' && (frame?.children ?? []).some((child) => work.findThread(child) !== undefined);

function redrivenInfo({ info }: Snapshot, now: number): ExecutionInfo {
  const RedriveCount = Number(info.execution.RedriveCount ?? 0) + 1;
  return {
    ...info,
    execution: { ...info.execution, RedriveCount, RedriveTime: isoTime(now) },
    // The time of the execution begins anew, as its first start gave it.
    deadline: info.deadline === undefined ? undefined : now + (info.deadline - info.startTime),
  };
}
