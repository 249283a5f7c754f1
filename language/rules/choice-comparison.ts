/** A choice rule of JSONPath with half of a comparison: a variable and nothing to compare it with, or the reverse. */

import { nearestName } from '#asl/nearest-name';
import { choiceOperators, findField } from '#asl/spec';
import { rangeOf } from '../anchor.ts';
import { noneOf, schemaFailure } from '../aws-answers.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { objectSpecsWhere } from '../walk/by-spec.ts';
import { mayHoldMore } from '../walk/field-conditions.ts';
import type { WalkedObject } from '../walk/walked.ts';

const OPERATORS = choiceOperators.map(({ name }) => name);

const COMPARISONS = objectSpecsWhere((spec) => findField(spec, 'Variable') !== undefined);

export const choiceComparison: MachineRule = {
  code: 'choice-comparison',
  severity: 'error',
  perState: true,
  ofAbsence: 'object',
  doc: `A JSONPath choice rule compares its \`Variable\` by one operator such as \`StringEquals\` or \`IsPresent\`. \`And\`, \`Or\` and \`Not\` hold such rules and compare nothing themselves. AWS refuses the definition.

Wrong: \`{"Variable": "$.total", "Next": "Ship"}\`. Right: \`{"Variable": "$.total", "NumericGreaterThan": 0, "Next": "Ship"}\`.`,
  check({ walk }) {
    const found: Finding[] = [];
    for (const object of walk.objectsOf(COMPARISONS)) {
      if (object.queryLanguage !== 'JSONPath' || mayHoldMore(object)) continue;
      const finding = judge(object);
      if (finding) found.push(finding);
    }
    return found;
  },
};

function judge({ fields, unknown, node, scope }: WalkedObject): Finding | undefined {
  const operator = fields.countOf(OPERATORS) > 0 ? OPERATORS.find((name) => fields.has(name)) : undefined;
  const isMisspelt = !scope.machine.isAsWritten && unknown.some(({ key }) => nearestName(key.value, OPERATORS));
  const variable = fields.get('Variable');
  if (variable && !operator && !isMisspelt) {
    const message =
      "This rule has a 'Variable', but no operator that compares it, such as 'StringEquals' or 'IsPresent'.";
    return { range: rangeOf(variable.property.key), message, aws: noneOf(OPERATORS, node) };
  }
  const combined = ['And', 'Or', 'Not'].find((name) => fields.has(name));
  const property = operator && !variable && combined ? fields.get(operator)?.property : undefined;
  if (!property) return undefined;
  return {
    range: rangeOf(property.key),
    message: `'${operator}' has nothing to compare here: a rule with '${combined}' compares only in the rules inside it.`,
    aws: schemaFailure(`Field '${operator}' is not supported`, node),
  };
}
