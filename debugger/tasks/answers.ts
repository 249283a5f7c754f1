/** Prepared answers for tasks: a mock by the state's name or path comes first, then what was recorded. */
import {
  chooseMocks,
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

export interface AnswerSource {
  readonly program: Program;
  readonly mocks: Mocks;
  readonly recording: readonly RecordedTask[] | undefined;
}

/**
 * What a task is counted as: tasks of one key take the answers of that key one after the other. Counting is the
 * ledger's, because it has to go back in time with the execution.
 */
export function countKeyOf({ program, mocks }: AnswerSource, task: TaskRequest): string {
  return chooseMocks(mocks, program, task)?.countKey ?? `${task.stateName}[${mapIndexOf(task) ?? ''}]`;
}

/** The answer for the how-manieth task of its key; undefined where somebody has to be asked. */
export function findAnswer(
  { program, mocks, recording = [] }: AnswerSource,
  task: TaskRequest,
  ordinal: number,
): TaskOutcome | undefined {
  const mock = mockAt(chooseMocks(mocks, program, task)?.answers ?? [], ordinal);
  if (mock) return outcomeOfMock(mock, task);
  const own = recording.filter(({ stateName }) => stateName === task.stateName);
  const iteration = mapIndexOf(task);
  const exact = own.filter((recorded) => recorded.iteration === undefined || recorded.iteration === iteration);
  return (exact.length > 0 ? exact : own)[ordinal]?.outcome;
}

/** The key under which a remembered answer belongs: the name, or the shortest path where the name is not enough. */
export function rememberAs(program: Program, { pointer, stateName }: TaskRequest): string {
  const state = program.states.get(pointer);
  if (!state) return stateName;
  const others = [...program.states.values()].filter((other) => other !== state);
  const isFree = (name: string): boolean => !others.some((other) => namesOf(other).includes(name));
  return [...namesOf(state)].reverse().find(isFree) ?? stateName;
}
