/** What may stand at a place in launch.json beyond what its schema knows: names of states and test cases, and files. */
import { findNodeAtLocation, getLocation, getNodeValue, type Location, parseTree } from 'jsonc-parser';

/** What is wanted at the cursor. `start` and `end` are the text that a choice replaces. */
export interface LaunchPlace {
  readonly start: number;
  readonly end: number;
  readonly wanted: Wanted;
}

export type Wanted =
  | { readonly kind: 'states'; readonly program: string }
  | { readonly kind: 'testCases'; readonly mocks: string }
  /** Files of the workspace by a pattern. */
  | { readonly kind: 'files'; readonly pattern: string };

const DEFINITIONS = '**/*.{asl,asl.json,asl.yaml,asl.yml}';
const MOCKS = '**/{*.mocks.json,*.mocks.yaml,*.mocks.yml,MockConfigFile*.json}';
const JSON_FILES = '**/*.json';

/** Attributes that name a file, with the files that fit; those that hold names of files do so by any name. */
const FILES: Readonly<Record<string, string>> = {
  program: DEFINITIONS,
  inputFile: '**/*.{input.json,json}',
  mocks: MOCKS,
  mockFile: MOCKS,
  recording: JSON_FILES,
  history: JSON_FILES,
  machines: DEFINITIONS,
  handlers: '**/*.{js,cjs,mjs,py}',
};
const BY_NAME = ['machines', 'handlers'];

/** Understands half-typed text; undefined where nothing of the workspace belongs. */
export function launchPlaceAt(text: string, offset: number): LaunchPlace | undefined {
  const location = getLocation(text, offset);
  const { path, isAtPropertyKey, previousNode } = location;
  const [root, index, attribute, name, file] = path;
  if (isAtPropertyKey || root !== 'configurations' || typeof index !== 'number') return undefined;
  const config = configurationAt(text, location);
  if (config.type !== 'asl' || typeof attribute !== 'string') return undefined;
  const isByName = BY_NAME.includes(attribute);
  const fits = isByName ? path.length === 4 || (path.length === 5 && file === 'file') : path.length === 3;
  const wanted = fits && (!isByName || name !== '') ? wantedFor(attribute, config) : undefined;
  if (!wanted) return undefined;
  const isInside = previousNode && previousNode.offset <= offset && offset <= previousNode.offset + previousNode.length;
  return isInside
    ? { start: previousNode.offset, end: previousNode.offset + previousNode.length, wanted }
    : { start: offset, end: offset, wanted };
}

function wantedFor(attribute: string, { program, mocks }: Readonly<Record<string, unknown>>): Wanted | undefined {
  if (attribute === 'startAt') return typeof program === 'string' ? { kind: 'states', program } : undefined;
  if (attribute === 'testCase') return typeof mocks === 'string' ? { kind: 'testCases', mocks } : undefined;
  const pattern = Object.hasOwn(FILES, attribute) ? FILES[attribute] : undefined;
  return pattern === undefined ? undefined : { kind: 'files', pattern };
}

/** The texts of the configuration around the cursor, by attribute; half-typed ones are read as far as they go. */
function configurationAt(text: string, { path }: Location): Readonly<Record<string, unknown>> {
  const tree = parseTree(text);
  const node = tree && findNodeAtLocation(tree, path.slice(0, 2));
  return node ? (getNodeValue(node) as Readonly<Record<string, unknown>>) : {};
}
