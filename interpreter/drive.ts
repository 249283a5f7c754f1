/**
 * Drives an execution to its end with a host that does the tasks. Runs synchronously until the host gives a real
 * promise. Time is virtual unless the host can sleep: when nothing is ready, the clock jumps to the next deadline.
 */
import type { Json } from '#asl/json';
import { nextDeadline } from './clock.ts';
import { DelayedNews } from './delayed-news.ts';
import type { RunHost, RunResult, TaskOutcome } from './host.ts';
import { openTasks } from './open-tasks.ts';
import { answerEvents, isPlain, isTakenUp, newsOf, startedBy } from './outcome-news.ts';
import { nextPlainTask } from './plain-tasks.ts';
import type { Snapshot } from './records.ts';
import { runEnd } from './run-end.ts';
import type { Effect, ExecutionEvent, TaskRequest } from './snapshot.ts';
import { taskSucceeded } from './task-news.ts';
import { applyEvent, runTurns } from './transition.ts';
import { Work } from './work.ts';

/** Phases after which an Express execution that never waits counts as one that has used up its five minutes. */
const MAX_EXPRESS_TICKS = 3_000_000;

/** One drive: the work under way and the answers that are awaited. */
export class Drive {
  private readonly work: Work;
  private readonly host: RunHost;
  private readonly lastTick: number | undefined;
  /** Tasks that the engine has scheduled and the host has not been told of: mostly it is one. */
  private first: TaskRequest | undefined;
  private others: TaskRequest[];
  private news: ExecutionEvent[] = [];
  /** Tasks whose answers are listened to. */
  private readonly open = new Set<number>();
  /** Set as long as one task is under way and nothing else can happen meanwhile. */
  private singleOutcome: Promise<TaskOutcome> | undefined;
  /** The task of `singleOutcome`. */
  private single: TaskRequest | undefined;
  private failure: { readonly reason: unknown } | undefined;
  /** Answers that take time on the execution's clock. */
  private readonly delayed = new DelayedNews();
  /** Set while the drive pauses; called when an answer has come. */
  private wake: (() => void) | undefined;

  constructor(snapshot: Snapshot, host: RunHost) {
    const { type, deadline } = snapshot.info;
    this.host = host;
    this.lastTick = type === 'STANDARD' || deadline === undefined ? undefined : MAX_EXPRESS_TICKS;
    [this.first, ...this.others] = openTasks(snapshot);
    this.work = new Work(snapshot, (effect) => this.hear(effect), host.onEffect !== undefined);
    this.work.isBatch = true;
  }

  private hear(effect: Effect): void {
    if (effect.type === 'schedule-task' || effect.type === 'need-items') this.schedule(effect.task);
    else if (effect.type === 'cancel-task') this.forget(effect.task);
    this.host.onEffect?.(effect);
  }

  private schedule(request: TaskRequest): void {
    if (this.first) this.others.push(request);
    else this.first = request;
  }

  /** Runs until the end, or until only an answer or real time can go on: then the result is undefined. */
  run(): RunResult | undefined {
    const { work, lastTick } = this;
    do {
      runTurns(work, lastTick);
      if (lastTick !== undefined && work.tick >= lastTick) this.runOutOfTime();
      if (!work.isRunning) return this.result();
    } while (this.beginTasks() || this.goesOn());
    return this.isWaiting() ? undefined : this.result();
  }

  /** Takes what is known without waiting for an answer or for real time. False where nothing is. */
  private goesOn(): boolean {
    if (this.news.length > 0) this.tell();
    else {
      const deadline = this.isWaiting() ? undefined : this.nextMoment();
      if (deadline === undefined) return false;
      this.moveTo(deadline);
    }
    return true;
  }

  private isWaiting(): boolean {
    return this.singleOutcome !== undefined || this.open.size > 0 || this.host.time !== undefined;
  }

  async runWithPauses(): Promise<RunResult> {
    for (;;) {
      const { singleOutcome } = this;
      const isOver = !singleOutcome && !(await this.takeNext());
      const result = singleOutcome ? await this.runTaskByTask(singleOutcome) : isOver ? this.result() : this.run();
      if (result) return result;
    }
  }

  /**
   * Goes on as long as one task follows the other. One function takes all answers: an `await` for each would make
   * functions and a context of its own, which takes as long again.
   */
  private runTaskByTask(first: Promise<TaskOutcome>): Promise<RunResult | undefined> {
    return new Promise((resolve, reject) => {
      const goOn = (outcome: TaskOutcome): void => {
        try {
          const next = this.takeSingle(outcome);
          const result = next && this.beginNext(next) ? undefined : this.run();
          if (this.singleOutcome) this.singleOutcome.then(goOn, reject);
          else resolve(result);
        } catch (reason) {
          reject(reason);
        }
      };
      first.then(goOn, reject);
    });
  }

  /** Takes the answer that was awaited. Gives the task that follows by itself, which is still to begin. */
  private takeSingle(outcome: TaskOutcome): TaskRequest | undefined {
    const request = this.single as TaskRequest;
    this.singleOutcome = undefined;
    if (isPlain(outcome)) return this.takeOutput(request, outcome.output);
    this.take(answerEvents(request, outcome));
    return undefined;
  }

  /** As `take`, without an event where nobody wants one. */
  private takeOutput(request: TaskRequest, output: Json): TaskRequest | undefined {
    const { work, host } = this;
    if (host.onNews) this.takeOne({ type: 'task-succeeded', task: request.id, output });
    else if (work.isRunning) {
      const next = nextPlainTask(work, request, output, this.lastTick);
      if (next) return next;
      taskSucceeded(work, request.id, output);
    }
    return undefined;
  }

  /** Begins a task that follows by itself. True where nothing else is to do until it is answered. */
  private beginNext(request: TaskRequest): boolean {
    const outcome = this.host.task(request);
    if (!(outcome instanceof Promise)) {
      this.takeAtOnce(request, outcome);
      return false;
    }
    this.single = request;
    this.singleOutcome = outcome;
    return true;
  }

  /** Waits for what comes next, and takes it. False where nothing comes any more. */
  private async takeNext(): Promise<boolean> {
    const deadline = this.host.time && this.nextMoment();
    if (this.open.size === 0 && deadline === undefined) return false;
    await this.pause(deadline);
    if (this.failure) throw this.failure.reason;
    if (this.host.time) this.moveTo(this.host.time.now());
    this.tell();
    return true;
  }

  /** Waits for the next answer, and in real time at most until the deadline. */
  private pause(deadline: number | undefined): Promise<void> {
    if (this.news.length > 0 || this.failure) return Promise.resolve();
    const answered = new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    const { time } = this.host;
    if (!time || deadline === undefined) return answered;
    return Promise.race([answered, time.sleep(Math.max(0, deadline - time.now()))]);
  }

  private runOutOfTime(): void {
    const { deadline } = this.work.info;
    if (deadline !== undefined) this.takeOne({ type: 'time', now: deadline });
  }

  /** When something happens by itself, or a delayed answer is there. */
  private nextMoment(): number | undefined {
    return this.delayed.next(nextDeadline(this.work));
  }

  /** A time limit that is over at the moment of an answer comes first, as it does on AWS. */
  private moveTo(now: number): void {
    this.takeOne({ type: 'time', now });
    this.news.push(...this.delayed.due(now));
  }

  private tell(): void {
    const { news } = this;
    if (news.length === 0) return;
    this.news = [];
    this.take(news);
  }

  /** Everything from outside comes in here; a store learns of it first, so that a cut loses no cause of an effect. */
  private take(news: readonly ExecutionEvent[]): void {
    const { work } = this;
    if (news.length === 0) return;
    this.host.onNews?.(news, work.tick);
    for (const event of news) if (work.isRunning) applyEvent(work, event);
  }

  /** As `take`, without a list where nobody wants one. */
  private takeOne(event: ExecutionEvent): void {
    const { work, host } = this;
    if (host.onNews) host.onNews([event], work.tick);
    if (work.isRunning) applyEvent(work, event);
  }

  /**
   * Hands the scheduled tasks to the host. What it answers at once is told after all of them have begun. True where the
   * engine can go on at once.
   */
  private beginTasks(): boolean {
    const { first } = this;
    if (!first) return false;
    this.first = undefined;
    if (this.others.length === 0) return this.beginTask(first);
    this.beginAll(first);
    return false;
  }

  private beginAll(first: TaskRequest): void {
    const scheduled = [first, ...this.others];
    this.others = [];
    const results: ExecutionEvent[] = [];
    for (const request of scheduled) {
      const outcome = this.host.task(request);
      if (outcome instanceof Promise) this.wait(request, outcome);
      else this.settle(request, outcome, results);
    }
    for (const event of results) this.news.push(event);
  }

  private beginTask(request: TaskRequest): boolean {
    const outcome = this.host.task(request);
    if (outcome instanceof Promise) {
      this.wait(request, outcome);
      return false;
    }
    return this.takeAtOnce(request, outcome);
  }

  private takeAtOnce(request: TaskRequest, outcome: TaskOutcome): boolean {
    const isNext = this.news.length === 0 && !outcome.delay && isPlain(outcome);
    if (!isNext) this.settle(request, outcome, this.news);
    else {
      const next = this.takeOutput(request, outcome.output);
      // What the answer itself has scheduled stays.
      if (next) this.schedule(next);
    }
    return isNext;
  }

  /** Takes an outcome that is there at once. */
  private settle(request: TaskRequest, outcome: TaskOutcome, results: ExecutionEvent[]): void {
    if (isTakenUp(request, outcome)) this.news.push(startedBy(request, outcome));
    const { now, later } = newsOf(request, outcome);
    for (const event of now) results.push(event);
    if (later.length > 0) this.delayed.add(this.work.now + (outcome.delay ?? 0), request.id, later);
  }

  private wait(request: TaskRequest, outcome: Promise<TaskOutcome>): void {
    if (!this.singleOutcome && this.open.size === 0 && !this.host.time) {
      this.single = request;
      this.singleOutcome = outcome;
    } else {
      this.listenToSingle();
      this.listen(request, outcome);
    }
  }

  private forget(task: number): void {
    this.listenToSingle();
    this.open.delete(task);
    this.delayed.forget(task);
  }

  /** Every answer has a listener in the end: one that nobody waits for may still fail. */
  private listenToSingle(): void {
    const { single, singleOutcome } = this;
    this.singleOutcome = undefined;
    if (single && singleOutcome) this.listen(single, singleOutcome);
  }

  private listen(request: TaskRequest, outcome: Promise<TaskOutcome>): void {
    this.open.add(request.id);
    outcome.then(
      (value) => {
        if (this.open.delete(request.id)) for (const event of answerEvents(request, value)) this.news.push(event);
        this.wake?.();
      },
      (reason: unknown) => {
        this.failure = { reason };
        this.wake?.();
      },
    );
  }

  private result(): RunResult {
    this.listenToSingle();
    return runEnd(this.work.snapshot());
  }
}
