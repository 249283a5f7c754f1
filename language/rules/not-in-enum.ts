/** A text that is not one of the few that its field takes. */

import type { AslDocument, StringNode } from '#asl';
import { nearestName } from '#asl/nearest-name';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { changeTo } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { fieldSpecsWhere } from '../walk/by-spec.ts';
import { isFilledInLater } from '../walk/stand-ins.ts';
import { quotedList } from '../words.ts';

const ENUMS = fieldSpecsWhere(({ values }) => values !== undefined);

export const notInEnum: MachineRule = {
  code: 'not-in-enum',
  severity: 'error',
  local: true,
  perState: true,
  doc: `The field takes one of a few values only, and this is none of them. AWS refuses the definition.

Wrong: \`"JitterStrategy": "PARTIAL"\`. Right: \`"JitterStrategy": "FULL"\`.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const { spec, value } of walk.fieldsOf(ENUMS)) {
      if (!spec.values || value?.kind !== 'string' || isFilledInLater(value.value) || spec.values.includes(value.value))
        continue;
      found.push(
        findingOf(
          doc,
          spec.name,
          value,
          spec.values,
          `Value should be one of the following: [${spec.values.join(', ')}]`,
        ),
      );
    }
    return found;
  },
};

function findingOf(doc: AslDocument, name: string, node: StringNode, values: readonly string[], aws: string): Finding {
  const near = nearestName(node.value, values);
  const advice = near ? `Did you mean '${near}'?` : `It must be ${quotedList(values, 'or')}.`;
  return {
    range: rangeOf(node),
    message: `'${node.value}' is not a value of '${name}'. ${advice}`,
    aws: schemaFailure(aws, node),
    fixes: () => (near === undefined ? [] : [changeTo(doc, node, near)]),
  };
}
