/**
 * Where a new member belongs in a YAML block: blanks have no node, so the indentation of the cursor decides, as it
 * will once something is typed there.
 */
import type { AslDocument } from '../document.ts';
import type { Machine } from '../model.ts';
import {
  lastBefore,
  nodeAt,
  type ObjectNode,
  type PropertyNode,
  type Range,
  type StringNode,
  type SyntaxNode,
} from '../syntax.ts';
import { fieldOf, type Role, roleUnder } from './roles.ts';

export interface NewMember {
  readonly on: 'member' | 'item' | 'value';
  readonly object: ObjectNode | undefined;
  readonly property: PropertyNode | undefined;
  readonly typed: Range;
  readonly string: StringNode | undefined;
  readonly role?: Role | undefined;
}

/** The place of a cursor on a blank line, or behind `Key:` or `-`, of a YAML block; undefined elsewhere. */
export function newMemberAt(
  doc: AslDocument,
  machine: Machine,
  offset: number,
  node: SyntaxNode | PropertyNode | undefined,
): NewMember | undefined {
  if (doc.format !== 'yaml' || isInside(node)) return undefined;
  const { text } = doc;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const value = /^(.*[^\s:]) *: +$/.exec(before);
  if (value) return missingValue(machine, lineStart + (value[1]?.length ?? 0), offset);
  const dash = /^([ ]*(?:- +)+)$/.exec(before);
  if (!dash && !/^[ ]*$/.test(before)) return undefined;
  const rest = text.slice(offset).split('\n', 1)[0] ?? '';
  if (rest.trim() !== '' && !rest.trim().startsWith('#')) return undefined;
  const typed = { start: offset, end: offset };
  const last = lastPropertyBefore(machine, text, lineStart);
  if (!last) return { on: 'member', object: machine.node, property: undefined, typed, string: undefined };
  return dash
    ? newItem(last, text, machine, before.length, typed)
    : newBlock(last, text, machine, before.length, typed);
}

/** Behind `Key: ` with nothing after it. */
function missingValue(machine: Machine, keyEnd: number, offset: number): NewMember | undefined {
  const key = nodeAt(machine.node, keyEnd);
  const property = key?.kind === 'string' && key.parent?.kind === 'property' ? key.parent : undefined;
  if (property?.key !== key || property?.value) return undefined;
  return property && { on: 'value', ...holderOf(property), typed: { start: offset, end: offset }, string: undefined };
}

/** A block string or a flow collection has its own rules. */
function isInside(node: SyntaxNode | PropertyNode | undefined): boolean {
  return node?.kind === 'string' || ((node?.kind === 'object' || node?.kind === 'array') && node.flow);
}

/** The innermost property that ends before the line. */
function lastPropertyBefore(machine: Machine, text: string, lineStart: number): PropertyNode | undefined {
  let end = lineStart;
  // Blank lines and lines of comment belong to nothing.
  for (;;) {
    while (end > 0 && /\s/.test(text[end - 1] ?? '')) end--;
    const start = text.lastIndexOf('\n', end - 1) + 1;
    if (end <= machine.node.start || !text.slice(start, end).trimStart().startsWith('#')) break;
    end = start;
  }
  const colon = text[end - 1] === ':' ? 1 : 0;
  let node: SyntaxNode | PropertyNode | undefined = nodeAt(machine.node, Math.max(end - colon, machine.node.start));
  while (node && node.kind !== 'property') {
    if (node.kind === 'object' && !node.flow) return lastStarting(node, end) ?? propertyUp(node);
    node = node.parent;
  }
  return node;
}

function lastStarting(node: ObjectNode, end: number): PropertyNode | undefined {
  return lastBefore(node, end);
}

const columnOf = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);

function newBlock(last: PropertyNode, text: string, machine: Machine, column: number, typed: Range): NewMember {
  for (let up: PropertyNode | undefined = last; up; up = propertyUp(up.parent)) {
    const own = columnOf(text, up.key.start);
    if (own < column && !up.value) {
      const role = roleUnder(up, machine);
      const isList = ['objects', 'scopes'].includes(fieldOf(up, machine)?.spec.kind ?? '');
      if (role && !isList) return { on: 'member', object: undefined, property: up, typed, string: undefined, role };
      return { on: 'value', ...holderOf(up), typed, string: undefined };
    }
    if (own <= column && up.parent?.kind === 'object' && !up.parent.flow)
      return { on: 'member', object: up.parent, property: propertyUp(up.parent), typed, string: undefined };
  }
  return { on: 'member', object: machine.node, property: undefined, typed, string: undefined };
}

/** Behind a dash: an item of the list that stands, or is going to stand, at this indentation. */
function newItem(
  last: PropertyNode,
  text: string,
  machine: Machine,
  column: number,
  typed: Range,
): NewMember | undefined {
  const dash = columnOf(text, typed.start) - (column - text.slice(typed.start - column, typed.start).indexOf('-'));
  for (let up: PropertyNode | undefined = last; up; up = propertyUp(up.parent)) {
    if (columnOf(text, up.key.start) > dash) continue;
    if (up.value && up.value.kind !== 'array') continue;
    const role = roleUnder(up, machine);
    if (role) return { on: 'member', object: undefined, property: up, typed, string: undefined, role };
    return { on: 'item', ...holderOf(up), typed, string: undefined };
  }
  return undefined;
}

const holderOf = (property: PropertyNode): Pick<NewMember, 'object' | 'property'> => ({
  object: property.parent?.kind === 'object' ? property.parent : undefined,
  property,
});

function propertyUp(node: SyntaxNode | PropertyNode | undefined): PropertyNode | undefined {
  let up: SyntaxNode | PropertyNode | undefined = node?.kind === 'property' ? node.parent : node;
  while (up && up.kind !== 'property') up = up.parent;
  return up;
}
