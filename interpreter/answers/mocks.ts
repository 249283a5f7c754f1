/**
 * Mock files: prepared answers for tasks by the name or the path of their state. Every mistake is found when the
 * file is read, because a mock that silently does not apply is worse than none.
 */

import { isJsonArray, isJsonObject, type Json, numberOf } from '#asl/json';
import { nearestName } from '#asl/nearest-name';
import type { Program, ProgramState } from '../program/program.ts';
import type { TaskOutcome } from '../run.ts';
import type { TaskRequest } from '../snapshot.ts';
import { sampleSubmission } from './samples.ts';

/** One answer, as a mock file has it (`protocol/debug.ts` describes the same shape to the client). */
export type Mock =
  | { readonly return: Json; readonly times?: number }
  | { readonly throw: { readonly error: string; readonly cause?: string }; readonly times?: number };

/** The answers by the name of a state, or by the names of the states around it and its own, with slashes. */
export type Mocks = ReadonlyMap<string, readonly Mock[]>;

export interface MockProblem {
  /** Where in the mock file: `/mocks/Ship[1]/throw/error`. */
  readonly pointer: string;
  readonly message: string;
}

/**
 * Reads the content of a mock file and checks it against the program that it is for. The mocks hold everything
 * that is right, whatever else is wrong.
 *
 * @example parseMocks({ mocks: { Ship: { return: {} } } }, program) // { value: Map(1), problems: [] }
 */
export function parseMocks(
  content: Json,
  program?: Program,
): { readonly value: Mocks; readonly problems: readonly MockProblem[] } {
  const problems: MockProblem[] = [];
  const value = new Map<string, readonly Mock[]>();
  const list = isJsonObject(content) ? content.mocks : undefined;
  if (!isJsonObject(list)) {
    const message =
      'A mock file is an object with "mocks", which holds answers by state name: {"mocks": {"Ship": {"return": {}}}}.';
    return {
      value,
      problems: [{ pointer: isJsonObject(content) && content.mocks !== undefined ? '/mocks' : '/', message }],
    };
  }
  for (const [name, answers] of Object.entries(list)) {
    const pointer = `/mocks/${name}`;
    if (program) checkName(program, name, pointer, problems);
    const mocks = parseAnswers(name, answers, pointer, problems);
    if (mocks.length > 0) value.set(name, mocks);
  }
  return { value, problems };
}

function checkName(program: Program, name: string, pointer: string, problems: MockProblem[]): void {
  const states = [...program.states.values()];
  const named = states.filter((state) => namesOf(state).includes(name));
  if (named.length === 0) {
    const near = nearestName(
      name,
      states.filter(({ type }) => type === 'Task').map((state) => state.name),
    );
    problems.push({ pointer, message: `No state is named '${name}'.${near ? ` Did you mean '${near}'?` : ''}` });
  } else if (!named.some(({ type, fields }) => type === 'Task' || fields.ItemReader !== undefined)) {
    problems.push({ pointer, message: `State '${name}' is a ${named[0]?.type} state; only Task states take answers.` });
  }
}

function parseAnswers(name: string, answers: Json, pointer: string, problems: MockProblem[]): readonly Mock[] {
  const list = isJsonArray(answers) ? answers : [answers];
  if (list.length === 0) problems.push({ pointer, message: `The mock of '${name}' has no answer.` });
  return list.flatMap(
    (answer, index) =>
      parseAnswer(name, answer, isJsonArray(answers) ? `${pointer}[${index}]` : pointer, problems) ?? [],
  );
}

function parseAnswer(name: string, answer: Json, pointer: string, problems: MockProblem[]): Mock | undefined {
  const before = problems.length;
  const wrong = (at: string, message: string) => problems.push({ pointer: at, message });
  if (!isJsonObject(answer)) {
    wrong(pointer, `An answer of '${name}' has to be an object with "return" or "throw".`);
    return undefined;
  }
  for (const field of Object.keys(answer)) {
    if (!['return', 'throw', 'times'].includes(field)) {
      wrong(`${pointer}/${field}`, `An answer has no "${field}"; it has "return" or "throw", and "times".`);
    }
  }
  if ((answer.return === undefined) === (answer.throw === undefined))
    wrong(pointer, `An answer of '${name}' needs either "return" or "throw".`);
  if (answer.throw !== undefined) checkThrow(answer.throw, `${pointer}/throw`, wrong);
  const times = numberOf(answer.times);
  if (answer.times !== undefined && !(times !== undefined && Number.isInteger(times) && times > 0)) {
    wrong(`${pointer}/times`, '"times" has to be a whole number above 0.');
  }
  return problems.length === before ? (answer as unknown as Mock) : undefined;
}

function checkThrow(failure: Json, pointer: string, wrong: (pointer: string, message: string) => void): void {
  if (!isJsonObject(failure) || typeof failure.error !== 'string') {
    wrong(pointer, '"throw" needs the name of an error: {"error": "States.TaskFailed", "cause": "…"}.');
    return;
  }
  if (failure.cause !== undefined && typeof failure.cause !== 'string')
    wrong(`${pointer}/cause`, '"cause" has to be text.');
  for (const field of Object.keys(failure)) {
    if (field !== 'error' && field !== 'cause')
      wrong(`${pointer}/${field}`, `"throw" has no "${field}"; it has "error" and "cause".`);
  }
}

/** The names under which a state's mock may stand: its path, the shorter paths within it, and last its own name. */
export function namesOf(state: ProgramState): readonly string[] {
  const names: string[] = [];
  for (let at: ProgramState | undefined = state; at; at = at.scope.owner) names.unshift(at.name);
  return names.map((_, index) => names.slice(index).join('/'));
}

/** The key of the mocks that answer a request: the longest path wins. Undefined where there are none. */
export function mockKeyOf(mocks: Mocks, program: Program, request: TaskRequest): string | undefined {
  const state = program.states.get(request.pointer);
  return (state ? namesOf(state) : [request.stateName]).find((name) => mocks.has(name));
}

/** The how-manieth answer (from 0) of a list: answers follow each other, each `times` times; the last one repeats. */
export function mockAt(mocks: readonly Mock[], ordinal: number): Mock | undefined {
  let passed = 0;
  for (const mock of mocks) {
    passed += numberOf(mock.times) ?? 1;
    if (ordinal < passed) return mock;
  }
  return mocks.at(-1);
}

/** What an answer tells the engine. A task that waits for a job or a callback has been submitted first. */
export function outcomeOfMock(mock: Mock, request: TaskRequest): TaskOutcome {
  const submission = sampleSubmission(request);
  const submitted = submission === undefined ? {} : { submitted: submission };
  if ('return' in mock) return { output: mock.return, ...submitted };
  const { error, cause } = mock.throw;
  return { failed: true, error, ...(cause !== undefined && { cause }), ...submitted };
}

/** Answers requests from mocks and counts how often each was asked. For hosts that only run forwards. */
export function answersFromMocks(mocks: Mocks, program: Program): (request: TaskRequest) => TaskOutcome | undefined {
  const asked = new Map<string, number>();
  return (request) => {
    const key = mockKeyOf(mocks, program, request);
    if (key === undefined) return undefined;
    const ordinal = asked.get(key) ?? 0;
    asked.set(key, ordinal + 1);
    const mock = mockAt(mocks.get(key) ?? [], ordinal);
    return mock && outcomeOfMock(mock, request);
  };
}
