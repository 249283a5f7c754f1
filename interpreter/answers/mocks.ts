/**
 * Prepared answers for tasks: which of them answers a request, and what it tells the engine. Choosing is a function of
 * the request and of how many of its kind came before, so that a debugger can go back in time. Files with such answers
 * are read in `parse-mocks.ts` (ours) and `aws-mocks.ts` (AWS's).
 */
import { EvaluationError } from '#asl/expressions';
import { type Json, numberOf } from '#asl/json';
import type { TaskOutcome } from '../host.ts';
import type { Program, ProgramState } from '../program/program.ts';
import type { TaskRequest } from '../snapshot.ts';
import { type MockCondition, meets } from './mock-conditions.ts';
import { evaluateForTask } from './mock-expressions.ts';
import { sampleSubmission } from './samples.ts';

/** What a task is answered with. */
export type MockResult =
  | { readonly return: Json }
  /** JSON in which texts `{% … %}` are expressions over the task's input. */
  | { readonly compute: Json }
  | { readonly throw: { readonly error: string; readonly cause?: string } };

/** One answer, as a mock file has it (`protocol/debug.ts` describes the same shape to the client). */
export type Mock = MockResult & {
  readonly times?: number;
  /** Only tasks of which this is true get the answer. */
  readonly when?: MockCondition;
  /** Seconds on the execution's clock until the answer is there. */
  readonly delay?: number;
};

/** The answers by the name of a state, or by the names of the states around it and its own, with slashes. */
export type Mocks = ReadonlyMap<string, readonly Mock[]>;

export interface MockProblem {
  /** Where in the mock file: `/mocks/Ship[1]/throw/error`. */
  readonly pointer: string;
  readonly message: string;
  /** A warning does not keep the file from being used. */
  readonly severity?: 'warning';
}

/** The answers that are meant for a request. */
export interface ChosenMocks {
  /** Requests of one key take these answers one after the other. */
  readonly countKey: string;
  readonly answers: readonly Mock[];
}

/** The names under which a state's mock may stand: its path, the shorter paths within it, and last its own name. */
export function namesOf(state: ProgramState): readonly string[] {
  const names: string[] = [];
  for (let at: ProgramState | undefined = state; at; at = at.scope.owner) names.unshift(at.name);
  return names.map((_, index) => names.slice(index).join('/'));
}

/**
 * The answers for a request: those of the longest path. Answers whose condition it meets come before those without a
 * condition. Undefined where there are none.
 */
export function chooseMocks(mocks: Mocks, program: Program, request: TaskRequest): ChosenMocks | undefined {
  if (mocks.size === 0) return undefined;
  const state = program.states.get(request.pointer);
  for (const key of state ? namesOf(state) : [request.stateName]) {
    const list = mocks.get(key);
    if (!list) continue;
    if (list.every(({ when }) => when === undefined)) return { countKey: key, answers: list };
    const met = list.filter(({ when }) => when !== undefined && meets(when, request));
    const answers = met.length > 0 ? met : list.filter(({ when }) => when === undefined);
    if (answers.length === 0) continue;
    return { countKey: `${key}#${answers.map((answer) => list.indexOf(answer)).join(',')}`, answers };
  }
  return undefined;
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
  const delay = numberOf(mock.delay);
  return {
    ...resultOf(mock, request),
    ...(submission !== undefined && { submitted: submission }),
    ...(delay !== undefined && { delay: delay * 1000 }),
  };
}

type Result = { readonly output: Json } | { readonly failed: true; readonly error: string; readonly cause?: string };

function resultOf(mock: Mock, request: TaskRequest): Result {
  try {
    // A condition that cannot be evaluated counts as met until here, where it can be told.
    if (mock.when?.expression !== undefined) evaluateForTask(mock.when.expression, request, 'when/expression');
    if ('return' in mock) return { output: mock.return };
    if ('compute' in mock) return { output: evaluateForTask(mock.compute, request, 'compute') };
    const { error, cause } = mock.throw;
    return { failed: true, error, ...(cause !== undefined && { cause }) };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const cause = `The mock of '${request.stateName}' cannot be evaluated: ${error.message}`;
    return { failed: true, error: 'States.QueryEvaluationError', cause };
  }
}

/** Answers requests from mocks and counts how often each was asked. For hosts that only run forwards. */
export function answersFromMocks(mocks: Mocks, program: Program): (request: TaskRequest) => TaskOutcome | undefined {
  const asked = new Map<string, number>();
  return (request) => {
    const chosen = chooseMocks(mocks, program, request);
    if (!chosen) return undefined;
    const ordinal = asked.get(chosen.countKey) ?? 0;
    asked.set(chosen.countKey, ordinal + 1);
    const mock = mockAt(chosen.answers, ordinal);
    return mock && outcomeOfMock(mock, request);
  };
}
