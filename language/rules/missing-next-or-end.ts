/** A state that neither leads on nor ends. */

import { type AslDocument, isHole, type State, type SyntaxNode } from '#asl';
import { rangeOf } from '../anchor.ts';
import { noneOf } from '../aws-answers.ts';
import { insertProperty } from '../edits/edits.ts';
import { changeValue } from '../edits/fixes.ts';
import type { Finding, Fix, MachineRule } from '../rule.ts';
import { objectSpecsWhere } from '../walk/by-spec.ts';
import { mayHoldMore } from '../walk/field-conditions.ts';
import { isMisspelt, isWritten } from '../walk/misspelt.ts';

const WITH_END = objectSpecsWhere(({ groups }) => groups?.some(({ fields }) => fields.includes('End')) === true);

export const missingNextOrEnd: MachineRule = {
  code: 'missing-next-or-end',
  severity: 'error',
  perState: true,
  ofAbsence: 'object',
  doc: `A state that is not a Choice, Succeed or Fail either names the state that runs next or ends its scope with \`"End": true\`. AWS refuses the definition.

Wrong: \`{"Type": "Pass"}\`. Right: \`{"Type": "Pass", "Next": "Ship"}\` or \`{"Type": "Pass", "End": true}\`.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const object of walk.objectsOf(WITH_END)) {
      const { state, node } = object;
      if (state?.node !== node) continue;
      if (!object.fields.has('Next') && !mayHoldMore(object) && !isMisspelt(object, 'Next')) {
        const end = object.fields.get('End')?.value;
        if (!isWritten(object, 'End')) found.push(missing(doc, state));
        else if (end?.kind === 'boolean' && !end.value && !isHole(end)) found.push(endsNot(doc, state, end));
      }
    }
    return found;
  },
};

function missing(doc: AslDocument, state: State): Finding {
  return {
    range: rangeOf(state.key),
    message: `The state '${state.name}' has neither 'Next' nor 'End'. Name the state that runs next, or end here with 'End': true.`,
    aws: noneOf(['Next', 'End'], state.node),
    fixes: () => fixesOf(doc, state),
  };
}

/** The last state of a scope most likely ends it, any other leads to the one below. */
function fixesOf(doc: AslDocument, { node, name, scope }: State): Fix[] {
  const below = scope.states[scope.states.findIndex((one) => one.name === name) + 1];
  const fixes: Fix[] = [{ title: "Add 'End'", edits: insertProperty(doc, node, 'End', 'true'), preferred: !below }];
  if (!below) return fixes;
  const next = JSON.stringify(below.name);
  return [{ title: `Add 'Next': ${next}`, edits: insertProperty(doc, node, 'Next', next), preferred: true }, ...fixes];
}

function endsNot(doc: AslDocument, state: State, end: SyntaxNode): Finding {
  return {
    range: rangeOf(end),
    message: `The state '${state.name}' has no 'Next', and 'End' is false: it neither leads on nor ends.`,
    // Not known: the sentence for a state that has neither.
    aws: noneOf(['Next', 'End'], state.node),
    fixes: () => [changeValue(doc, end, 'true')],
  };
}
