/**
 * Prepared answers for tasks, in the order in which they count: mocks of the launch configuration, then those of a
 * mock file, then what was recorded.
 */
import type { Json } from '#asl/json';
import {
  chooseMocks,
  type Mock,
  type Mocks,
  mapIndexOf,
  mockAt,
  namesOf,
  outcomeOfMock,
  type Program,
  type RecordedTask,
  type TaskOutcome,
  type TaskRequest,
} from '#interpreter';

import { machineOfPointer, ownTask } from '../nested/numbering.ts';

/** Mocks and what they are called in the console: `order.mocks.json`. */
export interface MockSource {
  readonly label: string;
  readonly mocks: Mocks;
}

export interface AnswerSource {
  readonly program: Program;
  readonly mocks: readonly MockSource[];
  readonly recording: { readonly label: string; readonly tasks: readonly RecordedTask[] } | undefined;
}

/** An answer and who gave it, in words that follow "is answered by". */
export interface FoundAnswer {
  readonly outcome: TaskOutcome;
  readonly by: string;
}

/** A task whose request has been sent, with what came back at once. Somebody else answers it. */
export interface SentTask {
  readonly submitted: Json;
  /** In words that follow "is sent to". */
  readonly by: string;
}

/**
 * What a task is counted as: tasks of one key take the answers of that key one after the other. Counting is the
 * ledger's, because it has to go back in time with the execution.
 */
export function countKeyOf({ program, mocks }: Pick<AnswerSource, 'program' | 'mocks'>, task: TaskRequest): string {
  return choose(program, mocks, task)?.countKey ?? `${task.stateName}[${mapIndexOf(task) ?? ''}]`;
}

/** The answer for the how-manieth task of its key; undefined where somebody has to be asked. */
export function findAnswer(
  { program, mocks, recording }: AnswerSource,
  task: TaskRequest,
  ordinal: number,
): FoundAnswer | undefined {
  const chosen = choose(program, mocks, task);
  const mock = chosen && mockAt(chosen.answers, ordinal);
  if (mock) return { outcome: outcomeOfMock(mock, task), by: chosen.label };
  const own = recording?.tasks.filter(({ stateName }) => stateName === task.stateName) ?? [];
  const iteration = mapIndexOf(task);
  const exact = own.filter((recorded) => recorded.iteration === undefined || recorded.iteration === iteration);
  const outcome = (exact.length > 0 ? exact : own)[ordinal]?.outcome;
  return outcome && recording && { outcome, by: recording.label };
}

/** The answers of a machine and of those that its tasks start, which share their mocks; what was recorded is its own. */
export class Answers {
  readonly #own: AnswerSource;
  readonly #machines: ReadonlyMap<string, { readonly program: Program }>;

  constructor(own: AnswerSource, machines: ReadonlyMap<string, { readonly program: Program }>) {
    this.#own = own;
    this.#machines = machines;
  }

  /** As `countKeyOf`. */
  countKeyOf(task: TaskRequest): string {
    const machine = machineOfPointer(task.pointer);
    const key = countKeyOf(this.#sourceOf(machine), ownTask(task));
    return machine === '' ? key : `${machine}# ${key}`;
  }

  /** As `findAnswer`. */
  find(task: TaskRequest, ordinal: number): FoundAnswer | undefined {
    return findAnswer(this.#sourceOf(machineOfPointer(task.pointer)), ownTask(task), ordinal);
  }

  /** As `isMocked`. */
  isMocked(task: TaskRequest): boolean {
    const { program, mocks } = this.#sourceOf(machineOfPointer(task.pointer));
    return isMocked(program, mocks, ownTask(task));
  }

  #sourceOf(machine: string): AnswerSource {
    const program = this.#machines.get(machine)?.program;
    return machine === '' || !program ? this.#own : { program, mocks: this.#own.mocks, recording: undefined };
  }
}

interface Chosen {
  readonly countKey: string;
  readonly answers: readonly Mock[];
  readonly label: string;
}

function choose(program: Program, sources: readonly MockSource[], task: TaskRequest): Chosen | undefined {
  for (const [index, { label, mocks }] of sources.entries()) {
    const chosen = chooseMocks(mocks, program, task);
    if (chosen)
      return { answers: chosen.answers, label, countKey: `${index === 0 ? '' : `${index} `}${chosen.countKey}` };
  }
  return undefined;
}

/** Whether mocks answer a task at all. */
export function isMocked(program: Program, sources: readonly MockSource[], task: TaskRequest): boolean {
  return choose(program, sources, task) !== undefined;
}

/** The key under which a remembered answer belongs: the name, or the shortest path where the name is not enough. */
export function rememberAs(
  program: Program,
  { pointer, stateName }: Pick<TaskRequest, 'pointer' | 'stateName'>,
): string {
  const state = program.states.get(pointer);
  if (!state) return stateName;
  const others = [...program.states.values()].filter((other) => other !== state);
  const isFree = (name: string): boolean => !others.some((other) => namesOf(other).includes(name));
  return [...namesOf(state)].reverse().find(isFree) ?? stateName;
}
