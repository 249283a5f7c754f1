/** A key that is written twice in one object: every reader keeps only the last one, and AWS refuses states with one name. */
import {
  type AslDocument,
  type Machine,
  type ObjectNode,
  type PropertyNode,
  pointerOf,
  type SyntaxNode,
  stateNodesOf,
} from '#asl';
import { removeProperty } from '../edits/edits.ts';
import type { DocumentRule, Finding } from '../rule.ts';

export const duplicateKey: DocumentRule = {
  code: 'duplicate-key',
  severity: 'error',
  doc: `A key stands twice in one object. Only the last one counts, the other is lost without a word. AWS refuses two states with one name; of other keys in JSON you are warned, while YAML forbids them.

Wrong: \`{"Next": "A", "Next": "B"}\`. Right: one of them.`,
  byNode: [ownTwins],
  checkDocument: (doc: AslDocument) => twinsIn(doc).map((twins) => findingOf(doc, twins)),
};

/** Two properties of one object with the same name. */
interface Twins {
  readonly first: PropertyNode;
  readonly second: PropertyNode;
}

/** Those of the states are kept until their text changes. */
function twinsIn({ root, machines }: AslDocument): readonly Twins[] {
  const [machine] = machines;
  const found: Twins[] = [];
  if (!root) return found;
  if (machine?.node !== root) search(root, found, () => false);
  else {
    found.push(...machine.notes.onceForCourse(twinsOutside, machine));
    const lists = machine.notes.each(ownTwins, stateNodesOf(machine), machine);
    for (const list of lists) for (const twins of list) found.push(twins);
  }
  return found;
}

/** What stands outside of all states. */
const twinsOutside = (machine: Machine): readonly Twins[] => ownTwins(machine.node, machine);

/** Without those inside of further states. */
function ownTwins(node: ObjectNode, machine: Machine): readonly Twins[] {
  const found: Twins[] = [];
  search(node, found, (inner) => inner !== node && machine.byNode.has(inner));
  return found.length > 0 ? found : NONE;
}

function search(node: SyntaxNode, found: Twins[], isOfItsOwn: (node: ObjectNode) => boolean): void {
  if (node.kind === 'array') for (const item of node.items) search(item, found, isOfItsOwn);
  if (node.kind !== 'object' || isOfItsOwn(node)) return;
  const { properties } = node;
  // Most objects are small: comparing beats hashing then.
  if (properties.length > SMALL) searchByName(properties, found);
  else compareAll(properties, found);
  for (const { value } of properties) if (value) search(value, found, isOfItsOwn);
}

const NONE: readonly never[] = [];

const SMALL = 10;

function compareAll(all: readonly PropertyNode[], found: Twins[]): void {
  for (let index = 1; index < all.length; index++) {
    const property = all[index];
    if (!property) continue;
    const name = property.key.value;
    for (let i = 0; i < index; i++) {
      const first = all[i];
      if (first?.key.value !== name) continue;
      add(first, property, found);
      break;
    }
  }
}

function searchByName(properties: readonly PropertyNode[], found: Twins[]): void {
  const seen = new Map<string, PropertyNode>();
  for (const property of properties) {
    const first = seen.get(property.key.value);
    if (first) add(first, property, found);
    else seen.set(property.key.value, property);
  }
}

/** YAML allows several merge keys. */
function add(first: PropertyNode, second: PropertyNode, found: Twins[]): void {
  if (second.key.value !== '<<') found.push({ first, second });
}

function findingOf(doc: AslDocument, { first, second }: Twins): Finding {
  const name = second.key.value;
  return {
    range: second.key,
    message: `The key '${name}' stands twice in this object. Only the last one counts.`,
    ...weightOf(doc, second),
    related: [{ range: first.key, message: `'${name}' stands here first.` }],
    fixes: () => [
      { title: `Remove this '${name}'`, edits: removeProperty(doc, second) },
      { title: `Remove the first '${name}', which does not count`, edits: removeProperty(doc, first) },
    ],
  };
}

/** AWS refuses such states (awslabs/statelint#39, aws-cloudformation/cfn-lint#3616) and tells no other keys. */
function weightOf(doc: AslDocument, second: PropertyNode): Pick<Finding, 'aws' | 'severity'> {
  const { value, key } = second;
  if (value?.kind === 'object' && doc.machines.some(({ byNode }) => byNode.get(value)?.node === value)) {
    const message = `Duplicate State name: ${key.value}`;
    return { aws: { code: 'DUPLICATE_STATE_NAME', message, location: pointerOf(second) } };
  }
  return doc.format === 'yaml' ? {} : { severity: 'warning' };
}
