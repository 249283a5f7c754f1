/** The workflow variables that an expression reads, for the rules about them. */
import type { Machine, Range } from '#asl';
import { findJsonataFunction } from '#asl/expressions';
import { inParts } from '../walk/by-part.ts';
import { type ExpressionSite, pathsOf } from '../walk/expression-sites.ts';
import type { WalkPart } from '../walk/machine-walk.ts';

/** One place at which a variable is read; the range is that of `$name` in the string. */
export interface VariableUse extends Range {
  readonly name: string;
  /** True where the expression asks whether the variable has a value, here or elsewhere in it. */
  readonly isGuarded: boolean;
}

/** One use with the expression that it stands in. */
export interface SiteUse {
  readonly site: ExpressionSite;
  readonly use: VariableUse;
}

/** Every use of a variable in the machine. */
export const usesInMachine = (machine: Machine): readonly SiteUse[] => machine.notes.once(allUses, machine);

const allUses = (machine: Machine): readonly SiteUse[] => inParts(machine, usesInPart);

export function usesInPart({ sites }: WalkPart): readonly SiteUse[] {
  let all: SiteUse[] | undefined;
  // By an index, since few of many thousand expressions read a variable.
  for (let i = 0; i < sites.length; i++) {
    const site = sites[i];
    const uses = site ? usesIn(site) : NONE;
    if (!site || uses.length === 0) continue;
    all ??= [];
    for (const use of uses) all.push({ site, use });
  }
  return all ?? NONE;
}

/** The variables that the expression does not bind itself. */
export function usesIn(site: ExpressionSite): readonly VariableUse[] {
  if (site.kind === 'path') {
    // Nothing is read there, and a variable cannot be written: 'reference-path' says so.
    if (site.field.spec.name === 'ResultPath' || !mayReadVariable(site.node.value)) return NONE;
    return pathsOf(site).flatMap(({ variable }) => {
      if (!variable) return [];
      const { name, start, end } = variable;
      return [{ name, start: start - 1, end, isGuarded: false }];
    });
  }
  if (!site.node.value.includes('$')) return NONE;
  const { start: offset = 0, parsed } = site.expression() ?? {};
  const isGuarded = parsed?.calls.some(({ name }) => name === 'exists') === true;
  // A function may be handed on by its name, as in `$map(list, $string)`.
  const free = parsed?.variables.filter(({ name }) => name !== 'states' && !findJsonataFunction(name)) ?? [];
  return free.map(({ name, start }) => ({
    name,
    start: offset + start,
    end: offset + start + name.length + 1,
    isGuarded,
  }));
}

const NONE: readonly never[] = [];

/** True where some `$` is followed by what begins a name: most paths read the data alone, and need no closer look. */
const mayReadVariable = (text: string): boolean => /\$[^$.[\])},\s]/.test(text);
