/** An inner scope that assigns a variable of an outer one. */
import { pointerOf } from '#asl';
import { rangeOf } from '../anchor.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { type Assignment, assignmentsOf } from '../variables/assignments.ts';
import { readableScopes } from '../variables/scopes.ts';

export const variableShadowed: MachineRule = {
  code: 'variable-shadowed',
  severity: 'error',
  doc: `A branch of a Parallel and the processor of a Map can read the variables of the scopes around them, but cannot assign a name that exists there.

Wrong: the machine assigns \`total\`, and a state inside a Map assigns \`total\` too. Right: another name inside, and the value handed out as output.`,
  check({ machine }) {
    const found: Finding[] = [];
    const assignments = assignmentsOf(machine);
    const byName = new Map<string, Assignment[]>();
    for (const one of assignments) {
      const same = byName.get(one.name);
      if (same) same.push(one);
      else byName.set(one.name, [one]);
    }
    for (const one of assignments) {
      const outer = readableScopes(one.scope).slice(1);
      const first = outer.length ? byName.get(one.name)?.find(({ scope }) => outer.includes(scope)) : undefined;
      if (!first) continue;
      found.push({
        range: rangeOf(one.key),
        message: `The variable '${one.name}' belongs to an outer scope, so it cannot be assigned here. Use another name, or hand the value out as output.`,
        related: [{ range: rangeOf(first.key), message: `'${one.name}' is assigned here.` }],
        // The code fits those of other names and is told of AWS second-hand; neither it nor words for it were seen.
        aws: { code: 'DUPLICATE_VARIABLE_NAME', location: one.key.parent ? pointerOf(one.key.parent) : '/' },
      });
    }
    return found;
  },
};
