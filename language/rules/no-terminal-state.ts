/** A scope that never ends. */
import { valueOf as memberOf, propertyOf } from '#asl';
import { NO_TERMINAL_STATE } from '../aws-answers.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { danglingIn, hasKnownTransitions, hasTerminalState, scopesOf } from '../walk/scope-facts.ts';

export const noTerminalState: MachineRule = {
  code: 'no-terminal-state',
  severity: 'error',
  ofAbsence: 'document',
  doc: `No state ends the execution: none has \`"End": true\` and none is a Succeed or a Fail. AWS refuses a machine without a terminal state; a branch or a processor without one is accepted, but can only end by an error.

Wrong: \`A\` leads to \`B\` and \`B\` leads to \`A\`. Right: one of them ends, or a Choice leads to a Succeed.`,
  check({ machine }) {
    const found: Finding[] = [];
    for (const scope of scopesOf(machine)) {
      if (scope.states.length === 0 || hasTerminalState(scope) || !hasKnownTransitions(scope)) continue;
      // A missing target or a missing 'End' is the mistake; this would be its echo.
      if (
        danglingIn(scope).length > 0 ||
        scope.states.some((state) => state.type !== 'Choice' && !memberOf(state.node, 'Next'))
      )
        continue;
      const key = propertyOf(scope.node, 'States')?.key;
      if (!key) continue;
      const advice = "Give one state 'End': true, or add a Succeed or Fail state.";
      if (scope.kind === 'machine')
        found.push({ range: key, message: `No state ends this state machine. ${advice}`, aws: NO_TERMINAL_STATE });
      else
        found.push({
          range: key,
          severity: 'warning',
          message: `No state ends this ${scope.kind}, so it can only end by an error. ${advice}`,
        });
    }
    return found;
  },
};
