/**
 * Drives an execution to its end with a host that does the tasks. Runs synchronously until the host gives a real
 * promise. Time is virtual unless the host can sleep: when nothing is ready, the clock jumps to the next deadline.
 */
import type { Json } from '#asl/json';
import { nextDeadline } from './clock.ts';
import type { HistoryEvent } from './history.ts';
import { advance, historyOf, type StartOptions, start, stepAll } from './machine.ts';
import type { Program } from './program.ts';
import type { Snapshot } from './records.ts';
import type { Effect, ExecutionEvent, ExecutionStatus, TaskRequest } from './snapshot.ts';

/** What has become of a task. `submitted` is the service's first answer where the task waits for a job or a callback. */
export type TaskOutcome =
  | { readonly output: Json; readonly submitted?: Json; readonly worker?: string }
  | {
      readonly failed: true;
      readonly error?: string;
      readonly cause?: string;
      readonly submitted?: Json;
      readonly worker?: string;
    }
  /** The worker never answers: the task's timeout has to end it. */
  | { readonly silent: true; readonly submitted?: Json; readonly worker?: string };

export interface RunHost {
  /** Does a task. Called once for every attempt, in the order of scheduling. */
  readonly task: (request: TaskRequest) => TaskOutcome | Promise<TaskOutcome>;
  /** Real time: the present moment and a way to wait. Absent: virtual time. */
  readonly time?: { readonly now: () => number; readonly sleep: (milliseconds: number) => Promise<void> };
  /** Told of everything that happens, in order; history events too. */
  readonly onEffect?: (effect: Effect) => void;
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

/** Goes on with an execution that stands somewhere, with no task under way. */
export function resume(snapshot: Snapshot, host: RunHost): RunResult | Promise<RunResult> {
  return new Drive(snapshot, host).run();
}

/** One drive: the snapshot reached and the promises that are open. */
class Drive {
  private snapshot: Snapshot;
  private readonly host: RunHost;
  private readonly scheduled: TaskRequest[] = [];
  private readonly open = new Map<number, Promise<void>>();
  private news: ExecutionEvent[] = [];
  private failure: { readonly reason: unknown } | undefined;

  constructor(snapshot: Snapshot, host: RunHost) {
    this.snapshot = snapshot;
    this.host = host;
  }

  private readonly onEffect = (effect: Effect): void => {
    if (effect.type === 'schedule-task') this.scheduled.push(effect.task);
    else if (effect.type === 'cancel-task') this.open.delete(effect.task);
    this.host.onEffect?.(effect);
  };

  /** Runs until the end or until only a promise or real time can go on. */
  run(): RunResult | Promise<RunResult> {
    for (;;) {
      this.advance();
      if (this.snapshot.status !== 'RUNNING') return this.result();
      this.begin();
      if (this.news.length > 0) this.tell();
      else if (this.host.time) return this.pause(this.host.time);
      else if (this.open.size > 0) return Promise.race(this.open.values()).then(() => this.resumed());
      else {
        const deadline = nextDeadline(this.snapshot);
        if (deadline === undefined) return this.result();
        this.apply([{ type: 'time', now: deadline }]);
      }
    }
  }

  private advance(): void {
    const { type, deadline } = this.snapshot.info;
    if (type === 'STANDARD' || deadline === undefined) {
      this.snapshot = advance(this.snapshot, { onEffect: this.onEffect });
      return;
    }
    const left = MAX_EXPRESS_TICKS - this.snapshot.tick;
    this.snapshot = advance(this.snapshot, { onEffect: this.onEffect, maxTicks: Math.max(0, left) });
    if (this.snapshot.tick >= MAX_EXPRESS_TICKS) this.apply([{ type: 'time', now: deadline }]);
  }

  private apply(events: readonly ExecutionEvent[]): void {
    this.snapshot = stepAll(this.snapshot, events, this.onEffect);
  }

  private tell(): void {
    const { news } = this;
    this.news = [];
    this.apply(news);
  }

  /** Hands the scheduled tasks to the host. What it answers at once is told after all of them have begun. */
  private begin(): void {
    if (this.scheduled.length === 0) return;
    const results: ExecutionEvent[] = [];
    for (const request of this.scheduled.splice(0)) {
      const outcome = this.host.task(request);
      if (outcome instanceof Promise) this.wait(request, outcome);
      else {
        if (request.pattern !== 'activity' || outcome.worker !== undefined || !('silent' in outcome))
          this.news.push(startedBy(request, outcome));
        results.push(...outcomeEvents(request, outcome));
      }
    }
    this.news.push(...results);
  }

  private wait(request: TaskRequest, outcome: Promise<TaskOutcome>): void {
    const settled = outcome.then(
      (value) => {
        if (this.open.delete(request.id)) this.news.push(startedBy(request, value), ...outcomeEvents(request, value));
      },
      (reason: unknown) => {
        this.open.delete(request.id);
        this.failure = { reason };
      },
    );
    this.open.set(request.id, settled);
  }

  /** Real time: waits for the next deadline or the next answer, whichever comes first. */
  private async pause(time: NonNullable<RunHost['time']>): Promise<RunResult> {
    const deadline = nextDeadline(this.snapshot);
    const waits: Promise<unknown>[] = [...this.open.values()];
    if (deadline !== undefined) waits.push(time.sleep(Math.max(0, deadline - time.now())));
    if (waits.length === 0) return this.result();
    await Promise.race(waits);
    this.apply([{ type: 'time', now: time.now() }]);
    return this.resumed();
  }

  private resumed(): RunResult | Promise<RunResult> {
    if (this.failure) throw this.failure.reason;
    if (this.news.length > 0) this.tell();
    return this.run();
  }

  private result(): RunResult {
    const { snapshot } = this;
    const { status, output, failure } = snapshot;
    return { status, output, error: failure?.error, cause: failure?.cause, history: historyOf(snapshot), snapshot };
  }
}

function startedBy(request: TaskRequest, { worker }: TaskOutcome): ExecutionEvent {
  return worker === undefined
    ? { type: 'task-started', task: request.id }
    : { type: 'task-started', task: request.id, worker };
}

/** The news by which an outcome reaches the engine. */
export function outcomeEvents({ id }: Pick<TaskRequest, 'id'>, outcome: TaskOutcome): readonly ExecutionEvent[] {
  const events: ExecutionEvent[] = [];
  if (outcome.submitted !== undefined) events.push({ type: 'task-submitted', task: id, output: outcome.submitted });
  if ('output' in outcome) events.push({ type: 'task-succeeded', task: id, output: outcome.output });
  else if ('failed' in outcome) {
    const { error, cause } = outcome;
    events.push({
      type: 'task-failed',
      task: id,
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    });
  }
  return events;
}
