/** The part of `RegExp` that the JSONata library uses, with a step budget. It stands for every pattern that a user can write. */
import { compilePattern, type Pattern } from '../pattern/pattern.ts';

/** The match array that the library expects from `exec`. */
export type GuardedMatch = (string | undefined)[] & { index: number };

export class GuardedRegExp {
  readonly source: string;
  readonly flags: string;
  lastIndex = 0;
  private readonly pattern: Pattern;

  /** From a text and flags (`position` is where a mistake is reported), or a copy of another one. */
  constructor(source: string | GuardedRegExp, flags = '', position = 0) {
    if (source instanceof GuardedRegExp) {
      this.source = source.source;
      this.flags = source.flags;
      this.pattern = source.pattern;
      return;
    }
    this.source = source;
    this.flags = flags;
    const pattern = compilePattern(source, flags);
    // The library reports its mistakes as plain objects.
    if (!pattern)
      throw Object.assign(new Error(`The regular expression is not valid: /${source}/`), { code: 'S0301', position });
    this.pattern = pattern;
  }

  test(text: string): boolean {
    return this.pattern.search(text) !== undefined;
  }

  exec(text: string): GuardedMatch | null {
    const found = this.pattern.search(text, this.flags.includes('g') ? this.lastIndex : 0);
    this.lastIndex = found ? found.end : 0;
    if (!found) return null;
    return Object.assign([text.slice(found.start, found.end), ...found.groups], { index: found.start });
  }
}
