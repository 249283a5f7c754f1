/**
 * What an object of the text is in the language: the machine, a state, a retrier, part of a payload template, …
 * Found by walking up from the object to its machine, so that the answer costs the depth and not the size of a text.
 */
import type { Machine, State } from '../model.ts';
import { STATE_TYPES } from '../model.ts';
import { findField, machineSpec, objectSpecs, stateSpecs, untypedStateSpec } from '../spec/index.ts';
import type { FieldSpec, ObjectSpec } from '../spec/types.ts';
import { type ObjectNode, type PropertyNode, type SyntaxNode, stringOf } from '../syntax.ts';

/** A field of the language at its place in the text. */
export interface FieldPlace {
  readonly spec: FieldSpec;
  readonly property: PropertyNode;
  /** The object spec that has the field. */
  readonly object: ObjectSpec;
  /** The state in or of which the field is; undefined for fields of the machine itself. */
  readonly state: State | undefined;
  readonly machine: Machine;
}

export type Role =
  /** An object whose fields the language names. */
  | { readonly kind: 'spec'; readonly spec: ObjectSpec }
  /** A state whose `Type` is missing or unknown. */
  | { readonly kind: 'state' }
  /** A `States` object: its members are states. */
  | { readonly kind: 'states' }
  /** Part of the value of a field that holds any JSON: a payload template, `Assign`, `Result`. */
  | { readonly kind: 'payload'; readonly field: FieldPlace };

/** What the object is; undefined for one that has no place in the language. */
export function roleOf(node: ObjectNode, machine: Machine): Role | undefined {
  if (node === machine.node) return { kind: 'spec', spec: machineSpec };
  const holder = holderOf(node);
  return holder && roleUnder(holder, machine, node);
}

/** What an object is, or would be, that stands as value of the property, directly or as an item of a list. */
export function roleUnder(holder: PropertyNode, machine: Machine, node?: ObjectNode): Role | undefined {
  const owner = holder.parent;
  const role = owner?.kind === 'object' ? roleOf(owner, machine) : undefined;
  switch (role?.kind) {
    case 'states': {
      const type = stringOf(node, 'Type');
      const known = STATE_TYPES.find((name) => name === type);
      return known ? { kind: 'spec', spec: stateSpecs[known] } : { kind: 'state' };
    }
    case 'payload':
      return role;
    case 'spec':
      return roleInField(role.spec, holder, machine);
    default:
      return undefined;
  }
}

function roleInField(object: ObjectSpec, holder: PropertyNode, machine: Machine): Role | undefined {
  const spec = findField(object, holder.key.value);
  switch (spec?.kind) {
    case 'states':
      return { kind: 'states' };
    case 'object':
    case 'objects':
    case 'scope':
    case 'scopes': {
      const inner = spec.object === undefined ? undefined : objectSpecs[spec.object];
      return inner && { kind: 'spec', spec: inner };
    }
    case 'template':
    case 'assign':
    case 'json':
      return { kind: 'payload', field: { spec, property: holder, object, state: stateOf(holder, machine), machine } };
    default:
      return undefined;
  }
}

/** The field that the property is, when the language knows it at this place. */
export function fieldOf(property: PropertyNode, machine: Machine): FieldPlace | undefined {
  const role = property.parent?.kind === 'object' ? roleOf(property.parent, machine) : undefined;
  const object = role?.kind === 'spec' ? role.spec : role?.kind === 'state' ? untypedStateSpec : undefined;
  const spec = object && findField(object, property.key.value);
  return object && spec && { spec, property, object, state: stateOf(property, machine), machine };
}

/** The nearest field of the language in whose name or value the node stands. */
export function fieldAround(node: SyntaxNode | PropertyNode, machine: Machine): FieldPlace | undefined {
  for (let up: SyntaxNode | PropertyNode | undefined = node; up; up = up.parent) {
    if (up.kind !== 'property' || up.parent?.kind !== 'object') continue;
    const role = roleOf(up.parent, machine);
    if (role?.kind === 'payload') return role.field;
    return role?.kind === 'spec' || role?.kind === 'state' ? fieldOf(up, machine) : undefined;
  }
  return undefined;
}

/** The innermost state in or of which the node is. */
export function stateOf(node: SyntaxNode | PropertyNode, machine: Machine): State | undefined {
  for (let up: SyntaxNode | PropertyNode | undefined = node; up; up = up.parent) {
    const state = up.kind === 'object' ? machine.byNode.get(up) : undefined;
    if (state) return state;
  }
  return undefined;
}

/** The property in whose value the object stands, directly or as an item of a list. */
function holderOf(node: ObjectNode): PropertyNode | undefined {
  let up = node.parent;
  while (up?.kind === 'array') up = up.parent;
  return up?.kind === 'property' ? up : undefined;
}
