/** The workflow variables that an expression reads, for the rules about them. */
import type { Range } from '#asl';
import { findJsonataFunction } from '#asl/expressions';
import { type ExpressionSite, pathsOf } from '../walk/expression-sites.ts';

/** One place at which a variable is read; the range is that of `$name` in the string. */
export interface VariableUse extends Range {
  readonly name: string;
  /** True where the expression asks whether the variable has a value, here or elsewhere in it. */
  readonly isGuarded: boolean;
}

/** The variables that the expression does not bind itself. */
export function usesIn(site: ExpressionSite): readonly VariableUse[] {
  if (site.kind === 'path') {
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
