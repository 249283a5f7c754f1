/** The cursor over a path's text that the parsers of paths and filters share. It collects problems; `fail` gives up. */
import type { ExpressionProblem } from '../problem.ts';
import type { Literal } from './path.ts';

/** Bounds that keep hostile text from exhausting stack or memory; no real path comes near them. */
const MAX_DEPTH = 32;
export const MAX_INDEX = 2 ** 31 - 1;

class Unreadable extends Error {}

export class PathReader {
  at = 0;
  readonly text: string;
  readonly problems: ExpressionProblem[] = [];
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Runs a parser; undefined when it gave up. */
  attempt<T>(parse: () => T): T | undefined {
    try {
      return parse();
    } catch (error) {
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
  }

  problem(start: number, end: number, message: string, severity?: 'warning'): void {
    this.problems.push(severity ? { start, end, message, severity } : { start, end, message });
  }

  fail(message: string, start: number, end: number): never {
    const to = Math.min(Math.max(end, start + 1), this.text.length);
    this.problem(Math.max(0, Math.min(start, to - 1)), to, message);
    throw new Unreadable();
  }

  nested<T>(parse: () => T): T {
    if (++this.depth > MAX_DEPTH)
      this.fail(`Filters may not be nested deeper than ${MAX_DEPTH} levels.`, this.at, this.at + 1);
    const value = parse();
    this.depth--;
    return value;
  }

  peek(ahead = 0): string {
    return this.text.charAt(this.at + ahead);
  }

  take(): string {
    return this.text.charAt(this.at++);
  }

  atEnd(): boolean {
    return this.at >= this.text.length;
  }

  rest(length: number): string {
    return this.text.slice(this.at, this.at + length);
  }

  skipBlanks(): void {
    while (/\s/.test(this.peek()) && !this.atEnd()) this.at++;
  }

  /** Matches a sticky expression at the position and consumes what it matched. */
  match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** A string in single or double quotes, at whose opening quote the reader stands. */
  quoted(): string {
    const start = this.at;
    const quote = this.take();
    let value = '';
    for (;;) {
      if (this.atEnd()) this.fail(`The closing quote ${quote} is missing.`, start, this.at);
      const char = this.take();
      if (char === quote) return value;
      value += char === '\\' ? this.escape(quote) : char;
    }
  }

  /** Recorded: before the other kind of quote a backslash is a character like any other. */
  private escape(quote: string): string {
    const char = this.take();
    if ((char === '"' || char === "'") && char !== quote) return `\\${char}`;
    const control = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }[char];
    if (control !== undefined) return control;
    const code = char === 'u' ? this.match(/[\da-fA-F]{4}/y) : undefined;
    return code === undefined ? char : String.fromCharCode(Number.parseInt(code, 16));
  }

  /** A string, number, boolean or null, if one begins here. */
  literal(): Literal | undefined {
    const start = this.at;
    const next = this.peek();
    if (next === "'") {
      const value = this.quoted();
      return { kind: 'literal', value, raw: value, start, end: this.at };
    }
    const number = this.match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.-])/y);
    if (number !== undefined) return { kind: 'literal', value: Number(number), raw: number, start, end: this.at };
    const word = this.match(/(?:true|false|null)(?![\w-])/y);
    if (word === undefined) return undefined;
    return { kind: 'literal', value: word === 'null' ? null : word === 'true', raw: word, start, end: this.at };
  }
}
