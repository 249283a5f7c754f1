/** A variable that nothing assigns before it is read. */
import type { AslDocument, Scope, StringNode } from '#asl';
import { boundedNearestName } from '#asl/nearest-name';
import { rangeInString } from '../located.ts';
import type { Finding, MachineRule } from '../rule.ts';
import {
  type Assignment,
  areAssignmentsKnown,
  assignFieldsIn,
  assignmentsIn,
  assignmentsOf,
  isMisspeltIn,
} from '../variables/assignments.ts';
import { knownFlow } from '../variables/flow.ts';
import { readableScopes } from '../variables/scopes.ts';
import { usesInMachine, usesInPart, type VariableUse } from '../variables/uses.ts';

export const undefinedVariable: MachineRule = {
  code: 'undefined-variable',
  severity: 'warning',
  doc: `No way to this state assigns the variable. AWS accepts the definition, and the state fails when it runs. Variables of a branch or of a Map end with it; the children of a distributed Map do not see outer variables; what a state assigns can be read from the next state on.

Wrong: \`{% $totl %}\` after \`"Assign": {"total": …}\`. Right: \`{% $total %}\`.`,
  byPart: [usesInPart, isMisspeltIn, assignFieldsIn],
  byNode: [assignmentsIn],
  check({ doc, machine }) {
    const found: Finding[] = [];
    const used = usesInMachine(machine);
    if (used.length === 0 || !areAssignmentsKnown(machine)) return found;
    const nearest = boundedNearestName();
    const assignments = assignmentsOf(machine);
    const first = new Map<string, Assignment>();
    for (const one of assignments) if (!first.has(one.name)) first.set(one.name, one);
    const flow = knownFlow(machine);
    const byScope = namesByScope(assignments);
    const candidates = new Map<Scope, ReadonlySet<string>>();
    for (const { site, use } of used) {
      const { scope, state } = site.field.owner;
      const readable = readableScopes(scope);
      const isInReach = readable.some((one) => byScope.get(one)?.has(use.name));
      const isNever = !isInReach || (state && flow?.assigned(state, use.name) === 'never');
      if (!isNever || use.isGuarded) continue;
      const assignment = first.get(use.name);
      const near = assignment
        ? undefined
        : nearest(use.name, candidates.get(scope) ?? namesIn(readable, byScope, candidates));
      found.push(findingOf(doc, site.node, use, near, assignment, isInReach));
    }
    return found;
  },
};

function namesByScope(assignments: readonly Assignment[]): ReadonlyMap<Scope, ReadonlySet<string>> {
  const byScope = new Map<Scope, Set<string>>();
  for (const { scope, name } of assignments) {
    const names = byScope.get(scope);
    if (names) names.add(name);
    else byScope.set(scope, new Set([name]));
  }
  return byScope;
}

/** Those of outer scopes first; kept for the next use in the innermost one. */
function namesIn(
  scopes: readonly Scope[],
  byScope: ReadonlyMap<Scope, ReadonlySet<string>>,
  known: Map<Scope, ReadonlySet<string>>,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const scope of [...scopes].reverse()) for (const name of byScope.get(scope) ?? []) names.add(name);
  if (scopes[0]) known.set(scopes[0], names);
  return names;
}

function findingOf(
  doc: AslDocument,
  node: StringNode,
  use: VariableUse,
  near: string | undefined,
  assignment: Assignment | undefined,
  isInReach: boolean,
): Finding {
  const range = rangeInString(doc, node, use);
  const fix = { title: `Change to '$${near}'`, edits: [{ range, newText: `$${near}` }], preferred: true };
  return {
    range,
    message: `Nothing assigns the variable '$${use.name}' before this runs.${hintOf(near, assignment, isInReach)}`,
    ...(assignment ? { related: [{ range: assignment.key, message: `'${use.name}' is assigned here.` }] } : {}),
    fixes: () => (near === undefined ? [] : [fix]),
  };
}

function hintOf(near: string | undefined, assignment: Assignment | undefined, isInReach: boolean): string {
  if (isInReach) return ' It is assigned only later.';
  if (assignment) return ' It is assigned in another scope, which cannot be read from here.';
  return near ? ` Did you mean '$${near}'?` : '';
}
