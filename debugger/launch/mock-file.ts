/** Reads the mocks of a launch configuration; a mistake in them ends the launch with its place in the file. */
import { formatOf, jsonOf, nodeAtPointer, parseAsl, type Range } from '#asl';
import { type Json, stringifyJson } from '#asl/json';
import { type Mocks, type Program, parseMocks } from '#interpreter';
import type { LaunchArguments } from '#protocol';
import { fail } from '../errors.ts';
import { baseName, type DebugHost } from '../host.ts';
import { readText } from './definition.ts';
import { createPositions } from './positions.ts';

/** The mocks of a file in JSON or YAML, or of an object that stands in the configuration; for states of all programs. */
export async function loadMocks(
  host: DebugHost,
  { mocks, program: base }: LaunchArguments,
  programs: readonly Program[],
): Promise<Mocks> {
  if (mocks === undefined) return new Map();
  const program = together(programs);
  if (typeof mocks === 'string') {
    const file = host.resolve(mocks, base);
    return readMocks(await readText(host, file, 'The mock file'), baseName(file), program);
  }
  return readMocks(stringifyJson(mocks as unknown as Json, 2), "the launch configuration's mocks", program);
}

/** The states of all programs: a mock may be for any of them. The first program's stand under their own pointers. */
function together(programs: readonly Program[]): Program {
  const states = programs.flatMap((one, index) =>
    [...one.states].map(([pointer, state]) => [index === 0 ? pointer : `${index}${pointer}`, state] as const),
  );
  return { ...(programs[0] as Program), states: new Map(states) };
}

function readMocks(text: string, name: string, program: Program): Mocks {
  // The syntax tree has nothing to do with state machines; it gives every value its place.
  const { root, problems: mistakes } = parseAsl(text, formatOf(text));
  const positions = createPositions(text);
  const wrong = ({ start }: Range, message: string): never => {
    const place = `${name}:${positions.lineOf(start) + 1}:${positions.columnOf(start) + 1}`;
    return fail('invalidMocks', `${place}: ${message}`);
  };
  const [mistake] = mistakes;
  if (mistake) wrong(mistake, mistake.message);
  const { value, problems } = parseMocks(root ? jsonOf(root, text) : null, program);
  const [problem] = problems;
  if (problem) wrong(root ? nodeAtPointer(root, problem.pointer) : { start: 0, end: 0 }, problem.message);
  return value;
}
