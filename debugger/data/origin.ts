/**
 * Which text of the definition has made a value: the field, and where the field is a template, the member of it. A
 * client shows it as a link from the value.
 */
import { propertyOf, type Range, type State, type SyntaxNode } from '#asl';
import type { Assigner } from '../run/ledger.ts';

export interface Origin {
  readonly range: Range;
  /** What the field says, for the origins of the value's members. */
  readonly node: SyntaxNode | undefined;
}

/** The first of these fields that a node has. */
export function originOf(node: SyntaxNode, fields: readonly string[]): Origin | undefined {
  for (const name of fields) {
    const property = propertyOf(node, name);
    if (property) return { range: property.key, node: property.value };
  }
  return undefined;
}

/** The origin of a member: its own text in a template, else that of the whole value. */
export function memberOrigin(origin: Origin | undefined, key: string | number): Origin | undefined {
  const node = origin?.node;
  if (node?.kind === 'array' && typeof key === 'number') {
    const item = node.items[key];
    return item ? { range: item, node: item } : origin;
  }
  if (node?.kind !== 'object' || typeof key === 'number') return origin && { range: origin.range, node: undefined };
  return originOf(node, [key, `${key}.$`]) ?? { range: origin?.range ?? node, node: undefined };
}

/** Where a state assigns a variable: in a catcher or rule that was taken, else in the state itself. */
export function assignmentOf(state: State, name: string, { catcher, chosen }: Assigner): Origin | undefined {
  const taken = [itemOf(state, 'Catch', catcher), itemOf(state, 'Choices', chosen)];
  for (const node of [...taken, state.node]) {
    const assign = node && propertyOf(node, 'Assign')?.value;
    const origin = assign && originOf(assign, [name, `${name}.$`]);
    if (origin) return origin;
  }
  return undefined;
}

function itemOf(state: State, field: string, index: number | undefined): SyntaxNode | undefined {
  const list = propertyOf(state.node, field)?.value;
  return index !== undefined && list?.kind === 'array' ? list.items[index] : undefined;
}
