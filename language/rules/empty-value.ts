/** A list or an object that may not be empty. */

import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { fieldSpecsWhere } from '../walk/by-spec.ts';

const NEVER_EMPTY = fieldSpecsWhere(({ nonEmpty }) => nonEmpty === true);

export const emptyValue: MachineRule = {
  code: 'empty-value',
  severity: 'error',
  perState: true,
  doc: `\`States\`, \`Choices\`, \`Branches\`, \`ErrorEquals\`, \`And\` and \`Or\` need at least one entry. AWS refuses the definition.

Wrong: \`"Branches": []\`. Right: \`"Branches": [{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}]\`.`,
  check({ walk }) {
    const found: Finding[] = [];
    for (const { spec, value } of walk.fieldsOf(NEVER_EMPTY)) {
      if (!value) continue;
      const isEmpty =
        (value.kind === 'array' && value.items.length === 0 && spec.kind !== 'states') ||
        (value.kind === 'object' && value.properties.length === 0 && spec.kind === 'states');
      if (isEmpty)
        found.push({
          range: rangeOf(value),
          message: `'${spec.name}' needs at least one entry.`,
          aws: schemaFailure('Value cannot be empty', value),
        });
    }
    return found;
  },
};
