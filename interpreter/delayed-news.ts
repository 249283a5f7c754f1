/**
 * Answers that take time on the execution's clock wait here until their moment. A host moves the clock no further than
 * that, so that everything happens in order.
 */
import type { ExecutionEvent } from './snapshot.ts';

interface Delayed {
  readonly at: number;
  readonly task: number;
  readonly events: readonly ExecutionEvent[];
}

export class DelayedNews {
  private waiting: Delayed[] = [];

  add(at: number, task: number, events: readonly ExecutionEvent[]): void {
    this.waiting.push({ at, task, events });
  }

  /** The moment of the next answer, or `other` where that comes first. */
  next(other: number | undefined): number | undefined {
    if (this.waiting.length === 0) return other;
    return Math.min(other ?? Number.POSITIVE_INFINITY, ...this.waiting.map(({ at }) => at));
  }

  /** The first task whose answer is there at a moment. */
  taskAt(moment: number): number | undefined {
    return this.waiting.find(({ at }) => at === moment)?.task;
  }

  /** What is there at a moment, in order; it does not wait any more. */
  due(now: number): readonly ExecutionEvent[] {
    if (this.waiting.length === 0) return [];
    const due = this.waiting.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at || a.task - b.task);
    this.waiting = this.waiting.filter(({ at }) => at > now);
    return due.flatMap(({ events }) => events);
  }

  /** Nobody waits for the answer of a task any more. */
  forget(task: number): void {
    if (this.waiting.length > 0) this.waiting = this.waiting.filter((one) => one.task !== task);
  }

  clear(): void {
    this.waiting = [];
  }
}
