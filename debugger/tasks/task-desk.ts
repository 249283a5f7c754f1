/**
 * Tasks that wait for an answer: those with a mock or a recorded result get it at once, those whose answer has to be
 * fetched get it as soon as it is there, and the others are asked of the user. Only what has never been answered on this timeline comes here; replayed answers are in the log already.
 */
import { DelayedNews, newsOf, type Snapshot, type TaskOutcome, type TaskRequest } from '#interpreter';
import { openTasksOf, type StartNested, type WorldEffect, type WorldEvent } from '../nested/world.ts';
import type { FoundAnswer, SentTask } from './answers.ts';

/** An answer, or an execution that has to end before there is one. */
export type Found = FoundAnswer | StartNested;

export interface TaskDeskDeps {
  /**
   * The answer that is prepared for a task, or will be there later; undefined, also later, where somebody has to be
   * asked.
   */
  readonly find: (task: TaskRequest) => Found | Promise<Found | SentTask | undefined> | undefined;
  /** Nobody waits any more for an answer that is being fetched. */
  readonly cancel: (task: number) => void;
  /** An answer is being fetched. */
  readonly fetching: (task: TaskRequest) => void;
  /** Told of each answer, before it has its effect. */
  readonly answered: (task: TaskRequest, answer: FoundAnswer) => void;
  /** `sent`: the request is on its way, and somebody outside is expected to answer. */
  readonly ask: (task: TaskRequest, sent?: SentTask) => void;
  /** A question is answered or void. */
  readonly settle: (task: TaskRequest) => void;
  /** The moment on the execution's clock. */
  readonly now: () => number;
  /** The moment at which a task was asked for, also where it is asked for anew after going back in time. */
  readonly askedAt: (task: TaskRequest) => number;
  /** What was fetched is there: the run, which may wait for it, can go on. */
  readonly wake: () => void;
}

export class TaskDesk {
  readonly #deps: TaskDeskDeps;
  #unseen: TaskRequest[] = [];
  #news: WorldEvent[] = [];
  #open = new Map<number, TaskRequest>();
  /** Tasks whose answers are being fetched. An answer to a request that is not here any more comes too late. */
  #fetching = new Map<number, TaskRequest>();
  /** Open tasks that have been sent, of which the execution does not know yet. */
  readonly #sent = new Map<number, SentTask>();
  /** Answers that the user has given ahead, by thread. */
  readonly #ahead = new Map<number, (task: TaskRequest) => TaskOutcome>();
  /** Answers that are known and take time. */
  readonly #delayed = new DelayedNews();

  constructor(deps: TaskDeskDeps) {
    this.#deps = deps;
  }

  /** Questions that somebody has to answer, oldest first. */
  get open(): readonly TaskRequest[] {
    return [...this.#open.values()];
  }

  /** Everything that the user may answer: questions, then what is being fetched. */
  get waiting(): readonly TaskRequest[] {
    return [...this.#open.values(), ...this.#fetching.values()];
  }

  /** True where somebody outside has to do something before the execution can go on by itself. */
  get isAsking(): boolean {
    return this.#open.size > 0 || this.#fetching.size > 0;
  }

  /** Takes in what the engine has just asked for. */
  notice(effects: readonly WorldEffect[]): void {
    for (const effect of effects) {
      if (effect.type === 'schedule-task' || effect.type === 'need-items') this.#unseen.push(effect.task);
      else if (effect.type === 'cancel-task') this.#drop(effect.task);
    }
  }

  /** The next piece of news for the engine. */
  next(): WorldEvent | undefined {
    if (this.#news.length === 0) this.#news.push(...this.#delayed.due(this.#deps.now()));
    const event = this.#news.shift();
    if (event?.type === 'task-submitted') this.#tellSent(event.task);
    return event;
  }

  #tellSent(id: number): void {
    const task = this.#open.get(id);
    const sent = this.#sent.get(id);
    this.#sent.delete(id);
    if (task && sent) this.#deps.ask(task, sent);
  }

  /** The moment at which an answer that takes time is there, or `deadline` where that comes first. */
  nextMoment(deadline: number | undefined): number | undefined {
    return this.#delayed.next(deadline);
  }

  /** Hands out all tasks that have been asked for since the last time; true when there is news then. */
  begin(): boolean {
    const results: WorldEvent[] = [];
    // All tasks begin before the first result comes in, as when the engine is driven without a debugger.
    for (const task of this.#unseen.splice(0)) {
      const found = this.#prepared(task) ?? this.#deps.find(task);
      if (found instanceof Promise) this.#fetch(task, found);
      else if (found && 'type' in found) this.#news.push(found);
      else if (found) {
        this.#news.push(...startOf(task));
        results.push(...this.#newsNow(task, found));
      } else this.#ask(task);
    }
    this.#news.push(...results);
    return this.#news.length > 0;
  }

  /** What is known at once; the rest waits for its moment. */
  #newsNow(task: TaskRequest, answer: FoundAnswer): readonly WorldEvent[] {
    const { outcome } = answer;
    this.#deps.answered(task, answer);
    const { now, later } = newsOf(task, outcome);
    if (later.length > 0) this.#delayed.add(this.#deps.askedAt(task) + (outcome.delay ?? 0), task.id, later);
    return now;
  }

  #ask(task: TaskRequest): void {
    this.#open.set(task.id, task);
    this.#deps.ask(task);
  }

  /** The user is told that the task waits when the execution knows it, too: from then on it is not sent again. */
  #waitFor(task: TaskRequest, sent: SentTask): void {
    this.#open.set(task.id, task);
    this.#sent.set(task.id, sent);
    this.#news.push({ type: 'task-submitted', task: task.id, output: sent.submitted });
  }

  #fetch(task: TaskRequest, later: Promise<Found | SentTask | undefined>): void {
    this.#fetching.set(task.id, task);
    this.#deps.fetching(task);
    void later.then((found) => {
      if (this.#fetching.get(task.id) !== task) return;
      this.#fetching.delete(task.id);
      if (found && 'type' in found) this.#news.push(found);
      else if (found && 'outcome' in found) this.#news.push(...startOf(task), ...this.#newsNow(task, found));
      else if (found) this.#waitFor(task, found);
      else this.#ask(task);
      this.#deps.wake();
    });
  }

  /** Gives up an answer that is being fetched: the user is asked instead. */
  giveUp(id: number): void {
    const task = this.#fetching.get(id);
    if (!task) return;
    this.#drop(id);
    this.#ask(task);
  }

  isFetching(id: number): boolean {
    return this.#fetching.has(id);
  }

  /** The task whose answer, which is known already, is there at a moment. */
  taskDueAt(moment: number): number | undefined {
    return this.#delayed.taskAt(moment);
  }

  /** Passes the answer of the user on, or that of who has the task's token. */
  answer(task: TaskRequest, outcome: TaskOutcome, by = 'you'): void {
    this.#drop(task.id);
    this.#news.push(...startOf(task), ...this.#newsNow(task, { outcome, by }));
  }

  /** Keeps the user's answer for the task that a thread is about to ask for; it counts more than any other. */
  prepare(thread: number, outcome: (task: TaskRequest) => TaskOutcome): void {
    this.#ahead.set(thread, outcome);
  }

  #prepared(task: TaskRequest): FoundAnswer | undefined {
    const outcome = this.#ahead.get(task.thread);
    this.#ahead.delete(task.thread);
    return outcome && { outcome: outcome(task), by: 'you' };
  }

  /** The execution is at another moment: what is open there is asked anew when it runs on. */
  reset(snapshot: Snapshot): void {
    this.close();
    this.#unseen.push(...openTasksOf(snapshot));
  }

  /** Nobody has to answer any more. */
  close(): void {
    this.#unseen = [];
    this.#news = [];
    for (const id of this.#fetching.keys()) this.#deps.cancel(id);
    this.#fetching.clear();
    this.#delayed.clear();
    this.#ahead.clear();
    for (const id of [...this.#open.keys()]) this.#drop(id);
  }

  #drop(id: number): void {
    this.#unseen = this.#unseen.filter((task) => task.id !== id);
    this.#news = this.#news.filter((event) => !('task' in event) || event.task !== id);
    if (this.#fetching.delete(id)) this.#deps.cancel(id);
    this.#delayed.forget(id);
    this.#sent.delete(id);
    const task = this.#open.get(id);
    if (!task) return;
    this.#open.delete(id);
    this.#deps.settle(task);
  }
}

/** Nobody takes up a request for items as a worker takes up a task. */
const startOf = ({ id, itemReader }: TaskRequest): readonly WorldEvent[] =>
  itemReader ? [] : [{ type: 'task-started', task: id }];
