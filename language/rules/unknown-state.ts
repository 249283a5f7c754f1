/** A transition to a state that does not exist in its scope. */
import { pointerOf, type State, type Transition } from '#asl';
import { NO_TERMINAL_STATE, notReachable } from '../aws-answers.ts';
import { nearestName } from '../nearest-name.ts';
import type { AwsAnswer, Finding, MachineRule } from '../rule.ts';
import { hasTerminalState, isDangling, scopesOf, transitionsOf, unreachedStates } from '../scope-facts.ts';

export const unknownState: MachineRule = {
  code: 'unknown-state',
  severity: 'error',
  doc: `A transition (\`StartAt\`, \`Next\`, \`Default\`) names a state that its \`States\` object does not hold. AWS refuses the definition.

A transition stays in its own scope: a state inside a branch of a Parallel or inside the processor of a Map can neither leave it nor be entered from outside.

Wrong: \`"Next": "Shipp"\` beside a state named \`Ship\`. Right: \`"Next": "Ship"\`.`,
  *check({ machine }) {
    const anywhere = new Map<string, State>();
    for (const state of machine.states) if (!anywhere.has(state.name)) anywhere.set(state.name, state);
    for (const scope of scopesOf(machine)) {
      for (const transition of transitionsOf(scope))
        if (isDangling(transition)) yield findingOf(transition, anywhere.get(transition.target));
    }
  },
};

function findingOf(transition: Transition, elsewhere: State | undefined): Finding {
  const { target, node, scope } = transition;
  const near = elsewhere ? undefined : nearestName(target, scope.byName.keys());
  return {
    range: { start: node.start, end: node.end },
    message: elsewhere
      ? outOfScope(target, elsewhere)
      : `There is no state '${target}' in this scope.${near ? ` Did you mean '${near}'?` : ''}`,
    ...(elsewhere ? { related: [{ range: elsewhere.key, message: `'${target}' is defined here.` }] } : {}),
    aws: { code: 'MISSING_TRANSITION_TARGET', message: `Missing 'Next' target: ${target}`, location: pointerOf(node) },
    awsAlso: consequencesOf(transition),
  };
}

function outOfScope(target: string, { scope }: State): string {
  const { owner } = scope;
  if (!owner)
    return `The state '${target}' is outside of this scope. A transition cannot leave the 'States' object that it stands in.`;
  const place =
    scope.kind === 'branch' ? `branch ${scope.index + 1} of '${owner.name}'` : `the processor of '${owner.name}'`;
  return `The state '${target}' is inside ${place}. A transition cannot lead into another 'States' object.`;
}

/** What AWS reports besides: nothing is reached from a missing start, and nothing may be left to end the machine. */
function consequencesOf({ kind, scope }: Transition): AwsAnswer[] {
  if (kind === 'start') return unreachedStates(scope).map(notReachable);
  if (scope.kind === 'machine' && !hasTerminalState(scope)) return [NO_TERMINAL_STATE];
  return [];
}
