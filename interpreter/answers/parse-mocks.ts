/**
 * Reads mock files: prepared answers for tasks by the name or the path of their state. Every mistake is found when the
 * file is read, because a mock that silently does not apply is worse than none.
 */
import { expressionOf, parseJsonata } from '#asl/expressions';
import { isJsonArray, isJsonObject, type Json, type JsonObject, numberOf } from '#asl/json';
import { nearestName } from '#asl/nearest-name';
import type { Program } from '../program/program.ts';
import { indexRangeOf } from './mock-conditions.ts';
import { type Mock, type MockProblem, type Mocks, namesOf } from './mocks.ts';

type Report = (pointer: string, message: string) => void;

const RESULTS = ['return', 'compute', 'throw'];
const FIELDS = [...RESULTS, 'times', 'when', 'delay'];
const CONDITIONS = ['input', 'branch', 'iteration', 'attempt', 'expression'];

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
    const problem = program && nameProblem(program, name);
    if (problem !== undefined) problems.push({ pointer, message: problem });
    const mocks = parseAnswers(name, answers, pointer, problems);
    if (mocks.length > 0) value.set(name, mocks);
  }
  return { value, problems };
}

/** Why no state of the program takes answers under a name; undefined where one does. */
export function nameProblem(program: Program, name: string): string | undefined {
  const states = [...program.states.values()];
  const named = states.filter((state) => namesOf(state).includes(name));
  if (named.length === 0) {
    const near = nearestName(
      name,
      states.filter(({ type }) => type === 'Task').map((state) => state.name),
    );
    return `No state is named '${name}'.${near ? ` Did you mean '${near}'?` : ''}`;
  }
  if (named.some(({ type, fields }) => type === 'Task' || fields.ItemReader !== undefined)) return undefined;
  return `State '${name}' is a ${named[0]?.type} state; only Task states take answers.`;
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
  const wrong: Report = (at, message) => problems.push({ pointer: at, message });
  if (!isJsonObject(answer)) {
    wrong(pointer, `An answer of '${name}' has to be an object with "return", "compute" or "throw".`);
    return undefined;
  }
  for (const field of Object.keys(answer)) {
    if (!FIELDS.includes(field)) {
      wrong(
        `${pointer}/${field}`,
        `An answer has no "${field}"; it has "return", "compute" or "throw", and "times", "when" and "delay".`,
      );
    }
  }
  if (RESULTS.filter((field) => answer[field] !== undefined).length !== 1)
    wrong(pointer, `An answer of '${name}' needs either "return", "compute" or "throw".`);
  if (answer.throw !== undefined) checkThrow(answer.throw, `${pointer}/throw`, wrong);
  if (answer.compute !== undefined) checkExpressions(answer.compute, `${pointer}/compute`, wrong);
  if (answer.when !== undefined) checkCondition(answer.when, `${pointer}/when`, wrong);
  checkNumbers(answer, pointer, wrong);
  return problems.length === before ? (answer as unknown as Mock) : undefined;
}

function checkNumbers({ times, delay }: JsonObject, pointer: string, wrong: Report): void {
  const count = numberOf(times);
  if (times !== undefined && !(count !== undefined && Number.isInteger(count) && count > 0))
    wrong(`${pointer}/times`, '"times" has to be a whole number above 0.');
  const seconds = numberOf(delay);
  if (delay !== undefined && !(seconds !== undefined && seconds >= 0 && seconds <= 31_536_000))
    wrong(`${pointer}/delay`, '"delay" has to be a number of seconds, at most a year.');
}

function checkThrow(failure: Json, pointer: string, wrong: Report): void {
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

function checkCondition(when: Json, pointer: string, wrong: Report): void {
  if (!isJsonObject(when) || Object.keys(when).length === 0) {
    wrong(pointer, '"when" has to be an object with "input", "branch", "iteration", "attempt" or "expression".');
    return;
  }
  for (const [field, value] of Object.entries(when)) {
    const at = `${pointer}/${field}`;
    if (!CONDITIONS.includes(field))
      wrong(at, `"when" has no "${field}"; it has "input", "branch", "iteration", "attempt" and "expression".`);
    else if (field === 'expression') {
      if (typeof value !== 'string' || !expressionOf(value))
        wrong(at, '"expression" has to be JSONata between {% and %}: "{% $states.input.amount > 100 %}".');
      else checkExpressions(value, at, wrong);
    } else if (field !== 'input' && !indexRangeOf(value))
      wrong(at, `"${field}" counts from 0: a whole number, or a range such as "1-3".`);
  }
}

function checkExpressions(value: Json, pointer: string, wrong: Report): void {
  if (isJsonArray(value))
    for (const [index, item] of value.entries()) checkExpressions(item, `${pointer}[${index}]`, wrong);
  else if (isJsonObject(value))
    for (const [key, item] of Object.entries(value)) checkExpressions(item, `${pointer}/${key}`, wrong);
  else if (typeof value === 'string') {
    const source = expressionOf(value);
    const [problem] = source ? parseJsonata(source.text).problems : [];
    if (problem) wrong(pointer, `The expression is no JSONata: ${problem.message}`);
  }
}
