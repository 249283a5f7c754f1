/** A list or an object that may not be empty. */
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import type { MachineRule } from '../rule.ts';

export const emptyValue: MachineRule = {
  code: 'empty-value',
  severity: 'error',
  perState: true,
  doc: `\`States\`, \`Choices\`, \`Branches\`, \`ErrorEquals\`, \`And\` and \`Or\` need at least one entry. AWS refuses the definition.

Wrong: \`"Branches": []\`. Right: \`"Branches": [{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}]\`.`,
  *check({ walk }) {
    for (const { spec, value } of walk.fieldsWhere(({ nonEmpty }) => nonEmpty === true)) {
      if (!value) continue;
      const isEmpty =
        (value.kind === 'array' && value.items.length === 0 && spec.kind !== 'states') ||
        (value.kind === 'object' && value.properties.length === 0 && spec.kind === 'states');
      if (isEmpty)
        yield {
          range: rangeOf(value),
          message: `'${spec.name}' needs at least one entry.`,
          aws: schemaFailure('Value cannot be empty', value),
        };
    }
  },
};
