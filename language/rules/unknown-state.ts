/** A transition to a state that does not exist in its scope. */
import { type AslDocument, pointerOf, type State, type Transition } from '#asl';
import { boundedNearestName } from '#asl/nearest-name';
import { NO_TERMINAL_STATE, notReachable } from '../aws-answers.ts';
import { insertState } from '../edits/edits.ts';
import { changeTo } from '../edits/fixes.ts';
import type { AwsAnswer, Finding, Fix, MachineRule } from '../rule.ts';
import { danglingIn, hasTerminalState, scopesOf, unreachedStates } from '../walk/scope-facts.ts';

export const unknownState: MachineRule = {
  code: 'unknown-state',
  severity: 'error',
  ofAbsence: 'states',
  doc: `A transition (\`StartAt\`, \`Next\`, \`Default\`) names a state that its \`States\` object does not hold. AWS refuses the definition.

A transition stays in its own scope: a state inside a branch of a Parallel or inside the processor of a Map can neither leave it nor be entered from outside.

Wrong: \`"Next": "Shipp"\` beside a state named \`Ship\`. Right: \`"Next": "Ship"\`.`,
  check({ doc, machine }) {
    const found: Finding[] = [];
    const scopes = scopesOf(machine).filter((scope) => danglingIn(scope).length > 0);
    if (scopes.length === 0) return found;
    const nearest = boundedNearestName();
    const anywhere = new Map<string, State>();
    for (const state of machine.states) if (!anywhere.has(state.name)) anywhere.set(state.name, state);
    for (const scope of scopes) {
      for (const [index, transition] of danglingIn(scope).entries()) {
        const elsewhere = anywhere.get(transition.target);
        const near = elsewhere || transition.target === '' ? undefined : nearest(transition.target, scope.byName);
        const finding = findingOf(doc, transition, near, elsewhere);
        found.push(index === 0 ? { ...finding, awsAlso: consequencesOf(transition) } : finding);
      }
    }
    return found;
  },
};

function findingOf(doc: AslDocument, transition: Transition, near?: string, elsewhere?: State): Finding {
  const { target, node } = transition;
  return {
    range: { start: node.start, end: node.end },
    message: elsewhere ? outOfScope(target, elsewhere) : notThere(target, near),
    ...(elsewhere ? { related: [{ range: elsewhere.key, message: `'${target}' is defined here.` }] } : {}),
    aws: { code: 'MISSING_TRANSITION_TARGET', message: `Missing 'Next' target: ${target}`, location: pointerOf(node) },
    fixes: () => fixesOf(doc, transition, near, elsewhere),
  };
}

function fixesOf(doc: AslDocument, { target, node, scope, from }: Transition, near?: string, elsewhere?: State): Fix[] {
  const fixes: Fix[] = near === undefined ? [] : [changeTo(doc, node, near)];
  // A second state of that name would be a mistake of its own.
  if (elsewhere || target === '' || !scope.statesNode) return fixes;
  const edits = insertState(doc, scope, target, '{ "Type": "Pass", "End": true }', from?.property);
  return [...fixes, { title: `Create state '${target}'`, edits, preferred: near === undefined }];
}

function notThere(target: string, near: string | undefined): string {
  const what = target === '' ? 'The name of a state is missing here.' : `There is no state '${target}' in this scope.`;
  return near === undefined ? what : `${what} Did you mean '${near}'?`;
}

function outOfScope(target: string, { scope }: State): string {
  const { owner } = scope;
  if (!owner)
    return `The state '${target}' is outside of this scope. A transition cannot leave the 'States' object that it stands in.`;
  const place =
    scope.kind === 'branch' ? `branch ${scope.index + 1} of '${owner.name}'` : `the processor of '${owner.name}'`;
  return `The state '${target}' is inside ${place}. A transition cannot lead into another 'States' object.`;
}

/** What AWS reports besides: what only the missing state would lead to, or that nothing is left to end the machine. */
function consequencesOf({ scope }: Transition): AwsAnswer[] {
  // As on AWS, a machine without an end is not searched for states that cannot be reached.
  if (!hasTerminalState(scope.machine.scope)) return scope.kind === 'machine' ? [NO_TERMINAL_STATE] : [];
  return unreachedStates(scope).map(notReachable);
}
