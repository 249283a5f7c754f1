/**
 * Everything that an editor's feature needs to know about a cursor: which machine, scope and state, which object and
 * field of the language, key or value, which expression and where in it. Half-typed text has a place too.
 */
import type { AslDocument } from '../document.ts';
import type { Machine, Scope, State } from '../model.ts';
import {
  lastBefore,
  nodeAt,
  type ObjectNode,
  type PropertyNode,
  type Range,
  type ScalarNode,
  type StringNode,
  type SyntaxNode,
} from '../syntax.ts';
import { type ExpressionPlace, expressionAt } from './expression.ts';
import { type FieldPlace, fieldAround, type Role, roleOf, roleUnder } from './roles.ts';
import { newMemberAt } from './yaml.ts';

export interface Place {
  readonly offset: number;
  readonly machine: Machine;
  /** The scope whose states can be named here. */
  readonly scope: Scope;
  readonly state: State | undefined;
  /** The innermost node at the cursor. */
  readonly node: SyntaxNode | PropertyNode | undefined;
  /** `member`: between the members of an object, where a new one may begin; `item`: the same in a list. */
  readonly on: 'key' | 'value' | 'member' | 'item';
  /** The object whose key, value or new member this is; undefined while the object itself is not there yet (YAML). */
  readonly object: ObjectNode | undefined;
  /** What that object is in the language. */
  readonly role: Role | undefined;
  /** The property at the cursor, or the one whose list or coming object it is. */
  readonly property: PropertyNode | undefined;
  /** The field of the language in whose value the cursor stands, directly or deep inside. */
  readonly field: FieldPlace | undefined;
  /** What is already typed of the key or value at the cursor, to be replaced by a completion. */
  readonly typed: Range;
  /** The string at the cursor. */
  readonly string: StringNode | undefined;
  /** The expression at the cursor. */
  readonly expression: ExpressionPlace | undefined;
}

type Found = Pick<Place, 'on' | 'object' | 'property' | 'typed' | 'string'> & { readonly role?: Role | undefined };

/** The place of a cursor; undefined where the text holds no machine there. */
export function placeOf(doc: AslDocument, offset: number): Place | undefined {
  const machine = doc.machines.find(({ node }) => offset >= node.start && offset <= node.end) ?? wholeMachine(doc);
  if (!machine) return undefined;
  const node = nodeAt(machine.node, offset);
  const found = newMemberAt(doc, machine, offset, node) ?? foundAt(doc, offset, node, machine);
  const anchor = found.property ?? found.object ?? machine.node;
  const role = 'role' in found ? found.role : found.object && roleOf(found.object, machine);
  const state = stateAround(found, machine);
  const inner = state?.scopes.find((scope) => offset >= scope.node.start && offset <= scope.node.end);
  const field = found.on === 'member' ? payloadField(role) : fieldAround(anchor, machine);
  return {
    offset,
    machine,
    scope: inner ?? state?.scope ?? machine.scope,
    state,
    node,
    ...found,
    role,
    field,
    expression: found.on === 'value' && found.string ? expressionAt(doc.text, found.string, field, offset) : undefined,
  };
}

const wholeMachine = (doc: AslDocument): Machine | undefined =>
  doc.root && doc.machines[0]?.node === doc.root ? doc.machines[0] : undefined;

const payloadField = (role: Role | undefined): FieldPlace | undefined =>
  role?.kind === 'payload' ? role.field : undefined;

function stateAround(found: Found, machine: Machine): State | undefined {
  for (let up: SyntaxNode | PropertyNode | undefined = found.property ?? found.object; up; up = up.parent) {
    const state: State | undefined =
      up.kind === 'object'
        ? machine.byNode.get(up)
        : up.kind === 'property' && up.value?.kind === 'object'
          ? machine.byNode.get(up.value)
          : undefined;
    if (state) return state;
  }
  return undefined;
}

function foundAt(
  doc: AslDocument,
  offset: number,
  node: SyntaxNode | PropertyNode | undefined,
  machine: Machine,
): Found {
  if (!node) return { on: 'member', object: machine.node, property: undefined, typed: at(offset), string: undefined };
  switch (node.kind) {
    case 'object':
      return inObject(doc, offset, node);
    case 'array': {
      const outside = node.flow && (offset <= node.start || offset >= node.end);
      const property = propertyAround(node);
      const object = property?.parent?.kind === 'object' ? property.parent : undefined;
      return { on: outside ? 'value' : 'item', object, property, typed: at(offset), string: undefined };
    }
    case 'property': {
      const colon = doc.text.slice(node.key.end, offset).includes(':');
      return {
        ...ofProperty(node),
        on: colon ? 'value' : 'key',
        typed: colon ? at(offset) : node.key,
        string: undefined,
      };
    }
    default:
      return inScalar(doc, node, machine);
  }
}

function inScalar(doc: AslDocument, node: ScalarNode, machine: Machine): Found {
  const string = node.kind === 'string' ? node : undefined;
  const { parent } = node;
  if (parent?.kind === 'property' && parent.key === node)
    return { ...ofProperty(parent), on: 'key', typed: node, string };
  const property = propertyAround(node);
  const value: Found = { ...ofProperty(property), on: 'value', typed: node, string };
  // In YAML the first word of an object that is just being typed is a plain string.
  if (doc.format === 'yaml' && string?.style === 'plain' && property) {
    const role = roleUnder(property, machine);
    if (role && (role.kind !== 'payload' || isFirstOnLine(doc.text, node.start)))
      return { on: 'member', object: undefined, property, typed: node, string, role };
  }
  return value;
}

/** A text in the place of a payload stands behind its key, or goes on below it; an object begins on a line of its own. */
const isFirstOnLine = (text: string, offset: number): boolean =>
  /^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));

function inObject(doc: AslDocument, offset: number, node: ObjectNode): Found {
  const outside = node.flow && (offset <= node.start || offset >= node.end);
  const holder = propertyAround(node);
  if (outside && holder) return { ...ofProperty(holder), on: 'value', typed: at(offset), string: undefined };
  const before = lastBefore(node, offset);
  if (before && !before.value && /^\s*:\s*$/.test(doc.text.slice(before.key.end, offset)))
    return { ...ofProperty(before), on: 'value', typed: at(offset), string: undefined };
  return { on: 'member', object: node, property: holder, typed: at(offset), string: undefined };
}

const at = (offset: number): Range => ({ start: offset, end: offset });

const ofProperty = (property: PropertyNode | undefined): Pick<Found, 'object' | 'property'> => ({
  object: property?.parent?.kind === 'object' ? property.parent : undefined,
  property,
});

/** The property in whose value the node stands. */
function propertyAround(node: SyntaxNode): PropertyNode | undefined {
  let up = node.parent;
  while (up && up.kind !== 'property') up = up.parent;
  return up;
}
