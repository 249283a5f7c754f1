/** A key that is written twice in one object: every reader keeps only the last one. */
import type { AslDocument, PropertyNode, SyntaxNode } from '#asl';
import { removeProperty } from '../edits.ts';
import type { DocumentRule, Finding } from '../rule.ts';

export const duplicateKey: DocumentRule = {
  code: 'duplicate-key',
  severity: 'error',
  doc: `A key stands twice in one object. Only the last one counts, the other is lost without a word.

Wrong: \`{"Next": "A", "Next": "B"}\`. Right: one of them.`,
  checkDocument: (doc: AslDocument) => (doc.root ? findingsIn(doc, doc.root) : []),
};

function* findingsIn(doc: AslDocument, node: SyntaxNode): Iterable<Finding> {
  if (node.kind === 'array') for (const item of node.items) yield* findingsIn(doc, item);
  if (node.kind !== 'object') return;
  const seen = new Map<string, PropertyNode>();
  for (const property of node.properties) {
    const name = property.key.value;
    const first = seen.get(name);
    // YAML allows several merge keys.
    if (first && name !== '<<') yield twice(doc, first, property);
    else seen.set(name, property);
    if (property.value) yield* findingsIn(doc, property.value);
  }
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
