/** A variable that some way to the state does not assign. */
import { rangeInString } from '../located.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { areAssignmentsKnown, assignFieldsIn, isMisspeltIn } from '../variables/assignments.ts';
import { knownFlow, namesAssignedIn } from '../variables/flow.ts';
import { usesInMachine, usesInPart } from '../variables/uses.ts';

export const possiblyUndefinedVariable: MachineRule = {
  code: 'possibly-undefined-variable',
  severity: 'warning',
  doc: `The variable is assigned on one way to this state and not on another, for example in only one branch of a Choice. On the other way the state fails when it reads the variable. An expression that asks \`$exists(…)\` is left alone.

Wrong: a Choice leads to \`A\`, which assigns \`x\`, or straight to \`B\`, which reads \`$x\`. Right: \`x\` is assigned before the Choice.`,
  byPart: [usesInPart, isMisspeltIn, assignFieldsIn, namesAssignedIn],
  check({ doc, machine }) {
    const found: Finding[] = [];
    const used = usesInMachine(machine);
    const flow = used.length > 0 && areAssignmentsKnown(machine) ? knownFlow(machine) : undefined;
    if (!flow) return found;
    for (const { site, use } of used) {
      const { state } = site.field.owner;
      if (!state || use.isGuarded || flow.assigned(state, use.name) !== 'maybe') continue;
      found.push({
        range: rangeInString(doc, site.node, use),
        message: `The variable '$${use.name}' has no value on some ways to the state '${state.name}'. Assign it on all of them, or before they part.`,
      });
    }
    return found;
  },
};
