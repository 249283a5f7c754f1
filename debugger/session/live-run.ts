/** What runs in a session: the execution, what it was launched with, and who answers its tasks. */
import type { ThreadRecord } from '#interpreter';
import type { Definition } from '../launch/definition.ts';
import type { Launch } from '../launch/launch.ts';
import type { Run } from '../run/run.ts';
import type { OutsideTasks } from '../tasks/outside-tasks.ts';
import type { TaskDesk } from '../tasks/task-desk.ts';
import type { TokenAccess } from './token-access.ts';

/** A run with what requests need to know of it. */
export interface LiveRun {
  readonly launch: Launch;
  readonly run: Run;
  readonly desk: TaskDesk;
  readonly outside: OutsideTasks;
  /** True for a task token that this run has given out. */
  readonly issued: (token: string) => boolean;
  /** Where task tokens are answered. */
  readonly tokens: TokenAccess;
  /** The machine that a Task state is about to start; undefined where its task starts none, or has another answer. */
  readonly machineAhead: (thread: ThreadRecord) => Definition | undefined;
}
