/** `stepwright/waitingTasks`: the tasks that wait for the user's answer, and how much time they have. */
import type { TaskRequest } from '#interpreter';
import type { WaitingTaskInfo } from '#protocol';
import { findThread } from '../run/changes.ts';
import { liveOf } from '../session/current.ts';
import type { LiveRun } from '../session/live-run.ts';
import { request } from './request.ts';

export const waitingTasks = request({
  command: 'stepwright/waitingTasks',
  run(session) {
    const live = liveOf(session);
    return {
      tasks: live.desk.open.map((task) => infoOf(live, task)),
      isClockRunning: live.launch.args.time === 'real' && live.run.stop === undefined,
    };
  },
});

function infoOf({ run }: LiveRun, { id, pattern, thread }: TaskRequest): WaitingTaskInfo {
  const status = findThread(run.snapshot, thread)?.status;
  const { timeoutAt, heartbeatAt } = status?.kind === 'task' ? status : {};
  return {
    task: id,
    pattern,
    ...(timeoutAt !== undefined && { millisecondsLeft: Math.max(0, timeoutAt - run.now) }),
    ...(heartbeatAt !== undefined && { heartbeatMillisecondsLeft: Math.max(0, heartbeatAt - run.now) }),
  };
}
