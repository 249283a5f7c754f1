/** Reads the mocks of a launch configuration; a mistake in them ends the launch with its place in the file. */
import { type Json, stringifyJson } from '#asl/json';
import { type Mocks, type Program, parseMockText } from '#interpreter';
import type { LaunchArguments } from '#protocol';
import { fail } from '../errors.ts';
import { baseName, type DebugHost } from '../host.ts';
import { readText } from './definition.ts';
import { createPositions } from './positions.ts';

/** The mocks of a file in JSON or YAML, or of an object that stands in the configuration; for states of all programs. */
export async function loadMocks(
  host: DebugHost,
  { mocks, testCase, program: base }: LaunchArguments,
  programs: readonly Program[],
): Promise<Mocks> {
  if (mocks === undefined) return new Map();
  const options = { program: together(programs), machine: machineName(base), testCase };
  if (typeof mocks !== 'string')
    return readMocks(stringifyJson(mocks as unknown as Json, 2), "the launch configuration's mocks", options);
  const file = host.resolve(mocks, base);
  return readMocks(await readText(host, file, 'The mock file'), baseName(file), options);
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

function readMocks(text: string, name: string, options: Parameters<typeof parseMockText>[1]): Mocks {
  const { mocks, problems, testCases } = parseMockText(text, options);
  const [problem] = problems;
  if (problem) {
    const positions = createPositions(text);
    const place = `${name}:${positions.lineOf(problem.start) + 1}:${positions.columnOf(problem.start) + 1}`;
    fail('invalidMocks', `${place}: ${problem.message}`);
  }
  if (options.testCase !== undefined && !testCases)
    fail('badLaunchArgument', `'testCase' names one of AWS's test cases, and ${name} is not AWS's mock configuration.`);
  return mocks;
}
