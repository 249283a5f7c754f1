/** A state that no way from the start of its scope leads to. */
import { notReachable } from '../aws-answers.ts';
import { remove } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import {
  danglingIn,
  hasKnownExits,
  hasKnownTransitions,
  hasTerminalState,
  scopesOf,
  unreachedStates,
} from '../walk/scope-facts.ts';

export const unreachableState: MachineRule = {
  code: 'unreachable-state',
  severity: 'error',
  ofAbsence: 'document',
  doc: `No way from \`StartAt\` leads to this state. States that only lead to each other do not count: what matters is the start. AWS refuses the definition.

Wrong: \`A\` has \`"End": true\` and nothing leads to \`B\`. Right: \`A\` has \`"Next": "B"\`, or \`B\` is removed.`,
  byNode: [hasKnownExits],
  check({ doc, machine }) {
    const found: Finding[] = [];
    // As on AWS, a machine that never ends is reported for that alone.
    if (!hasTerminalState(machine.scope)) return found;
    for (const scope of scopesOf(machine)) {
      // A transition to a missing state may well have been meant for one of these.
      if (!hasKnownTransitions(scope) || danglingIn(scope).length > 0) continue;
      for (const state of unreachedStates(scope)) {
        found.push({
          range: state.key,
          message: `The state '${state.name}' cannot be reached: no way from 'StartAt' leads to it.`,
          tag: 'unnecessary',
          aws: notReachable(state),
          fixes: () => [remove(doc, state.property)],
        });
      }
    }
    return found;
  },
};
