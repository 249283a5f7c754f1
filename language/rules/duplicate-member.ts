/** A member of a payload template that is written both as a fixed value and as a path. */
import { type AslDocument, type PropertyNode, propertyOf, type SyntaxNode } from '#asl';
import { rangeOf } from '../anchor.ts';
import { remove } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';

export const duplicateMember: MachineRule = {
  code: 'duplicate-member',
  severity: 'error',
  perState: true,
  doc: `\`x\` and \`x.$\` in one payload template both make the member \`x\`.

Wrong: \`{"id": 1, "id.$": "$.id"}\`. Right: one of them.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const { value } of walk.payloadTemplates) if (value) search(doc, value, found);
    return found;
  },
};

function search(doc: AslDocument, node: SyntaxNode, found: Finding[]): void {
  if (node.kind === 'array') for (const item of node.items) search(doc, item, found);
  if (node.kind !== 'object') return;
  for (const property of node.properties) {
    const { key, value } = property;
    const twin = key.value.endsWith('.$') ? propertyOf(node, key.value.slice(0, -2)) : undefined;
    if (twin?.value) found.push(twice(doc, property, twin));
    if (value) search(doc, value, found);
  }
}

function twice(doc: AslDocument, property: PropertyNode, twin: PropertyNode): Finding {
  const name = twin.key.value;
  return {
    range: rangeOf(property.key),
    message: `'${property.key.value}' and '${name}' both make the member '${name}'. Only one of them may be there.`,
    related: [{ range: rangeOf(twin.key), message: `'${name}' stands here.` }],
    fixes: () => [remove(doc, twin), remove(doc, property)],
  };
}
