/** Text of a regular expression to its tree. Never throws. */
import { type CharTest, CLASS_ESCAPES, foldCase, rangeTest } from './chars.ts';

export type PatternNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly kind: 'group'; readonly index: number; readonly body: PatternNode }
  | {
      readonly kind: 'repeat';
      readonly body: PatternNode;
      readonly min: number;
      readonly max: number;
      readonly mode: 'greedy' | 'lazy' | 'possessive';
    }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negative: boolean; readonly body: PatternNode }
  | { readonly kind: 'reference'; readonly group: number; readonly ignoreCase: boolean }
  | { readonly kind: 'assert'; readonly at: 'start' | 'end' | 'line-start' | 'line-end' | 'word' | 'no-word' };

export interface PatternTree {
  readonly root: PatternNode;
  readonly groups: number;
}
export interface PatternProblem {
  readonly offset: number;
  readonly message: string;
}

const MAX_DEPTH = 100;
const MAX_REPEAT = 1000;

class Broken extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Parses a pattern; flags are `i`, `m`, `s` (others have no meaning here and are refused, but for `g`, `u` and `y`). */
export function parsePattern(
  source: string,
  flags: string,
): { readonly value?: PatternTree; readonly problem?: PatternProblem } {
  const unknown = flags.search(/[^gimsuy]/);
  if (unknown >= 0)
    return {
      problem: {
        offset: source.length + 1 + unknown,
        message: `'${flags.charAt(unknown)}' is not a flag of regular expressions: use i, m or s.`,
      },
    };
  try {
    return { value: new PatternParser(source, flags).parse() };
  } catch (error) {
    if (error instanceof Broken) return { problem: { offset: error.offset, message: error.message } };
    throw error;
  }
}

class PatternParser {
  private at = 0;
  private groups = 0;
  private depth = 0;
  private readonly names = new Map<string, number>();
  private readonly source: string;
  private ignoreCase: boolean;
  private multiline: boolean;
  private dotAll: boolean;

  constructor(source: string, flags: string) {
    this.source = source;
    this.ignoreCase = flags.includes('i');
    this.multiline = flags.includes('m');
    this.dotAll = flags.includes('s');
  }

  parse(): PatternTree {
    const root = this.choice();
    if (this.at < this.source.length) this.fail("This ')' closes no group.");
    return { root, groups: this.groups };
  }

  private fail(message: string, offset = this.at): never {
    throw new Broken(message, offset);
  }

  private peek(): string {
    return this.source.charAt(this.at);
  }

  private takes(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.source);
    if (found) this.at += found[0].length;
    return found;
  }

  private choice(): PatternNode {
    if (++this.depth > MAX_DEPTH) this.fail('The regular expression is nested too deeply.');
    const options = [this.sequence()];
    while (this.takes('|')) options.push(this.sequence());
    this.depth--;
    return options.length === 1 && options[0] ? options[0] : { kind: 'choice', options };
  }

  private sequence(): PatternNode {
    const items: PatternNode[] = [];
    while (this.at < this.source.length && this.peek() !== '|' && this.peek() !== ')') items.push(this.repeated());
    return items.length === 1 && items[0] ? items[0] : { kind: 'sequence', items };
  }

  private repeated(): PatternNode {
    const start = this.at;
    let body = this.atom();
    for (;;) {
      const counts = this.counts();
      if (!counts) return body;
      if (body.kind === 'assert') this.fail('There is nothing to repeat before this quantifier.', start);
      if (counts.max < counts.min) this.fail('The numbers of this quantifier are out of order.', start);
      const mode = this.takes('?') ? 'lazy' : this.takes('+') ? 'possessive' : 'greedy';
      body = { kind: 'repeat', body, ...counts, mode };
      if (/[*+?]/.test(this.peek()) && this.peek() !== '')
        this.fail('There is nothing to repeat before this quantifier.');
    }
  }

  private counts(): { min: number; max: number } | undefined {
    if (this.takes('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.takes('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.takes('?')) return { min: 0, max: 1 };
    const start = this.at;
    const braces = this.match(/\{(\d+)(,(\d*))?\}/y);
    if (!braces) return undefined;
    const min = Number(braces[1]);
    const max = braces[2] === undefined ? min : braces[3] ? Number(braces[3]) : Number.POSITIVE_INFINITY;
    if (min > MAX_REPEAT || (max > MAX_REPEAT && max !== Number.POSITIVE_INFINITY))
      this.fail(`A quantifier may not count further than ${MAX_REPEAT}.`, start);
    return { min, max };
  }

  private atom(): PatternNode {
    const char = this.peek();
    switch (char) {
      case '(':
        return this.group();
      case '[':
        return { kind: 'char', test: this.fold(this.charClass()) };
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
        return this.fail('There is nothing to repeat before this quantifier.');
    }
    this.at++;
    if (char === '^') return { kind: 'assert', at: this.multiline ? 'line-start' : 'start' };
    if (char === '$') return { kind: 'assert', at: this.multiline ? 'line-end' : 'end' };
    if (char === '.')
      return {
        kind: 'char',
        test: this.dotAll ? () => true : (code) => code !== 10 && code !== 13 && code !== 0x2028 && code !== 0x2029,
      };
    return this.literal(char.charCodeAt(0));
  }

  private literal(code: number): PatternNode {
    return { kind: 'char', test: this.fold((other) => other === code) };
  }

  private fold(test: CharTest): CharTest {
    return this.ignoreCase ? foldCase(test) : test;
  }

  private group(): PatternNode {
    const start = this.at++;
    const flags = [this.ignoreCase, this.multiline, this.dotAll] as const;
    const node = this.groupBody(start);
    if (node.kind === 'empty') return node; // `(?i)`: the flags hold on.
    if (!this.takes(')')) this.fail("The closing parenthesis ')' of this group is missing.", start);
    [this.ignoreCase, this.multiline, this.dotAll] = flags;
    return node;
  }

  private groupBody(start: number): PatternNode {
    if (!this.takes('?')) return this.capture();
    if (this.takes(':')) return this.nonCapturing();
    if (this.takes('>')) return { kind: 'repeat', body: this.choice(), min: 1, max: 1, mode: 'possessive' };
    const look = this.match(/<?[=!]/y)?.[0];
    if (look) return { kind: 'look', behind: look.length === 2, negative: look.endsWith('!'), body: this.choice() };
    const name = this.match(/P?<([A-Za-z_$][\w$]*)>/y)?.[1];
    if (name !== undefined) {
      this.names.set(name, this.groups + 1);
      return this.capture();
    }
    const inline = this.match(/([ims]*)(-[ims]+)?([:)])/y);
    if (!inline)
      return this.fail("This kind of group is not known: after '(?' one of : = ! <= <! <name> is expected.", start);
    this.setFlags(inline[1] ?? '', true);
    this.setFlags(inline[2] ?? '', false);
    return inline[3] === ':' ? this.nonCapturing() : { kind: 'empty' };
  }

  /** A group without number; never the bare `empty` node, which means that flags were set. */
  private nonCapturing(): PatternNode {
    return { kind: 'sequence', items: [this.choice()] };
  }

  private setFlags(letters: string, on: boolean): void {
    if (letters.includes('i')) this.ignoreCase = on;
    if (letters.includes('m')) this.multiline = on;
    if (letters.includes('s')) this.dotAll = on;
  }

  private capture(): PatternNode {
    const index = ++this.groups;
    return { kind: 'group', index, body: this.choice() };
  }

  private escape(): PatternNode {
    const start = this.at++;
    if (this.at >= this.source.length) this.fail('The regular expression ends after a backslash.', start);
    const number = this.match(/[1-9]\d?/y)?.[0];
    if (number !== undefined) return { kind: 'reference', group: Number(number), ignoreCase: this.ignoreCase };
    const name = this.match(/k<([A-Za-z_$][\w$]*)>/y)?.[1];
    if (name !== undefined)
      return {
        kind: 'reference',
        group: this.names.get(name) ?? this.fail(`There is no group named '${name}' before this.`, start),
        ignoreCase: this.ignoreCase,
      };
    if (this.takes('b')) return { kind: 'assert', at: 'word' };
    if (this.takes('B')) return { kind: 'assert', at: 'no-word' };
    if (this.takes('A')) return { kind: 'assert', at: 'start' };
    if (this.takes('z') || this.takes('Z')) return { kind: 'assert', at: 'end' };
    const one = this.oneEscape();
    return typeof one === 'number' ? this.literal(one) : { kind: 'char', test: this.fold(one) };
  }

  /** What stands behind a backslash, inside a class or outside: one character or a class of them. */
  private oneEscape(): number | CharTest {
    const property = this.match(/([pP])\{([\w=]+)\}/y);
    if (property) return this.unicodeProperty(property[1] === 'P', property[2] ?? '');
    const hex = this.match(/u([\da-fA-F]{4})|x([\da-fA-F]{2})/y);
    if (hex) return Number.parseInt(hex[1] ?? hex[2] ?? '', 16);
    const control = this.match(/c([A-Za-z])/y)?.[1];
    if (control !== undefined) return control.charCodeAt(0) % 32;
    const char = this.peek();
    this.at++;
    const code = { n: 10, r: 13, t: 9, f: 12, v: 11, '0': 0, a: 7, e: 27 }[char];
    return code ?? CLASS_ESCAPES[char] ?? char.charCodeAt(0);
  }

  private unicodeProperty(negative: boolean, name: string): CharTest {
    try {
      // One character at a time: no input can make this slow.
      const tester = new RegExp(`^\\${negative ? 'P' : 'p'}{${name.replace(/^Is(?=[A-Z])/, '')}}$`, 'u');
      return (code) => tester.test(String.fromCharCode(code));
    } catch {
      return this.fail(`There is no Unicode property '${name}'.`, this.at - name.length - 1);
    }
  }

  private charClass(): CharTest {
    const start = this.at++;
    const negative = this.takes('^');
    const tests: CharTest[] = [];
    while (this.peek() !== ']') {
      if (this.at >= this.source.length) this.fail("The closing bracket ']' of this class is missing.", start);
      const from = this.classAtom();
      if (
        typeof from === 'number' &&
        this.peek() === '-' &&
        this.source.charAt(this.at + 1) !== ']' &&
        this.at + 1 < this.source.length
      ) {
        const dash = this.at++;
        const to = this.classAtom();
        if (typeof to !== 'number') tests.push(rangeTest(from, from), rangeTest(45, 45), to);
        else if (to < from) this.fail('The ends of this range are out of order.', dash);
        else tests.push(rangeTest(from, to));
      } else tests.push(typeof from === 'number' ? rangeTest(from, from) : from);
    }
    this.at++;
    const any: CharTest = (code) => tests.some((test) => test(code));
    const folded = this.fold(any);
    return negative ? (code) => !folded(code) : any;
  }

  private classAtom(): number | CharTest {
    if (!this.takes('\\')) return this.source.charCodeAt(this.at++);
    return this.takes('b') ? 8 : this.oneEscape();
  }
}
