/**
 * What is done outside of the debugger for tasks: handlers that run, requests that are sent. The first who takes a task
 * does it; what nobody waits for any more is ended.
 */
import type { TaskRequest } from '#interpreter';
import type { FoundAnswer, SentTask } from './answers.ts';

/** Undefined where the user has to be asked after all, who has been told why. */
export type OutsideAnswer = FoundAnswer | SentTask | undefined;

export interface OutsideTask {
  readonly result: Promise<OutsideAnswer>;
  readonly cancel: () => void;
}

/** Takes a task up; undefined where it is none of its tasks. */
export type TakeTask = (task: TaskRequest) => OutsideTask | undefined;

/** A task that is answered without anything going on outside, or left to the user. */
export const settled = (answer: OutsideAnswer): OutsideTask => ({
  result: Promise.resolve(answer),
  cancel: () => undefined,
});

const never = (): Promise<never> => new Promise(() => {});

export class OutsideTasks {
  readonly #takers: readonly TakeTask[];
  readonly #onClose: () => void;
  readonly #running = new Map<number, () => void>();
  /** What goes on though its task is answered. */
  readonly #leaving = new Set<() => void>();

  constructor(takers: readonly TakeTask[], onClose: () => void) {
    this.#takers = takers;
    this.#onClose = onClose;
  }

  /** The answer from outside; undefined where nobody takes the task. */
  answer(task: TaskRequest): Promise<OutsideAnswer> | undefined {
    for (const take of this.#takers) {
      const taken = take(task);
      if (!taken) continue;
      const { result, cancel } = taken;
      this.#running.set(task.id, cancel);
      const isAwaited = (): boolean => {
        this.#leaving.delete(cancel);
        return this.#running.get(task.id) === cancel && this.#running.delete(task.id);
      };
      // What was cancelled answers nobody, and fails for nobody.
      return result.then(
        (answer) => (isAwaited() ? answer : never()),
        (error) => {
          if (isAwaited()) throw error;
          return never();
        },
      );
    }
    return undefined;
  }

  /** Nobody waits for the task any more: what runs for it ends. */
  cancel(task: number): void {
    this.#running.get(task)?.();
    this.#running.delete(task);
  }

  /** The task is answered by its token; who sent that may come to an end by itself. */
  letFinish(task: number): void {
    const cancel = this.#running.get(task);
    if (cancel) this.#leaving.add(cancel);
    this.#running.delete(task);
  }

  /** Ends everything. */
  close(): void {
    for (const cancel of [...this.#running.values(), ...this.#leaving]) cancel();
    this.#running.clear();
    this.#leaving.clear();
    this.#onClose();
  }
}
