/** A variable that nothing in reach ever assigns. */
import type { AslDocument, Range, Scope, StringNode } from '#asl';
import type { IntrinsicArgument, Path } from '#asl/expressions';
import type { ExpressionSite } from '../expression-sites.ts';
import { rangeInString } from '../located.ts';
import { nearestName } from '../nearest-name.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { type Assignment, areAssignmentsKnown, assignmentsOf, readableScopes } from '../variable-scopes.ts';

export const undefinedVariable: MachineRule = {
  code: 'undefined-variable',
  severity: 'warning',
  doc: `No \`Assign\` of this scope or of a scope around it makes the variable. AWS accepts the definition, and the state fails when it runs. Variables of a branch or of a Map end with it; the children of a distributed Map do not see outer variables.

Wrong: \`{% $totl %}\` after \`"Assign": {"total": …}\`. Right: \`{% $total %}\`.`,
  *check({ doc, walk }) {
    if (!areAssignmentsKnown(walk)) return;
    const assignments = assignmentsOf(walk);
    const readable = new Map<Scope, ReadonlySet<string>>();
    for (const site of walk.sites) {
      for (const variable of variablesIn(site)) {
        const { scope } = site.field.owner;
        const names = readable.get(scope) ?? namesIn(readableScopes(scope), assignments);
        readable.set(scope, names);
        if (!names.has(variable.name)) yield findingOf(doc, site.node, variable, names, assignments);
      }
    }
  },
};

function namesIn(scopes: readonly Scope[], assignments: readonly Assignment[]): ReadonlySet<string> {
  return new Set(assignments.filter(({ scope }) => scopes.includes(scope)).map(({ name }) => name));
}

interface VariableUse extends Range {
  readonly name: string;
}

/** The workflow variables that an expression reads; the range includes the `$`. */
function variablesIn(site: ExpressionSite): readonly VariableUse[] {
  if (site.kind === 'path') {
    const paths = [site.path()?.value, ...pathsIn(site.intrinsic()?.value)];
    return paths.flatMap((path) => {
      const variable = path?.variable;
      return variable ? [{ name: variable.name, start: variable.start - 1, end: variable.end }] : [];
    });
  }
  const { start = 0, parsed } = site.expression() ?? {};
  const free = parsed?.variables.filter(({ name }) => name !== 'states') ?? [];
  return free.map((use) => ({
    name: use.name,
    start: start + use.start,
    end: start + use.start + use.name.length + 1,
  }));
}

function pathsIn(argument: IntrinsicArgument | undefined): Path[] {
  if (argument?.kind === 'call') return argument.args.flatMap(pathsIn);
  return argument?.kind === 'path' ? [argument.path] : [];
}

function findingOf(
  doc: AslDocument,
  node: StringNode,
  use: VariableUse,
  names: ReadonlySet<string>,
  assignments: readonly Assignment[],
): Finding {
  const elsewhere = assignments.find(({ name }) => name === use.name);
  const near = nearestName(use.name, names);
  const range = rangeInString(doc, node, use);
  const fix = { title: `Change to '$${near}'`, edits: [{ range, newText: `$${near}` }], preferred: true };
  const hint = elsewhere
    ? ' It is assigned in another scope, which cannot be read from here.'
    : near
      ? ` Did you mean '$${near}'?`
      : '';
  return {
    range,
    message: `Nothing assigns the variable '$${use.name}' before this can run.${hint}`,
    ...(elsewhere ? { related: [{ range: elsewhere.key, message: `'${use.name}' is assigned here.` }] } : {}),
    fixes: () => (near === undefined ? [] : [fix]),
  };
}
