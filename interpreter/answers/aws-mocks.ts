/**
 * AWS's mock configuration (`MockConfigFile.json` of Step Functions Local) read as it is. A test case names a response
 * for each state that is not really called; a response says what each invocation of the state gives, by its number or
 * a range of numbers. Invocations are counted for each state over the whole execution, retries among them; one without
 * an entry fails with States.Runtime, as it does there.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '#asl/json';
import { nearestName } from '#asl/nearest-name';
import type { Program } from '../program/program.ts';
import { indexRangeOf } from './mock-conditions.ts';
import type { Mock, MockProblem, Mocks } from './mocks.ts';
import { nameProblem } from './parse-mocks.ts';

/** A test case of the file. */
export interface AwsTestCase {
  readonly machine: string;
  readonly name: string;
}

export interface AwsMockConfig {
  readonly testCases: readonly AwsTestCase[];
  readonly problems: readonly MockProblem[];
  readonly content: JsonObject;
}

/** True where a file is AWS's and not one of ours. */
export function isAwsMockConfig(content: Json): content is JsonObject {
  return (
    isJsonObject(content) && content.mocks === undefined && ('StateMachines' in content || 'MockedResponses' in content)
  );
}

/**
 * Reads a whole configuration. `programOf` gives the machine of a name where it is known; the names of its states are
 * then checked, too.
 */
export function parseAwsMocks(content: Json, programOf: (machine: string) => Program | undefined): AwsMockConfig {
  const problems: MockProblem[] = [];
  const wrong = (pointer: string, message: string): void => void problems.push({ pointer, message });
  if (!isJsonObject(content)) {
    wrong('/', 'A mock configuration is an object with "StateMachines" and "MockedResponses".');
    return { testCases: [], problems, content: {} };
  }
  for (const field of Object.keys(content))
    if (!['StateMachines', 'MockedResponses', '$schema'].includes(field))
      wrong(`/${field}`, `A mock configuration has no "${field}"; it has "StateMachines" and "MockedResponses".`);
  const responses = membersOf(content.MockedResponses, '/MockedResponses', 'holds responses by name', wrong);
  for (const [name, response] of responses) responseOf(response, `/MockedResponses/${name}`, wrong);
  const testCases: AwsTestCase[] = [];
  for (const [machine, value] of membersOf(
    content.StateMachines,
    '/StateMachines',
    'holds state machines by name',
    wrong,
  )) {
    const at = `/StateMachines/${machine}`;
    const cases = isJsonObject(value) ? value.TestCases : undefined;
    for (const [name, states] of membersOf(cases, `${at}/TestCases`, 'holds test cases by name', wrong)) {
      testCases.push({ machine, name });
      checkCase(states, `${at}/TestCases/${name}`, { responses, program: programOf(machine), wrong });
    }
  }
  return { testCases, problems, content };
}

type Report = (pointer: string, message: string) => void;
type Members = readonly (readonly [string, Json])[];

function membersOf(value: Json | undefined, pointer: string, what: string, wrong: Report): Members {
  if (isJsonObject(value)) return Object.entries(value);
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  wrong(
    pointer,
    value === undefined ? `"${name}" is missing; it ${what}.` : `"${name}" has to be an object; it ${what}.`,
  );
  return [];
}

interface CaseSurroundings {
  readonly responses: Members;
  readonly program: Program | undefined;
  readonly wrong: Report;
}

function checkCase(states: Json, pointer: string, { responses, program, wrong }: CaseSurroundings): void {
  if (!isJsonObject(states)) {
    wrong(pointer, 'A test case has to be an object of state names and names of responses.');
    return;
  }
  for (const [state, response] of Object.entries(states)) {
    const at = `${pointer}/${state}`;
    const problem = program && nameProblem(program, state);
    if (problem !== undefined) wrong(at, problem);
    if (typeof response !== 'string') wrong(at, 'The value has to be the name of a response in "MockedResponses".');
    else if (!responses.some(([name]) => name === response)) {
      const near = nearestName(
        response,
        responses.map(([name]) => name),
      );
      wrong(at, `"MockedResponses" has no '${response}'.${near === undefined ? '' : ` Did you mean '${near}'?`}`);
    }
  }
}

interface Invocations {
  readonly from: number;
  readonly to: number;
  readonly mock: Mock;
}

/** The entries of a response in the order of their invocations; what is wrong is reported and left out. */
function responseOf(response: Json, pointer: string, wrong: Report): readonly Invocations[] {
  if (!isJsonObject(response)) {
    wrong(pointer, 'A response has to be an object whose members are numbers of invocations: {"0": {"Return": {}}}.');
    return [];
  }
  const entries: Invocations[] = [];
  for (const [key, value] of Object.entries(response)) {
    const at = `${pointer}/${key}`;
    const range = indexRangeOf(key);
    if (!range) wrong(at, `'${key}' is neither the number of an invocation such as "0" nor a range such as "1-3".`);
    const mock = answerOf(value, at, wrong);
    if (!range || !mock) continue;
    const [from, to] = range;
    const other = entries.find((entry) => from <= entry.to && entry.from <= to);
    if (other) wrong(at, `Invocation ${Math.max(from, other.from)} has a response already.`);
    else entries.push({ from, to, mock });
  }
  return entries.sort((a, b) => a.from - b.from);
}

function answerOf(value: Json, pointer: string, wrong: Report): Mock | undefined {
  if (!isJsonObject(value)) {
    wrong(pointer, 'What an invocation gives has to be an object with "Return" or "Throw".');
    return undefined;
  }
  const unknown = Object.keys(value).find((field) => field !== 'Return' && field !== 'Throw');
  if (unknown !== undefined)
    wrong(`${pointer}/${unknown}`, `There is no "${unknown}" here; an invocation has "Return" or "Throw".`);
  const { Return, Throw } = value;
  if ((Return === undefined) === (Throw === undefined)) {
    wrong(pointer, 'An invocation needs either "Return" or "Throw".');
    return undefined;
  }
  if (Return !== undefined) return { return: Return };
  if (!isJsonObject(Throw) || typeof Throw.Error !== 'string') {
    wrong(`${pointer}/Throw`, '"Throw" needs the name of an error: {"Error": "States.TaskFailed", "Cause": "…"}.');
    return undefined;
  }
  if (Throw.Cause !== undefined && typeof Throw.Cause !== 'string')
    wrong(`${pointer}/Throw/Cause`, '"Cause" has to be text.');
  for (const field of Object.keys(Throw))
    if (field !== 'Error' && field !== 'Cause')
      wrong(`${pointer}/Throw/${field}`, `"Throw" has no "${field}"; it has "Error" and "Cause".`);
  return { throw: { error: Throw.Error, ...(typeof Throw.Cause === 'string' && { cause: Throw.Cause }) } };
}

/**
 * The test case that a name means: `HappyPath`, or `Machine#HappyPath` where several machines have one of that name.
 * Without a name it is the only one there is. `machine` is preferred where the name alone leaves a choice.
 */
export function findTestCase(
  { testCases }: AwsMockConfig,
  wanted: string | undefined,
  machine: string,
): AwsTestCase | { readonly problem: string } {
  const all = `It has ${testCases.map((one) => `'${one.machine}#${one.name}'`).join(', ') || 'none'}.`;
  if (wanted === undefined) {
    const [only, ...others] = testCases;
    if (only && others.length === 0) return only;
    return { problem: `Name the test case that is meant. ${all}` };
  }
  const at = wanted.lastIndexOf('#');
  const [name, owner] = at < 0 ? [wanted, undefined] : [wanted.slice(at + 1), wanted.slice(0, at)];
  const found = testCases.filter((one) => one.name === name && (owner === undefined || one.machine === owner));
  const own = found.filter((one) => one.machine.toLowerCase() === machine.toLowerCase());
  const [one, ...others] = own.length > 0 ? own : found;
  if (one && others.length === 0) return one;
  if (one) return { problem: `Several state machines have the test case '${name}'. ${all}` };
  return { problem: `There is no test case '${wanted}'. ${all}` };
}

/** The answers of a test case by state name. Mistakes have been told before; what is wrong is left out. */
export function mocksOfTestCase({ content }: AwsMockConfig, { machine, name }: AwsTestCase): Mocks {
  const at = (value: Json | undefined, key: string): Json | undefined =>
    isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  const states = at(at(at(content.StateMachines, machine), 'TestCases'), name);
  const mocks = new Map<string, readonly Mock[]>();
  if (!isJsonObject(states) || isJsonArray(states)) return mocks;
  for (const [state, response] of Object.entries(states)) {
    const value = typeof response === 'string' ? at(content.MockedResponses, response) : undefined;
    if (value !== undefined)
      mocks.set(
        state,
        inOrder(
          responseOf(value, '', () => {}),
          String(response),
        ),
      );
  }
  return mocks;
}

/** Answers one after the other; invocations without an entry, and those after the last, fail. */
function inOrder(entries: readonly Invocations[], response: string): readonly Mock[] {
  const missing = (from: number, more: { readonly times?: number }): Mock => ({
    throw: { error: 'States.Runtime', cause: `The mocked response '${response}' has nothing for invocation ${from}.` },
    ...more,
  });
  const mocks: Mock[] = [];
  let next = 0;
  for (const { from, to, mock } of entries) {
    if (from > next) mocks.push(missing(next, { times: from - next }));
    mocks.push({ ...mock, times: to - from + 1 });
    next = to + 1;
  }
  return [...mocks, missing(next, {})];
}
