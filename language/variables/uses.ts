/** The workflow variables that an expression reads, for the rules about them. */
import type { Machine, Range } from '#asl';
import { findJsonataFunction } from '#asl/expressions';
import { type ExpressionSite, pathsOf } from '../walk/expression-sites.ts';
import { partsOf, type WalkPart } from '../walk/machine-walk.ts';

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

const newStore = () => new WeakMap<WalkPart, readonly SiteUse[]>();

/** Every use of a variable in the machine; kept by state until its text changes. */
export function usesInMachine(machine: Machine): readonly SiteUse[] {
  const known = machine.notes.store(newStore);
  const all: SiteUse[] = [];
  for (const part of partsOf(machine)) {
    let uses = known.get(part);
    if (!uses) {
      uses = part.sites.flatMap((site) => usesIn(site).map((use) => ({ site, use })));
      known.set(part, uses);
    }
    for (const use of uses) all.push(use);
  }
  return all;
}

/** The variables that the expression does not bind itself. */
export function usesIn(site: ExpressionSite): readonly VariableUse[] {
  if (site.kind === 'path') {
    // Nothing is read there, and a variable cannot be written: 'reference-path' says so.
    if (site.field.spec.name === 'ResultPath') return [];
    return pathsOf(site).flatMap(({ variable }) => {
      if (!variable) return [];
      const { name, start, end } = variable;
      return [{ name, start: start - 1, end, isGuarded: false }];
    });
  }
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
