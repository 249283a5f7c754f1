/**
 * Redrive: an execution that failed, timed out or was stopped goes on from the states that ended it, with the same
 * input and with all retries before them. Branches, iterations and child executions that have succeeded keep their
 * results; what has failed or was cut off runs again from where it stood.
 */
import { isoTime } from './context.ts';
import type { ExecutionInfo, Snapshot } from './records.ts';
import { EXPRESS_ARN_REFUSED } from './requests/arns.ts';
import type { ApiException } from './requests/constraints.ts';
import type { Effect } from './snapshot.ts';
import { keepBelow, MAX_EVENTS_BEFORE_REDRIVE, REDRIVABLE_PERIOD, restart } from './unsuccessful.ts';
import { Work } from './work.ts';

/** How long an execution may be open: a year. */
const MAX_EXECUTION_TIME = 365 * 86_400_000;

export interface RedriveOptions {
  /** The moment of the redrive, in milliseconds since 1970. */
  readonly now: number;
  readonly onEffect?: (effect: Effect) => void;
}

/**
 * With which exception AWS refuses to redrive the execution, its message as DescribeExecution gives it in
 * `redriveStatusReason`; undefined where it can be redriven.
 *
 * @example redriveRefusal(snapshot, Date.now())?.message // 'Execution is SUCCEEDED and cannot be redriven'
 */
export function redriveRefusal(
  { status, info, historyLength, now: end }: Snapshot,
  now: number,
): ApiException | undefined {
  if (info.type === 'EXPRESS') return EXPRESS_ARN_REFUSED;
  const refused = (message: string): ApiException => ({ code: 'ExecutionNotRedrivable', message });
  if (status === 'RUNNING' || status === 'SUCCEEDED') return refused(`Execution is ${status} and cannot be redriven`);
  if (historyLength >= MAX_EVENTS_BEFORE_REDRIVE) return refused('Execution history event limit exceeded');
  if (now - info.startTime > MAX_EXECUTION_TIME) return refused('Execution has exceeded the max execution time');
  return now - end > REDRIVABLE_PERIOD ? refused('Execution redrivable period exceeded') : undefined;
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
  keepBelow(work, root);
  const redriveCount = Number(info.execution.RedriveCount ?? 0);
  // The end of an execution that was stopped or whose time was over follows nothing: the chain goes on before it.
  const previous = snapshot.status === 'FAILED' ? snapshot.historyLength : root.lastEventId;
  restart(work, root, work.aside(root, previous, 'ExecutionRedriven', { redriveCount }));
  return work.snapshot();
}

function redrivenInfo({ info }: Snapshot, now: number): ExecutionInfo {
  const RedriveCount = Number(info.execution.RedriveCount ?? 0) + 1;
  return {
    ...info,
    execution: { ...info.execution, RedriveCount, RedriveTime: isoTime(now) },
    // The time of the execution begins anew, as its first start gave it.
    deadline: info.deadline === undefined ? undefined : now + (info.deadline - info.startTime),
  };
}
