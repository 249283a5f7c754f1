/** A state that asks for JSONPath in a JSONata machine. */

import { type State, stringOf } from '#asl';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { remove } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { fieldSpecsWhere } from '../walk/by-spec.ts';
import { meantLanguage } from '../walk/misspelt.ts';

/** True where the state says JSONPath although the machine says JSONata. A misspelt choice is reported as that. */
export function isDowngrade({ node, scope }: State): boolean {
  const { machine } = scope;
  return (
    machine.queryLanguage === 'JSONata' &&
    stringOf(node, 'QueryLanguage') === 'JSONPath' &&
    meantLanguage(machine, machine.node) !== 'JSONPath'
  );
}

const QUERY_LANGUAGES = fieldSpecsWhere(({ name }) => name === 'QueryLanguage');

export const queryLanguageDowngrade: MachineRule = {
  code: 'query-language-downgrade',
  severity: 'error',
  perState: true,
  doc: `A state of a JSONata machine cannot go back to JSONPath; only the reverse is allowed. AWS refuses the definition.

Wrong: \`"QueryLanguage": "JSONPath"\` in a state of a machine with \`"QueryLanguage": "JSONata"\`. Right: leave the language of the machine at JSONPath and choose JSONata in the states that use it.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const { owner, property, value } of walk.fieldsOf(QUERY_LANGUAGES)) {
      if (!owner.state || !value || !isDowngrade(owner.state)) continue;
      found.push({
        range: rangeOf(value),
        message:
          "The state machine uses JSONata, so a state of it cannot choose JSONPath. Remove 'QueryLanguage' here and write the state in JSONata.",
        aws: schemaFailure(
          "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
          owner.node,
        ),
        fixes: () => [{ ...remove(doc, property), preferred: true }],
      });
    }
    return found;
  },
};
