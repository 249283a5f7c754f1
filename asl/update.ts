/**
 * The next version of a document, for an editor: after a change inside one state only that state is read again, and
 * the rest of the tree moves into the new document. The outcome equals that of `parseAsl` on the new text.
 */
import { type AslDocument, parseAsl } from './document.ts';
import { type Machine, rebuildState, type State, stateAt } from './model.ts';
import {
  isHole,
  type ObjectNode,
  type ParsedText,
  type PropertyNode,
  type Range,
  type SyntaxNode,
  type SyntaxProblem,
} from './syntax.ts';
import { MAX_DEPTH, readJsonSyntax } from './text/json-reader.ts';
import { isMeantAsItStands } from './text/json-syntax.ts';
import { ownText } from './text/own-text.ts';
import { coverBraces } from './text/yaml-braces.ts';
import { readPlainYaml } from './text/yaml-plain.ts';
import { stringChanged, withString } from './update-mended.ts';

/** Where two versions of a text differ: `start` to `end` in the old one became `start` to `end + delta`. */
interface Change extends Range {
  readonly delta: number;
}

/**
 * Parses `text`, the new version of `previous`.
 * Invariant: `previous` is used up. Its nodes and states live on, at their new places, in the outcome; whoever keeps
 * something over a change keeps offsets, not nodes.
 */
export const updateAsl = (previous: AslDocument, text: string): AslDocument =>
  movedAsl(previous, text) ?? parseAsl(text, previous.format);

/**
 * The same, but undefined where all of the text has to be read again: who lets go of `previous` first never has two
 * trees of a large text in memory.
 */
export function movedAsl(previous: AslDocument, text: string): AslDocument | undefined {
  if (previous.text === text || !previous.root) return undefined;
  const change = changeBetween(previous.text, text);
  const state = stateAround(previous.machines, change);
  return state && (updatedInState(previous, text, change, state) ?? updatedInString(previous, text, change, state));
}

/** Undefined where the change is not inside one state, or where a bracket or quote makes it reach further. */
function updatedInState(previous: AslDocument, text: string, change: Change, state: State): AslDocument | undefined {
  const { root, format } = previous;
  const { node } = state;
  if (!root || !isSound(previous)) return undefined;
  // A block of YAML is read with the blanks before its first line, which say how far it reaches.
  const from = format === 'json' ? node.start : text.lastIndexOf('\n', node.start - 1) + 1;
  const part = ownText(text.slice(from, node.end + change.delta));
  const read =
    format === 'json' ? jsonAgain(part, depthOf(node)) : yamlAgain(part, node, text.slice(node.end + change.delta));
  if (!read) return undefined;
  // What is wrong before a value (a missing colon) is said of its first bracket, and what is behind it (a missing
  // comma) of its last.
  const outside = ({ start }: Range): boolean => start <= node.start || start >= node.end - 1;
  // Two problems may have one cause, which only the whole text tells.
  if (previous.problems.filter(outside).length + read.problems.length > 1) return undefined;

  moveAfter(root, node, change);
  moveAll(read.root, from);
  (state.property as Mutable<PropertyNode>).value = read.root;
  (read.root as Mutable<ObjectNode>).parent = state.property;
  rebuildState(state, read.root);
  const merged = <T extends Range>(before: readonly T[], inside: readonly T[], move: Move<T>): readonly T[] =>
    inOrder([
      ...before.filter(outside).map((one) => (one.start < change.end ? one : move(one, change.delta))),
      ...inside.map((one) => move(one, from)),
    ]);
  return {
    ...previous,
    text,
    problems: merged(previous.problems, read.problems, movedProblem),
    comments: merged<Range>(previous.comments, read.comments, moved),
  };
}

/** In a text that was mended elsewhere. Undefined where the change is more than a word inside of one string. */
function updatedInString(previous: AslDocument, text: string, change: Change, state: State): AslDocument | undefined {
  const { root, problems, comments } = previous;
  const changed = state.scopes.length === 0 ? stringChanged(previous, text, change) : undefined;
  if (!root || !changed) return undefined;
  moveAfter(root, changed.node, change);
  const node = withString(changed, change.delta, state.node);
  (state.property as Mutable<PropertyNode>).value = node;
  rebuildState(state, node);
  const movedOn = <T extends Range>(list: readonly T[], move: Move<T>): readonly T[] =>
    list.map((one) => (one.start < change.end ? one : move(one, change.delta)));
  return {
    ...previous,
    text,
    problems: movedOn(problems, movedProblem),
    comments: movedOn<Range>(comments, moved),
  };
}

/**
 * Where a bracket was missing, nobody knows where the state ended; a mended text may be meant otherwise now. In YAML
 * one line can change what all lines below it mean.
 */
function isSound({ format, problems, isPlain }: AslDocument): boolean {
  if (format === 'yaml') return isPlain === true && problems.length === 0;
  return problems.every(({ keepsStructure, isMended }) => keepsStructure === true && !isMended);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The innermost state whose braces, or whose lines, hold the change without their ends being touched by it. */
function stateAround(machines: readonly Machine[], { start, end }: Change): State | undefined {
  for (const machine of machines) {
    for (let state = stateAt(machine, start); state; state = state.scope.owner)
      if (state.node.start < start && end < state.node.end) return state;
  }
  return undefined;
}

type ReadAgain = (ParsedText & { readonly root: ObjectNode }) | undefined;

/** The tree of an object's text; undefined where the text is not exactly one object with every bracket closed. */
function jsonAgain(part: string, depth: number): ReadAgain {
  const parsed = readJsonSyntax(part, MAX_DEPTH - depth);
  const { root } = parsed;
  if (root?.kind !== 'object' || root.end !== part.length || isHole(root)) return undefined;
  return isMeantAsItStands(part, parsed) ? { ...parsed, root } : undefined;
}

/** The tree of a block of whole lines; undefined where they are not exactly one mapping in the column of `before`. */
function yamlAgain(part: string, before: ObjectNode, rest: string): ReadAgain {
  if (before.flow) return undefined;
  const plain = readPlainYaml(coverBraces(part));
  const root = plain?.root;
  if (!plain || root?.kind !== 'object' || root.flow || isHole(root)) return undefined;
  const column = /^ */.exec(part)?.[0].length;
  if (root.start !== column || root.end !== part.length) return undefined;
  // What stands deeper below, a comment, may be text of the last value now.
  const next = /^(?:[ ]*\r?\n)*([ ]*)[^ \r\n]/.exec(rest)?.[1]?.length ?? 0;
  return next < column ? { root, problems: [], comments: plain.comments } : undefined;
}

/** How many containers stand around the node. */
function depthOf(node: SyntaxNode): number {
  let depth = 0;
  for (let up = node.parent; up; up = up.parent) if (up.kind !== 'property') depth++;
  return depth;
}

/** Moves what stands behind the change, and the ends of what holds it; `replaced` is left alone. */
function moveAfter(node: SyntaxNode | PropertyNode, replaced: SyntaxNode, { end, delta }: Change): void {
  if (delta === 0) return;
  const visit = (one: SyntaxNode | PropertyNode): void => {
    if (one.end <= end || one === replaced) return;
    if (one.start >= end) {
      moveAll(one, delta);
      return;
    }
    (one as Mutable<SyntaxNode>).end += delta;
    if (one.kind === 'object') for (const property of one.properties) visit(property);
    else if (one.kind === 'array') for (const item of one.items) visit(item);
    else if (one.kind === 'property') {
      visit(one.key);
      if (one.value) visit(one.value);
    }
  };
  visit(node);
}

/** Half of a document moves with each key: no function is called for a child but this one, and none for scalars. */
function moveAll(node: SyntaxNode | PropertyNode, delta: number): void {
  move(node, delta);
  switch (node.kind) {
    case 'property':
      move(node.key, delta);
      if (node.value) moveAll(node.value, delta);
      return;
    case 'object':
      for (const property of node.properties) moveAll(property, delta);
      return;
    case 'array':
      for (const item of node.items) moveAll(item, delta);
      return;
    default:
  }
}

function move(node: Mutable<SyntaxNode | PropertyNode>, delta: number): void {
  node.start += delta;
  node.end += delta;
}

const moved = <T extends Range>(one: T, delta: number): T => ({
  ...one,
  start: one.start + delta,
  end: one.end + delta,
});

type Move<T> = (one: T, delta: number) => T;

function movedProblem(problem: SyntaxProblem, delta: number): SyntaxProblem {
  const { fix } = problem;
  const at = moved(problem, delta);
  if (!fix) return at;
  return { ...at, fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, range: moved(edit.range, delta) })) } };
}

const inOrder = <T extends Range>(list: T[]): readonly T[] => list.sort((a, b) => a.start - b.start);

/** Long equal parts are compared a block at a time, which the machine does as one comparison of memory. */
const BLOCK = 4096;

/** The smallest change that makes `after` of `before`; the two differ. */
function changeBetween(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + BLOCK <= shorter && before.slice(start, start + BLOCK) === after.slice(start, start + BLOCK))
    start += BLOCK;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  const tail = (text: string, from: number) => text.slice(text.length - from - BLOCK, text.length - from);
  while (same + BLOCK <= shorter - start && tail(before, same) === tail(after, same)) same += BLOCK;
  const last = (text: string) => text.charCodeAt(text.length - 1 - same);
  while (same < shorter - start && last(before) === last(after)) same++;
  return { start, end: before.length - same, delta: after.length - before.length };
}
