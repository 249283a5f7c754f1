/** The text of a mock file, ours in JSON or YAML or AWS's, with its mistakes at their places in the text. */
import { formatOf, jsonOf, nodeAtPointer, parseAsl, type Range } from '#asl';
import type { Json } from '#asl/json';
import type { Program } from '../program/program.ts';
import { type AwsTestCase, findTestCase, isAwsMockConfig, mocksOfTestCase, parseAwsMocks } from './aws-mocks.ts';
import type { MockProblem, Mocks } from './mocks.ts';
import { parseMocks } from './parse-mocks.ts';

export interface MockTextProblem extends Range {
  readonly message: string;
}

export interface MockText {
  readonly mocks: Mocks;
  readonly problems: readonly MockTextProblem[];
  /** Those that an AWS configuration has; undefined for a file of ours. */
  readonly testCases?: readonly AwsTestCase[];
  /** The test case that the mocks are of. */
  readonly testCase?: AwsTestCase;
}

export interface MockTextOptions {
  /** The states that may be answered. */
  readonly program?: Program;
  /** The name of the machine, by which AWS's file knows it. */
  readonly machine: string;
  /** `HappyPath` or `Machine#HappyPath`. */
  readonly testCase?: string | undefined;
}

/** Reads a mock file for an execution. Never throws; problems are those that concern this execution. */
export function parseMockText(text: string, options: MockTextOptions): MockText {
  const { content, broken, placed } = read(text);
  if (broken) return { mocks: new Map(), problems: [broken] };
  if (!isAwsMockConfig(content)) {
    const { value, problems } = parseMocks(content, options.program);
    return { mocks: value, problems: problems.map(placed) };
  }
  const found = findTestCase(
    parseAwsMocks(content, () => undefined),
    options.testCase,
    options.machine,
  );
  if ('problem' in found) {
    const { testCases } = parseAwsMocks(content, () => undefined);
    return { mocks: new Map(), problems: [placed({ pointer: '/', message: found.problem })], testCases };
  }
  const config = parseAwsMocks(content, (name) => (name === found.machine ? options.program : undefined));
  return {
    mocks: mocksOfTestCase(config, found),
    problems: config.problems.filter(({ pointer }) => concerns(pointer, content, found)).map(placed),
    testCases: config.testCases,
    testCase: found,
  };
}

/** All that is wrong with a mock file. `programOf` gives a machine that its name or the file speaks of, where known. */
export function mockTextProblems(
  text: string,
  programOf: (machine: string | undefined) => Program | undefined,
): readonly MockTextProblem[] {
  const { content, broken, placed } = read(text);
  if (broken) return [broken];
  const { problems } = isAwsMockConfig(content)
    ? parseAwsMocks(content, programOf)
    : parseMocks(content, programOf(undefined));
  return problems.map(placed);
}

interface ReadText {
  readonly content: Json;
  /** The text is neither JSON nor YAML. */
  readonly broken: MockTextProblem | undefined;
  readonly placed: (problem: MockProblem) => MockTextProblem;
}

function read(text: string): ReadText {
  // The syntax tree has nothing to do with state machines; it gives every value its place.
  const { root, problems } = parseAsl(text, formatOf(text));
  const [mistake] = problems;
  return {
    content: root ? jsonOf(root, text) : null,
    broken: mistake && { start: mistake.start, end: mistake.end, message: mistake.message },
    placed: ({ pointer, message }) => {
      const node = root ? nodeAtPointer(root, pointer) : { start: 0, end: 0 };
      const { start, end } = 'key' in node ? { start: node.start, end: node.end } : node;
      return { start, end, message };
    },
  };
}

/** Mistakes in other test cases, and in responses that only they name, do not concern an execution. */
function concerns(pointer: string, content: Json, { machine, name }: AwsTestCase): boolean {
  const own = `/StateMachines/${machine}/TestCases/${name}`;
  if (pointer === '/MockedResponses' || pointer === own || pointer.startsWith(`${own}/`)) return true;
  const [, response = ''] = /^\/MockedResponses\/(.*)$/s.exec(pointer) ?? [];
  const states = Object.values(membersAt(content, ['StateMachines', machine, 'TestCases', name]));
  return states.some((used) => typeof used === 'string' && (response === used || response.startsWith(`${used}/`)));
}

function membersAt(value: Json, path: readonly string[]): { readonly [key: string]: Json } {
  let at: Json | undefined = value;
  for (const key of path) at = typeof at === 'object' && at !== null ? (at as { [key: string]: Json })[key] : undefined;
  return typeof at === 'object' && at !== null ? (at as { [key: string]: Json }) : {};
}

/** The names of the machines that an AWS configuration speaks of; undefined for a file of ours. */
export function mockMachinesOf(text: string): readonly string[] | undefined {
  const { content } = read(text);
  return isAwsMockConfig(content) ? Object.keys(membersAt(content, ['StateMachines'])) : undefined;
}

/** The test cases of an AWS configuration, each as `Machine#Name`; none for a file of ours. */
export function testCasesOf(text: string): readonly string[] {
  const { content } = read(text);
  if (!isAwsMockConfig(content)) return [];
  return parseAwsMocks(content, () => undefined).testCases.map(({ machine, name }) => `${machine}#${name}`);
}
