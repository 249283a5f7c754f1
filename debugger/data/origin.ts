/**
 * Which text of the definition has made a value: the field, and where the field is a template, the member of it. A
 * client shows it as a link from the value.
 */
import { propertyOf, type Range, type State, type SyntaxNode } from '#asl';
import { machineOfPointer } from '../nested/numbering.ts';
import type { Assigner } from '../run/ledger.ts';

export interface Origin {
  readonly range: Range;
  /** The key of the machine in whose text it stands, where a task has started it. */
  readonly machine: string;
  /** What the field says, for the origins of the value's members. */
  readonly node: SyntaxNode | undefined;
}

/** The first of these fields that a node has. */
export function originOf(node: SyntaxNode, fields: readonly string[], machine: string): Origin | undefined {
  for (const name of fields) {
    const property = propertyOf(node, name);
    if (property) return { range: property.key, node: property.value, machine };
  }
  return undefined;
}

/** The origin of a member: its own text in a template, else that of the whole value. */
export function memberOrigin(origin: Origin | undefined, key: string | number): Origin | undefined {
  if (!origin) return undefined;
  const { node, machine } = origin;
  if (node?.kind === 'array' && typeof key === 'number') {
    const item = node.items[key];
    return item ? { range: item, node: item, machine } : origin;
  }
  const whole = { ...origin, node: undefined };
  if (node?.kind !== 'object' || typeof key === 'number') return whole;
  return originOf(node, [key, `${key}.$`], machine) ?? whole;
}

/** Where a state assigns a variable: in a catcher or rule that was taken, else in the state itself. */
export function assignmentOf(state: State, name: string, { catcher, chosen, pointer }: Assigner): Origin | undefined {
  const taken = [itemOf(state, 'Catch', catcher), itemOf(state, 'Choices', chosen)];
  for (const node of [...taken, state.node]) {
    const assign = node && propertyOf(node, 'Assign')?.value;
    const origin = assign && originOf(assign, [name, `${name}.$`], machineOfPointer(pointer));
    if (origin) return origin;
  }
  return undefined;
}

function itemOf(state: State, field: string, index: number | undefined): SyntaxNode | undefined {
  const list = propertyOf(state.node, field)?.value;
  return index !== undefined && list?.kind === 'array' ? list.items[index] : undefined;
}
