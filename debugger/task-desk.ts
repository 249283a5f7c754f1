/**
 * Tasks that wait for an answer: those with a mock or a recorded result get it at once, the others are asked of the
 * user. Only what has never been answered on this timeline comes here; replayed answers are in the log already.
 */
import {
  type Effect,
  type ExecutionEvent,
  outcomeEvents,
  type Snapshot,
  type TaskOutcome,
  type TaskRequest,
} from '#interpreter';

export interface TaskDeskDeps {
  /** The answer that is prepared for a task; undefined where somebody has to be asked. */
  readonly find: (task: TaskRequest) => TaskOutcome | undefined;
  readonly ask: (task: TaskRequest) => void;
  /** A question is answered or void. */
  readonly settle: (task: TaskRequest) => void;
}

export interface TaskDesk {
  /** Questions that somebody has to answer, oldest first. */
  readonly open: readonly TaskRequest[];
  readonly isAsking: boolean;
  /** Takes in what the engine has just asked for. */
  notice(effects: readonly Effect[]): void;
  /** The next piece of news for the engine. */
  next(): ExecutionEvent | undefined;
  /** Hands out all tasks that have been asked for since the last time; true when there is news then. */
  begin(): boolean;
  /** Passes the user's answer on. */
  answer(task: TaskRequest, outcome: TaskOutcome): void;
  /** The execution is at another moment: what is open there is asked anew when it runs on. */
  reset(snapshot: Snapshot): void;
  /** Nobody has to answer any more. */
  close(): void;
}

export function createTaskDesk({ find, ask, settle }: TaskDeskDeps): TaskDesk {
  let unseen: TaskRequest[] = [];
  let news: ExecutionEvent[] = [];
  const open = new Map<number, TaskRequest>();

  const drop = (id: number): void => {
    unseen = unseen.filter((task) => task.id !== id);
    news = news.filter((event) => !('task' in event) || event.task !== id);
    const task = open.get(id);
    if (!task) return;
    open.delete(id);
    settle(task);
  };
  const close = (): void => {
    unseen = [];
    news = [];
    for (const id of [...open.keys()]) drop(id);
  };

  return {
    get open() {
      return [...open.values()];
    },
    get isAsking() {
      return open.size > 0;
    },
    notice(effects) {
      for (const effect of effects) {
        if (effect.type === 'schedule-task') unseen.push(effect.task);
        else if (effect.type === 'cancel-task') drop(effect.task);
      }
    },
    next: () => news.shift(),
    begin() {
      const results: ExecutionEvent[] = [];
      // All tasks begin before the first result comes in, as when the engine is driven without a debugger.
      for (const task of unseen.splice(0)) {
        const outcome = find(task);
        if (outcome) {
          news.push(started(task));
          results.push(...outcomeEvents(task, outcome));
        } else {
          open.set(task.id, task);
          ask(task);
        }
      }
      news.push(...results);
      return news.length > 0;
    },
    answer(task, outcome) {
      drop(task.id);
      news.push(started(task), ...outcomeEvents(task, outcome));
    },
    reset(snapshot) {
      close();
      for (const { status } of snapshot.threads) if (status.kind === 'task') unseen.push(status.task);
    },
    close,
  };
}

const started = ({ id }: TaskRequest): ExecutionEvent => ({ type: 'task-started', task: id });
