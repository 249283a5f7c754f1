/** A member of a payload template that is written both as a fixed value and as a path. */
import type { AslDocument, PropertyNode, SyntaxNode } from '#asl';
import { rangeOf } from '../anchor.ts';
import { remove } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { isPayloadTemplate } from '../walk/expression-sites.ts';

export const duplicateMember: MachineRule = {
  code: 'duplicate-member',
  severity: 'error',
  perState: true,
  doc: `\`x\` and \`x.$\` in one payload template both make the member \`x\`.

Wrong: \`{"id": 1, "id.$": "$.id"}\`. Right: one of them.`,
  *check({ doc, walk }) {
    for (const field of walk.fields) if (field.value && isPayloadTemplate(field)) yield* inTemplate(doc, field.value);
  },
};

function* inTemplate(doc: AslDocument, node: SyntaxNode): Iterable<Finding> {
  if (node.kind === 'array') for (const item of node.items) yield* inTemplate(doc, item);
  if (node.kind !== 'object') return;
  const plain = new Map<string, PropertyNode>(node.properties.map((property) => [property.key.value, property]));
  for (const property of node.properties) {
    const { key, value } = property;
    const twin = key.value.endsWith('.$') ? plain.get(key.value.slice(0, -2)) : undefined;
    if (twin?.value) {
      yield {
        range: rangeOf(key),
        message: `'${key.value}' and '${twin.key.value}' both make the member '${twin.key.value}'. Only one of them may be there.`,
        related: [{ range: rangeOf(twin.key), message: `'${twin.key.value}' stands here.` }],
        fixes: () => [remove(doc, twin), remove(doc, property)],
      };
    }
    if (value) yield* inTemplate(doc, value);
  }
}
