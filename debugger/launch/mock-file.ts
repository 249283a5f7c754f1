/** Reads the mocks of a launch configuration; a mistake in them ends the launch with its place in the file. */
import { type Json, stringifyJson } from '#asl/json';
import { type Program, parseMockText } from '#interpreter';
import type { LaunchArguments } from '#protocol';
import { fail } from '../errors.ts';
import { baseName, type DebugHost } from '../host.ts';
import type { MockSource } from '../tasks/answers.ts';
import { readText } from './definition.ts';
import { createPositions } from './positions.ts';

/**
 * The mocks that stand in the configuration, then those of a file in JSON or YAML, ours or AWS's; for states of all
 * programs.
 */
export async function loadMocks(
  host: DebugHost,
  { mocks, mockFile, testCase, program: base }: LaunchArguments,
  programs: readonly Program[],
): Promise<readonly MockSource[]> {
  const options = { program: together(programs), machine: machineName(base), testCase };
  const sources: MockSource[] = [];
  if (typeof mocks === 'object') {
    const text = stringifyJson(mocks as unknown as Json, 2);
    const { mocks: own } = readMocks(text, "the launch configuration's mocks", { ...options, testCase: undefined });
    sources.push({ label: 'the launch configuration', mocks: own });
  }
  const named = typeof mocks === 'string' ? mocks : mockFile;
  if (named !== undefined) {
    const file = host.resolve(named, base);
    sources.push(readMocks(await readText(host, file, 'The mock file'), baseName(file), options));
  } else if (testCase !== undefined)
    fail('badLaunchArgument', "'testCase' needs AWS's mock configuration: name its file in 'mockFile'.");
  return sources;
}

/** `order.asl.json` defines the machine `order`. */
export function machineName(program: string): string {
  return baseName(program).replace(/(?:\.asl)?(?:\.(?:json|ya?ml))?$/i, '');
}

/** The states of all programs: a mock may be for any of them. The first program's stand under their own pointers. */
function together(programs: readonly Program[]): Program {
  const states = programs.flatMap((one, index) =>
    [...one.states].map(([pointer, state]) => [index === 0 ? pointer : `${index}${pointer}`, state] as const),
  );
  return { ...(programs[0] as Program), states: new Map(states) };
}

function readMocks(text: string, name: string, options: Parameters<typeof parseMockText>[1]): MockSource {
  const { mocks, problems, testCases, testCase } = parseMockText(text, options);
  const [problem] = problems;
  if (problem) {
    const positions = createPositions(text);
    const place = `${name}:${positions.lineOf(problem.start) + 1}:${positions.columnOf(problem.start) + 1}`;
    fail('invalidMocks', `${place}: ${problem.message}`);
  }
  if (options.testCase !== undefined && !testCases)
    fail('badLaunchArgument', `'testCase' names one of AWS's test cases, and ${name} is not AWS's mock configuration.`);
  return { label: testCase ? `test case ${testCase.name} of ${name}` : name, mocks };
}
