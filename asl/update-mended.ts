/**
 * Typing in a text elsewhere in a document of JSON that was mended: to search the repair again takes several readings
 * of the whole. A word more or less inside of a string leaves all signs and lines as they are, and so the repair.
 */
import type { AslDocument } from './document.ts';
import { isHole, nodeAt, type ObjectNode, type PropertyNode, type Range, type StringNode } from './syntax.ts';

/** The string that has changed and the property whose value it is. */
export interface ChangedString {
  readonly node: StringNode;
  readonly property: PropertyNode;
  readonly value: string;
}

/** Undefined where the change may mean more than another value of one string. */
export function stringChanged(
  previous: AslDocument,
  text: string,
  { start, end, delta }: Range & { readonly delta: number },
): ChangedString | undefined {
  const { format, problems, root } = previous;
  const [problem] = problems;
  if (format !== 'json' || problems.length !== 1 || !problem?.isMended || !problem.keepsStructure) return undefined;
  const node = nodeAt(root, start);
  const property = node?.parent;
  if (node?.kind !== 'string' || property?.kind !== 'property' || property.value !== node) return undefined;
  // What selects a type or a language decides what the rest of the state means.
  if (node.style !== 'double' || isHole(node) || SELECTING.test(property.key.value)) return undefined;
  const raw = { start: node.start + 1, end: node.end - 1 };
  if (start < raw.start || end > raw.end) return undefined;
  const before = previous.text.slice(raw.start, raw.end);
  const value = text.slice(raw.start, raw.end + delta);
  const isPlain = before === node.value && previous.text[raw.start - 1] === '"' && previous.text[raw.end] === '"';
  const isOfWords = WORDS.test(previous.text.slice(start, end)) && WORDS.test(text.slice(start, end + delta));
  const places = [problem, ...(problem.fix?.edits ?? []).map(({ range }) => range)];
  const isFar = isAside(places, node) && !isNear(previous.text, node, problem);
  return isPlain && isOfWords && isFar ? { node, property, value } : undefined;
}

const SELECTING = /^(?:Type|QueryLanguage|Ref|Fn::.*)$/;
/** Nothing that has a meaning in JSON, in a placeholder or in an expression. */
const WORDS = /^[\w .-]*$/;

/** Not one of the places before the string and another one behind it. */
const isAside = (places: readonly Range[], node: Range): boolean =>
  places.every(({ end }) => end <= node.start) || places.every(({ start }) => start >= node.end);

/** The search for a repair looks at lines: there must be one between. */
function isNear(text: string, node: Range, problem: Range): boolean {
  const between =
    node.start < problem.start ? text.slice(node.end, problem.start) : text.slice(problem.end, node.start);
  return between.split('\n', 3).length < 3;
}

/** The object of a state with another node in it: what is known of the old one is not known of it. */
export function withString({ node, property, value }: ChangedString, delta: number, state: ObjectNode): ObjectNode {
  const string: StringNode = { ...node, value, end: node.end + delta };
  (property as { value: StringNode }).value = string;
  const again: ObjectNode = { ...state };
  for (const one of again.properties) (one as { parent: ObjectNode }).parent = again;
  return again;
}
