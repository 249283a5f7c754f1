/** What runs in a session: the execution, what it was launched with, and who answers its tasks. */
import type { Launch } from '../launch/launch.ts';
import type { Run } from '../run/run.ts';
import type { HandlerTasks } from '../tasks/local-handlers.ts';
import type { TaskDesk } from '../tasks/task-desk.ts';

/** A run with what requests need to know of it. */
export interface LiveRun {
  readonly launch: Launch;
  readonly run: Run;
  readonly desk: TaskDesk;
  readonly handlers: HandlerTasks;
}
