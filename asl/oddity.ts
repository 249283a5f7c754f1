/**
 * How little a tree looks like a state machine: of several readings of a broken text the least odd is what was meant.
 * It only compares readings and finds no mistakes; the rules do that.
 */
import type { StateType } from './model.ts';
import { type FieldSpec, machineSpec, type ObjectSpec, objectSpecs, stateSpecs } from './spec/index.ts';
import { isHole, type ObjectNode, type SyntaxNode, stringOf } from './syntax.ts';

/** A number that grows with each field that is unknown, missing, doubled, or of another shape than its table says. */
export function oddityOf(root: SyntaxNode | undefined): number {
  return root?.kind === 'object' ? inObject(root, machineSpec) : 0;
}

function inObject(node: ObjectNode, spec: ObjectSpec): number {
  const names = new Set(node.properties.map(({ key }) => key.value));
  let odd = node.properties.length - names.size;
  const fields = TABLES.get(spec);
  for (const { key, value } of node.properties) {
    const field = fields?.get(key.value);
    // What has no value yet may be the beginning of a name.
    if (!field) odd += !value && spec.fields.some(({ name }) => name.startsWith(key.value)) ? 0 : 1;
    else if (value && !isHole(value)) odd += inValue(value, field.kind, field.object);
  }
  for (const { name, required, only } of spec.fields) if (required && !only && !names.has(name)) odd++;
  for (const { fields: group, need, only } of spec.groups ?? []) {
    if (need === 'exactly-one' && !only && group.filter((name) => names.has(name)).length !== 1) odd++;
  }
  return odd;
}

const TABLES: ReadonlyMap<ObjectSpec, ReadonlyMap<string, FieldSpec>> = new Map(
  [machineSpec, ...Object.values(objectSpecs), ...Object.values(stateSpecs)].map((spec) => [
    spec,
    new Map(spec.fields.map((field) => [field.name, field])),
  ]),
);

function inValue(value: SyntaxNode, kind: string, object: string | undefined): number {
  const inner = object === undefined ? undefined : objectSpecs[object];
  switch (kind) {
    case 'states':
      return value.kind === 'object' ? sum(value.properties, ({ value: state }) => inState(state)) : 1;
    case 'object':
    case 'scope':
      return value.kind === 'object' ? (inner ? inObject(value, inner) : 0) : 1;
    case 'objects':
    case 'scopes':
      return value.kind === 'array'
        ? sum(value.items, (item) => (item.kind === 'object' ? (inner ? inObject(item, inner) : 0) : 1))
        : 1;
    case 'errorNames':
    case 'strings':
      return value.kind === 'array' ? 0 : 1;
    default:
      return 0;
  }
}

function inState(node: SyntaxNode | undefined): number {
  if (node?.kind !== 'object') return node && isHole(node) ? 0 : 3;
  const type = stringOf(node, 'Type');
  const spec = type !== undefined && Object.hasOwn(stateSpecs, type) ? stateSpecs[type as StateType] : undefined;
  return spec ? inObject(node, spec) : 3;
}

const sum = <T>(list: readonly T[], count: (item: T) => number): number =>
  list.reduce((total, item) => total + count(item), 0);
