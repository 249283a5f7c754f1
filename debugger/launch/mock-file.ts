/** Reads the mocks of a launch configuration; a mistake in them ends the launch with its place in the file. */
import { formatOf, jsonOf, type PropertyNode, parseAsl, pointerOf, type Range, type SyntaxNode } from '#asl';
import { type Json, stringifyJson } from '#asl/json';
import { type Mocks, type Program, parseMocks } from '#interpreter';
import type { LaunchArguments } from '#protocol';
import { fail } from '../errors.ts';
import { baseName, type DebugHost } from '../host.ts';
import { readText } from './definition.ts';
import { createPositions } from './positions.ts';

/** The mocks of a file in JSON or YAML, or of an object that stands in the configuration. */
export async function loadMocks(
  host: DebugHost,
  { mocks, program: base }: LaunchArguments,
  program: Program,
): Promise<Mocks> {
  if (mocks === undefined) return new Map();
  if (typeof mocks === 'string') {
    const file = host.resolve(mocks, base);
    return readMocks(await readText(host, file, 'The mock file'), baseName(file), program);
  }
  return readMocks(stringifyJson(mocks as unknown as Json, 2), "the launch configuration's mocks", program);
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

/** The node at a pointer; its key where it is the value of a property. */
function nodeAtPointer(root: SyntaxNode, pointer: string): SyntaxNode | PropertyNode {
  const found = findNode(root, pointer);
  return found?.parent?.kind === 'property' ? found.parent : (found ?? root);
}

function findNode(node: SyntaxNode, pointer: string): SyntaxNode | undefined {
  if (pointerOf(node) === pointer) return node;
  const children =
    node.kind === 'object'
      ? node.properties.flatMap(({ value }) => value ?? [])
      : node.kind === 'array'
        ? node.items
        : [];
  for (const child of children) {
    const found = findNode(child, pointer);
    if (found) return found;
  }
  return undefined;
}
