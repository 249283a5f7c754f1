/** Heartbeats of tasks that wait: from the console, or by a request of the client. */
import type { TaskRequest } from '#interpreter';
import { liveOf } from './current.ts';
import type { Session } from './session.ts';

/** Tells the execution that a task is alive, and says what comes of it. */
export function sendHeartbeat(session: Session, task: TaskRequest): string {
  liveOf(session).run.tell({ type: 'task-heartbeat', task: task.id });
  const { stateName, heartbeatSeconds } = task;
  if (heartbeatSeconds === undefined) return `${stateName} is alive. It has no HeartbeatSeconds that would ask for it.`;
  return `${stateName} is alive; its next heartbeat is due in ${heartbeatSeconds} s.`;
}
