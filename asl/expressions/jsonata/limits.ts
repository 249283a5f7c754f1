/** What bounds the evaluation of a JSONata expression: AWS's measured limits, and a budget of steps and time of our own. */
import type { JsonataScope } from '../scope.ts';
import type { JsonataEvaluation } from './library.ts';

/** Nesting of expressions and functions that AWS allows (measured: 99 parentheses pass, 100 fail). */
export const MAX_DEPTH = 100;
/** Bytes that one value may take on AWS (measured), where a number counts 8 and a character 1. */
export const MAX_VALUE_BYTES = 6_990_256;
/** Steps that one evaluation may take when the caller names no other number; some seconds. */
export const MAX_STEPS = 5_000_000;

/** Items that native functions may go through, make and copy altogether: some seconds at most. */
const MAX_WORK = 100_000_000;

/** How long an evaluation may go on. */
export interface JsonataBudget {
  readonly maxSteps?: number;
  /** With both of these the evaluation also ends when the clock has advanced by so many milliseconds. */
  readonly maxMilliseconds?: number;
  readonly now?: () => number;
}

/** Messages as AWS gives them; they carry no code and follow a colon. */
abstract class LimitExceeded extends Error {}
export class StackExceeded extends LimitExceeded {
  constructor() {
    super('Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.');
  }
}
export class MemoryExceeded extends LimitExceeded {
  constructor() {
    super('Expression evaluation memory limit exceeded: Check for excessive memory usage');
  }
}
export class TimeExceeded extends LimitExceeded {
  constructor() {
    super('Expression evaluation timeout: Check for infinite loop');
  }
}

export const isLimitExceeded = (error: unknown): error is Error => error instanceof LimitExceeded;

/** The clock is asked once in so many steps, and once in so much work. */
const STEPS_BETWEEN_CLOCK = 1024;
const WORK_BETWEEN_CLOCK = 100_000;

/** One evaluation: what it is given from outside, and how far it has come. */
export class GuardedEvaluation implements JsonataEvaluation {
  readonly timestamp: number;
  readonly random: () => number;
  private readonly maxSteps: number;
  private readonly now: (() => number) | undefined;
  private readonly deadline: number;
  private steps = 0;
  private work = 0;
  private workAtClock = 0;

  constructor({ timestamp, random }: JsonataScope, { maxSteps = MAX_STEPS, maxMilliseconds, now }: JsonataBudget) {
    this.timestamp = timestamp;
    this.random = random;
    this.maxSteps = maxSteps;
    this.now = maxMilliseconds === undefined ? undefined : now;
    this.deadline = (this.now?.() ?? 0) + (maxMilliseconds ?? 0);
  }

  onStep(depth: number): void {
    if (depth > MAX_DEPTH) throw new StackExceeded();
    if (++this.steps > this.maxSteps) throw new TimeExceeded();
    if (this.steps % STEPS_BETWEEN_CLOCK === 0) this.checkClock();
  }

  onWork(items: number): void {
    this.work += items;
    if (this.work > MAX_WORK) throw new TimeExceeded();
    if (this.work - this.workAtClock < WORK_BETWEEN_CLOCK) return;
    this.workAtClock = this.work;
    this.checkClock();
  }

  onSize(value: { readonly length: number; readonly isList?: boolean } | string): void {
    const isText = typeof value === 'string' || !(Array.isArray(value) || value.isList);
    if (value.length * (isText ? 1 : 8) > MAX_VALUE_BYTES) throw new MemoryExceeded();
  }

  private checkClock(): void {
    if (this.now && this.now() > this.deadline) throw new TimeExceeded();
  }
}
