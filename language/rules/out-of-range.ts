/** A number or a text outside of the limits of its field. */

import type { AslDocument, SyntaxNode } from '#asl';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { changeValue } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { fieldSpecsWhere } from '../walk/by-spec.ts';
import { isFilledInLater } from '../walk/stand-ins.ts';
import type { WalkedField } from '../walk/walked.ts';

const LIMITED = fieldSpecsWhere(
  ({ min, max, maxLength }) => min !== undefined || max !== undefined || maxLength !== undefined,
);

export const outOfRange: MachineRule = {
  code: 'out-of-range',
  severity: 'error',
  local: true,
  perState: true,
  doc: `A number is smaller or larger than its field allows. AWS refuses the definition.

Wrong: \`"TimeoutSeconds": 0\` in a Task. Right: \`"TimeoutSeconds": 1\`.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const field of walk.fieldsOf(LIMITED)) {
      const { value } = field;
      const finding =
        value?.kind === 'number'
          ? outside(doc, field, value, value.value)
          : value?.kind === 'string' && !isFilledInLater(value.value)
            ? tooLong(field, value, value.value)
            : undefined;
      if (finding) found.push(finding);
    }
    return found;
  },
};

function outside(doc: AslDocument, { spec }: WalkedField, node: SyntaxNode, value: number): Finding | undefined {
  const { name, kind, min, max } = spec;
  if (min !== undefined && value < min)
    return limit(doc, node, min, `'${name}' must be at least ${min}.`, `Minimum value is ${written(min, kind)}`);
  if (max !== undefined && value > max)
    return limit(doc, node, max, `'${name}' must be at most ${max}.`, `Maximum value is ${written(max, kind)}`);
  return undefined;
}

const limit = (doc: AslDocument, node: SyntaxNode, nearest: number, message: string, aws: string): Finding => ({
  range: rangeOf(node),
  message,
  aws: schemaFailure(aws, node),
  fixes: () => [changeValue(doc, node, String(nearest))],
});

/** AWS writes the limits of fields that take fractions with a fraction. */
const written = (value: number, kind: WalkedField['spec']['kind']): string =>
  kind === 'number' ? value.toFixed(1) : String(value);

function tooLong({ spec }: WalkedField, node: SyntaxNode, text: string): Finding | undefined {
  // The label has a rule of its own.
  if (spec.maxLength === undefined || spec.name === 'Label' || text.length <= spec.maxLength) return undefined;
  return {
    range: rangeOf(node),
    message: `'${spec.name}' must have at most ${spec.maxLength} characters, but this has ${text.length}.`,
  };
}
