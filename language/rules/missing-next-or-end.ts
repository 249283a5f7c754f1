/** A state that neither leads on nor ends. */
import { isHole, type State } from '#asl';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { mayHoldMore } from '../field-conditions.ts';
import type { WalkedObject } from '../machine-walk.ts';
import type { Finding, MachineRule } from '../rule.ts';

export const missingNextOrEnd: MachineRule = {
  code: 'missing-next-or-end',
  severity: 'error',
  doc: `A state that is not a Choice, Succeed or Fail either names the state that runs next or ends its scope with \`"End": true\`. AWS refuses the definition.

Wrong: \`{"Type": "Pass"}\`. Right: \`{"Type": "Pass", "Next": "Ship"}\` or \`{"Type": "Pass", "End": true}\`.`,
  *check({ walk }) {
    for (const object of walk.objects) {
      const { state, spec, node } = object;
      if (state?.node !== node || !spec.groups?.some(({ fields }) => fields.includes('End'))) continue;
      if (!object.fields.has('Next') && !mayHoldMore(object) && !isMisspelt(object)) {
        const end = object.fields.get('End')?.value;
        if (!object.fields.has('End')) yield missing(state);
        else if (end?.kind === 'boolean' && !end.value && !isHole(end)) yield endsNot(state, end);
      }
    }
  },
};

const isMisspelt = ({ unknown }: WalkedObject): boolean => unknown.some(({ key }) => /^(?:next|end)$/i.test(key.value));

function missing(state: State): Finding {
  return {
    range: rangeOf(state.key),
    message: `The state '${state.name}' has neither 'Next' nor 'End'. Name the state that runs next, or end here with 'End': true.`,
    aws: schemaFailure('This object should have only one of the following fields: [Next, End]', state.node),
  };
}

function endsNot(state: State, end: { start: number; end: number }): Finding {
  return {
    range: rangeOf(end),
    message: `The state '${state.name}' has no 'Next', and 'End' is false: it neither leads on nor ends.`,
  };
}
