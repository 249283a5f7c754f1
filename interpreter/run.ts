/**
 * Drives an execution to its end with a host that does the tasks. Runs synchronously until the host gives a real
 * promise. Time is virtual unless the host can sleep: when nothing is ready, the clock jumps to the next deadline.
 */
import type { Json } from '#asl/json';
import { nextDeadline } from './clock.ts';
import { DelayedNews } from './delayed-news.ts';
import type { HistoryEvent } from './history.ts';
import { historyOf, type StartOptions, start } from './machine.ts';
import { openTasks } from './open-tasks.ts';
import type { Program } from './program/program.ts';
import type { Snapshot } from './records.ts';
import type { Effect, ExecutionEvent, ExecutionStatus, FailureStage, TaskRequest } from './snapshot.ts';
import { applyEvent, runTurns } from './transition.ts';
import { Work } from './work.ts';

/**
 * What has become of a task. `submitted` is the service's first answer where the task waits for a job or a callback;
 * `delay` is how many milliseconds of the execution's clock the task takes.
 */
export type TaskOutcome = { readonly delay?: number } & TaskResult;

type TaskResult =
  | { readonly output: Json; readonly submitted?: Json; readonly worker?: string }
  | {
      readonly failed: true;
      readonly error?: string;
      readonly cause?: string;
      /** Absent: the work itself failed. */
      readonly stage?: FailureStage;
      readonly submitted?: Json;
      readonly worker?: string;
    }
  /** Items of a distributed Map: all that are left, or some of them and where they go on. */
  | {
      readonly items: readonly Json[];
      readonly next?: Json;
      /** Whether the same request always gets the same items at once (`items-read`). */
      readonly isRepeatable?: boolean;
      readonly submitted?: Json;
      readonly worker?: string;
    }
  /** The worker never answers: the task's timeout has to end it. */
  | { readonly silent: true; readonly submitted?: Json; readonly worker?: string };

export interface RunHost {
  /**
   * Does a task. Called once for every attempt, in the order of scheduling, and for the items of a distributed Map
   * until they end.
   */
  readonly task: (request: TaskRequest) => TaskOutcome | Promise<TaskOutcome>;
  /** Real time: the present moment and a way to wait. Absent: virtual time. */
  readonly time?: { readonly now: () => number; readonly sleep: (milliseconds: number) => Promise<void> };
  /** Told of everything that happens, in order; history events too. */
  readonly onEffect?: (effect: Effect) => void;
  /** Told of what comes from outside, answers and moves of the clock, before it happens: after `tick` phases. */
  readonly onNews?: (news: readonly ExecutionEvent[], tick: number) => void;
}

export interface RunResult {
  readonly status: ExecutionStatus;
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** Empty where the options say that no history is kept. */
  readonly history: readonly HistoryEvent[];
  readonly snapshot: Snapshot;
}

/** Phases after which an Express execution that never waits counts as one that has used up its five minutes. */
const MAX_EXPRESS_TICKS = 3_000_000;

/**
 * Runs a program to its end. RUNNING in the result means that a task never answers and nothing ends it.
 *
 * @example const { status, output } = await runToEnd(program, { input: {}, now: Date.now() }, { task: () => ({ output: {} }) });
 */
export function runToEnd(program: Program, options: StartOptions, host: RunHost): RunResult | Promise<RunResult> {
  return resume(start(program, options), host);
}

/** Goes on with an execution that stands somewhere. Tasks under way are asked of the host again. */
export function resume(snapshot: Snapshot, host: RunHost): RunResult | Promise<RunResult> {
  const drive = new Drive(snapshot, host);
  return drive.run() ?? drive.runWithPauses();
}

/** One drive: the work under way and the answers that are awaited. */
class Drive {
  private readonly work: Work;
  private readonly host: RunHost;
  private scheduled: TaskRequest[];
  private news: ExecutionEvent[] = [];
  /** Tasks whose answers are listened to. */
  private readonly open = new Set<number>();
  /** The one task that is under way, as long as it is the only one and nothing else can happen meanwhile. */
  private single: { readonly request: TaskRequest; readonly outcome: Promise<TaskOutcome> } | undefined;
  private failure: { readonly reason: unknown } | undefined;
  /** Answers that take time on the execution's clock. */
  private readonly delayed = new DelayedNews();
  /** Set while the drive pauses; called when an answer has come. */
  private wake: (() => void) | undefined;

  constructor(snapshot: Snapshot, host: RunHost) {
    this.host = host;
    this.scheduled = openTasks(snapshot);
    this.work = new Work(
      snapshot,
      (effect) => {
        if (effect.type === 'schedule-task' || effect.type === 'need-items') this.scheduled.push(effect.task);
        else if (effect.type === 'cancel-task') this.forget(effect.task);
        host.onEffect?.(effect);
      },
      host.onEffect !== undefined,
    );
    this.work.isBatch = true;
  }

  /** Runs until the end, or until only an answer or real time can go on: then the result is undefined. */
  run(): RunResult | undefined {
    const { work } = this;
    for (;;) {
      this.advance();
      if (work.status !== 'RUNNING') return this.result();
      this.begin();
      if (this.news.length > 0) this.tell();
      else if (this.isOpen() || this.host.time) return undefined;
      else {
        const deadline = this.nextMoment();
        if (deadline === undefined) return this.result();
        this.moveTo(deadline);
      }
    }
  }

  async runWithPauses(): Promise<RunResult> {
    for (;;) {
      const deadline = this.host.time && this.nextMoment();
      if (!this.isOpen() && deadline === undefined) return this.result();
      const { single } = this;
      if (single) {
        const outcome = await single.outcome;
        this.single = undefined;
        this.take(answerEvents(single.request, outcome));
      } else {
        await this.pause(deadline);
        if (this.failure) throw this.failure.reason;
        if (this.host.time) this.moveTo(this.host.time.now());
        this.tell();
      }
      const result = this.run();
      if (result) return result;
    }
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

  private advance(): void {
    const { work } = this;
    if (work.info.type === 'STANDARD' || work.info.deadline === undefined) runTurns(work, Number.POSITIVE_INFINITY);
    else {
      runTurns(work, MAX_EXPRESS_TICKS);
      if (work.tick >= MAX_EXPRESS_TICKS) this.take([{ type: 'time', now: work.info.deadline }]);
    }
  }

  private isOpen(): boolean {
    return this.single !== undefined || this.open.size > 0;
  }

  /** When something happens by itself, or a delayed answer is there. */
  private nextMoment(): number | undefined {
    return this.delayed.next(nextDeadline(this.work));
  }

  /** A time limit that is over at the moment of an answer comes first, as it does on AWS. */
  private moveTo(now: number): void {
    this.take([{ type: 'time', now }]);
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
    for (const event of news) if (work.status === 'RUNNING') applyEvent(work, event);
  }

  /** Hands the scheduled tasks to the host. What it answers at once is told after all of them have begun. */
  private begin(): void {
    if (this.scheduled.length === 0) return;
    const results: ExecutionEvent[] = [];
    if (this.scheduled.length === 1) this.beginTask(this.scheduled.pop() as TaskRequest, results);
    else {
      const { scheduled } = this;
      this.scheduled = [];
      for (const request of scheduled) this.beginTask(request, results);
    }
    for (const event of results) this.news.push(event);
  }

  private beginTask(request: TaskRequest, results: ExecutionEvent[]): void {
    const outcome = this.host.task(request);
    if (outcome instanceof Promise) this.wait(request, outcome);
    else {
      if (isTakenUp(request, outcome)) this.news.push(startedBy(request, outcome));
      const { now, later } = newsOf(request, outcome);
      for (const event of now) results.push(event);
      if (later.length > 0) this.delayed.add(this.work.now + (outcome.delay ?? 0), request.id, later);
    }
  }

  private wait(request: TaskRequest, outcome: Promise<TaskOutcome>): void {
    if (!this.isOpen() && !this.host.time) this.single = { request, outcome };
    else {
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
    if (this.single) this.listen(this.single.request, this.single.outcome);
    this.single = undefined;
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
    const snapshot = this.work.snapshot();
    const { status, output, failure } = snapshot;
    return { status, output, error: failure?.error, cause: failure?.cause, history: historyOf(snapshot), snapshot };
  }
}

/** An activity that no worker polls is never started, nor is a task that fails before. */
function isTakenUp(request: TaskRequest, outcome: TaskOutcome): boolean {
  if ('items' in outcome) return false;
  if ('failed' in outcome && (outcome.stage === 'schedule' || outcome.stage === 'start')) return false;
  return request.pattern !== 'activity' || outcome.worker !== undefined || !('silent' in outcome);
}

/** An outcome that comes alone: it says by itself that the task has begun, unless it has to say who does it. */
function answerEvents(request: TaskRequest, outcome: TaskOutcome): readonly ExecutionEvent[] {
  const events = outcomeEvents(request, outcome);
  const tellsStart = (outcome.worker !== undefined || 'silent' in outcome) && isTakenUp(request, outcome);
  return tellsStart ? [startedBy(request, outcome), ...events] : events;
}

function startedBy(request: TaskRequest, { worker }: TaskOutcome): ExecutionEvent {
  return worker === undefined
    ? { type: 'task-started', task: request.id }
    : { type: 'task-started', task: request.id, worker };
}

/** The news of an outcome: what reaches the engine at once, and what is delayed. A job is submitted at once. */
export function newsOf(
  request: Pick<TaskRequest, 'id'>,
  outcome: TaskOutcome,
): { readonly now: readonly ExecutionEvent[]; readonly later: readonly ExecutionEvent[] } {
  const events = outcomeEvents(request, outcome);
  if (!outcome.delay) return { now: events, later: [] };
  const isSubmission = ({ type }: ExecutionEvent) => type === 'task-submitted';
  return { now: events.filter(isSubmission), later: events.filter((event) => !isSubmission(event)) };
}

/** The news by which an outcome reaches the engine. */
export function outcomeEvents({ id }: Pick<TaskRequest, 'id'>, outcome: TaskOutcome): readonly ExecutionEvent[] {
  if ('output' in outcome && outcome.submitted === undefined)
    return [{ type: 'task-succeeded', task: id, output: outcome.output }];
  const events: ExecutionEvent[] = [];
  if (outcome.submitted !== undefined) events.push({ type: 'task-submitted', task: id, output: outcome.submitted });
  if ('output' in outcome) events.push({ type: 'task-succeeded', task: id, output: outcome.output });
  else if ('items' in outcome) {
    const { items, next, isRepeatable } = outcome;
    events.push({
      type: 'items-read',
      task: id,
      items,
      ...(next !== undefined && { next }),
      ...(isRepeatable && { isRepeatable }),
    });
  } else if ('failed' in outcome) {
    const { error, cause, stage } = outcome;
    events.push({
      type: 'task-failed',
      task: id,
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
      ...(stage !== undefined && { stage }),
    });
  }
  return events;
}
