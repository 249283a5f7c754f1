/** A key that is written twice in one object: every reader keeps only the last one. */
import type { AslDocument, PropertyNode, SyntaxNode } from '#asl';
import { removeProperty } from '../edits/edits.ts';
import type { DocumentRule, Finding } from '../rule.ts';

export const duplicateKey: DocumentRule = {
  code: 'duplicate-key',
  severity: 'error',
  doc: `A key stands twice in one object. Only the last one counts, the other is lost without a word.

Wrong: \`{"Next": "A", "Next": "B"}\`. Right: one of them.`,
  checkDocument: (doc: AslDocument) => {
    const found: Finding[] = [];
    if (doc.root) search(doc, doc.root, found);
    return found;
  },
};

function search(doc: AslDocument, node: SyntaxNode, found: Finding[]): void {
  if (node.kind === 'array') for (const item of node.items) search(doc, item, found);
  if (node.kind !== 'object') return;
  const { properties } = node;
  // Most objects are small: comparing beats hashing then.
  if (properties.length > SMALL) searchByName(doc, properties, found);
  else compareAll(doc, properties, found);
  for (const { value } of properties) if (value) search(doc, value, found);
}

const SMALL = 10;

function compareAll(doc: AslDocument, all: readonly PropertyNode[], found: Finding[]): void {
  for (let index = 1; index < all.length; index++) {
    const property = all[index];
    if (!property) continue;
    const name = property.key.value;
    for (let i = 0; i < index; i++) {
      const first = all[i];
      if (first?.key.value !== name) continue;
      report(doc, first, property, found);
      break;
    }
  }
}

function searchByName(doc: AslDocument, properties: readonly PropertyNode[], found: Finding[]): void {
  const seen = new Map<string, PropertyNode>();
  for (const property of properties) {
    const first = seen.get(property.key.value);
    if (first) report(doc, first, property, found);
    else seen.set(property.key.value, property);
  }
}

/** YAML allows several merge keys. */
function report(doc: AslDocument, first: PropertyNode, second: PropertyNode, found: Finding[]): void {
  if (second.key.value !== '<<') found.push(twice(doc, first, second));
}

function twice(doc: AslDocument, first: PropertyNode, second: PropertyNode): Finding {
  const name = second.key.value;
  return {
    range: second.key,
    message: `The key '${name}' stands twice in this object. Only the last one counts.`,
    related: [{ range: first.key, message: `'${name}' stands here first.` }],
    fixes: () => [
      { title: `Remove this '${name}'`, edits: removeProperty(doc, second) },
      { title: `Remove the first '${name}', which does not count`, edits: removeProperty(doc, first) },
    ],
  };
}
