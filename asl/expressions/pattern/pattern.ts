/**
 * Regular expressions with a step budget: what JSONPath filters (`=~`) and JSONata use in place of the engine's
 * own, because a pattern such as `^(a+)+$` would otherwise hang the editor and cannot be interrupted.
 * The dialect is JavaScript's without the `u` flag, plus possessive quantifiers, `\A`, `\z` and inline flags as Java has them.
 */
import { compileProgram, PatternTooLarge, type Program } from './compile.ts';
import { run } from './match.ts';
import { type PatternTree, parsePattern } from './parse.ts';

/** Steps that one search may take; about 50 ms. An ordinary search takes a few per character. */
export const MAX_STEPS = 2_000_000;

/** Thrown when a search does not come to an end within its budget. */
export class PatternBudgetError extends Error {}

export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  /** The text of each capturing group; undefined for one that took no part. */
  readonly groups: readonly (string | undefined)[];
}

export interface Pattern {
  /** Finds the first match at or after `from`. Throws `PatternBudgetError`. */
  readonly search: (text: string, from?: number) => PatternMatch | undefined;
  /** True where the whole text matches. Throws `PatternBudgetError`. */
  readonly matchesWhole: (text: string) => boolean;
}

/** Compiles a pattern; undefined where it is not one (see `parsePattern` for the reason). */
export function compilePattern(source: string, flags: string, maxSteps = MAX_STEPS): Pattern | undefined {
  const { value } = parsePattern(source, flags);
  if (!value) return undefined;
  const program = programOf(value);
  if (!program) return undefined;
  return {
    search: (text, from = 0) => search(program, text, from, maxSteps),
    matchesWhole: (text) => attempt(program, text, 0, { steps: maxSteps }, text.length) !== undefined,
  };
}

function programOf(tree: PatternTree): Program | undefined {
  try {
    return compileProgram(tree);
  } catch (error) {
    if (error instanceof PatternTooLarge) return undefined;
    throw error;
  }
}

function search(program: Program, text: string, from: number, maxSteps: number): PatternMatch | undefined {
  const budget = { steps: maxSteps };
  for (let start = from; start <= text.length; start++) {
    const found = attempt(program, text, start, budget);
    if (found) return found;
  }
  return undefined;
}

function attempt(
  program: Program,
  text: string,
  start: number,
  budget: { steps: number },
  end?: number,
): PatternMatch | undefined {
  const slots = run(program, text, start, budget, end);
  if (slots === 'exhausted') throw new PatternBudgetError('The regular expression takes too many steps on this text.');
  if (!slots) return undefined;
  const groups: (string | undefined)[] = [];
  for (let i = 1; i <= program.groups; i++) {
    const [from, to] = [slots[2 * i] ?? -1, slots[2 * i + 1] ?? -1];
    groups.push(from < 0 || to < 0 ? undefined : text.slice(from, to));
  }
  return { start, end: slots[1] ?? start, groups };
}
