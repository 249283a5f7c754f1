/**
 * Executions that tasks start, of the definitions that the launch configuration names. One that its task waits for runs
 * beside the execution around it, where it can be stepped through; one that is only started runs to its end at once, and
 * mocks answer its tasks. These answer one after the other, so that what was taken is kept by the task that took it:
 * when the execution goes back in time, tasks with higher numbers are new.
 */
import {
  answersFromMachines,
  type ChildMachine,
  type Effect,
  nestedStart,
  type TaskOutcome,
  type TaskRequest,
} from '#interpreter';
import type { StartNested } from '../nested/world.ts';
import { countKeyOf, findAnswer, isMocked, type MockSource } from './answers.ts';

/** A task of an execution that nobody waits for and that nobody can answer; the message is for the user. */
export class UnansweredTask extends Error {
  override readonly name = 'UnansweredTask';
}

export interface NestedTasksDeps {
  readonly machines: ReadonlyMap<string, ChildMachine>;
  readonly mocks: readonly MockSource[];
  readonly seed: number;
  /** The moment on the execution's clock. */
  readonly now: () => number;
  /** Reads items; undefined where no folder stands for their bucket. */
  readonly items: (task: TaskRequest) => Promise<TaskOutcome> | undefined;
  readonly onEffect: (effect: Effect) => void;
}

export class NestedTasks {
  readonly #deps: NestedTasksDeps;
  /** How many answers of each mock the executions that a task has started have taken, by machine. */
  #taken = new Map<number, Map<string, number>>();

  constructor(deps: NestedTasksDeps) {
    this.#deps = deps;
  }

  /** A task is new: what one of its number took in a future that is forgotten is free again. */
  forget(task: number): void {
    this.#taken.delete(task);
  }

  /** What comes of a task that starts an execution; undefined where it starts nothing that is known. Fails with an `UnansweredTask`. */
  answer(task: TaskRequest): StartNested | TaskOutcome | Promise<TaskOutcome> | undefined {
    const { machines } = this.#deps;
    const moment = this.#deps.now();
    // Names and random numbers are drawn from it: those of another task are others.
    const seed = this.#deps.seed + task.id * 0x9e37;
    const start = nestedStart({ machines, now: () => moment, seed }, task);
    if (!start || 'refused' in start) return start?.refused;
    if (!start.isAwaited) return this.#runWhole(task, moment, seed);
    const [machine = ''] = [...machines].find(([, one]) => one === start.machine) ?? [];
    return {
      type: 'start-nested',
      task: task.id,
      machine,
      start: { ...start, options: { ...start.options, seed } },
    };
  }

  #runWhole(task: TaskRequest, moment: number, seed: number): TaskOutcome | Promise<TaskOutcome> | undefined {
    const { machines, onEffect } = this.#deps;
    const taken = new Map<string, number>();
    this.#taken.set(task.id, taken);
    const answer = answersFromMachines({
      machines,
      now: () => moment,
      seed,
      task: (inner, machine) => this.#answerInner(task.id, taken, inner, machine),
      onEffect,
    });
    return answer(task);
  }

  #takenBefore(task: number, key: string): number {
    let count = 0;
    for (const [id, taken] of this.#taken) if (id < task) count += taken.get(key) ?? 0;
    return count;
  }

  #answerInner(
    outer: number,
    taken: Map<string, number>,
    task: TaskRequest,
    { program }: ChildMachine,
  ): TaskOutcome | Promise<TaskOutcome> {
    const { mocks, items, machines } = this.#deps;
    if (isMocked(program, mocks, task)) {
      const mock = countKeyOf({ program, mocks }, task);
      const index = [...machines.values()].findIndex((machine) => machine.program === program);
      const key = `${index} ${mock}`;
      const own = taken.get(key) ?? 0;
      taken.set(key, own + 1);
      const found = findAnswer({ program, mocks, recording: undefined }, task, this.#takenBefore(outer, key) + own);
      if (found) return found.outcome;
    }
    const read = task.itemReader && items(task);
    if (read) return read;
    throw new UnansweredTask(
      `The nested execution cannot go on: its state '${task.stateName}' waits for ${task.resource}, and no mock answers it.`,
    );
  }
}
