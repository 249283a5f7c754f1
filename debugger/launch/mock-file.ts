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
  let isTestCaseFound = false;
  for (const named of [mocks, mockFile]) {
    if (typeof named !== 'string') continue;
    const file = host.resolve(named, base);
    const source = readMocks(await readText(host, file, 'The mock file'), baseName(file), options);
    isTestCaseFound ||= source.isTestCase;
    sources.push(source);
  }
  if (testCase !== undefined && !isTestCaseFound)
    fail('badLaunchArgument', "'testCase' names a test case of AWS's mock configuration: name its file in 'mocks'.");
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

interface ReadMocks extends MockSource {
  readonly isTestCase: boolean;
}

function readMocks(text: string, name: string, options: Parameters<typeof parseMockText>[1]): ReadMocks {
  const { mocks, problems, testCase } = parseMockText(text, options);
  const [problem] = problems;
  if (problem) {
    const positions = createPositions(text);
    const place = `${name}:${positions.lineOf(problem.start) + 1}:${positions.columnOf(problem.start) + 1}`;
    fail('invalidMocks', `${place}: ${problem.message}`);
  }
  return {
    label: testCase ? `test case ${testCase.name} of ${name}` : name,
    mocks,
    isTestCase: testCase !== undefined,
  };
}
