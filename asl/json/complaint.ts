/**
 * Why a text is no JSON, in the words of the parser that AWS uses (Jackson), because the service hands them on: in
 * INVALID_JSON_DESCRIPTION and in InvalidExecutionInput. Our own messages to users stand in `json-reader.ts`.
 */

export interface JsonComplaint {
  readonly message: string;
  /** As AWS gives the place: `[Source: (String)"…"; line: 1, column: 4]`. */
  readonly location: string;
}

/** What Jackson says about the text; undefined where it is JSON. */
export function jsonComplaint(text: string): JsonComplaint | undefined {
  try {
    new Reader(text).document();
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof Complaint)) throw thrown;
    return { message: thrown.message, location: place(text, thrown.at, thrown.isInString) };
  }
}

class Complaint extends Error {
  /** The offset up to which the parser has read. */
  readonly at: number;
  /** A line break counts as one only between values. */
  readonly isInString: boolean;

  constructor(message: string, at: number, isInString = false) {
    super(message);
    this.name = 'Complaint';
    this.at = at;
    this.isInString = isInString;
  }
}

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const COMMENT =
  "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)";
const NAME_START = 'was expecting double-quote to start field name';
/** Jackson quotes no more of the source than this. */
const QUOTED_LENGTH = 500;
const MAX_DEPTH = 1000;
/** A token that is none is quoted up to this length. */
const MAX_TOKEN_LENGTH = 256;
/** What Java lets an identifier begin with, and hold. */
const WORD_START = /[\p{L}\p{Nl}\p{Sc}\p{Pc}]/u;
const WORD = /^[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}]+/u;

type Container = 'Object' | 'Array';

function place(text: string, at: number, isInString = false): string {
  const lines = text.slice(0, isInString ? at - 1 : at).split(/\r\n|\r|\n/);
  const column = (lines.at(-1)?.length ?? 0) + (isInString ? 2 : 1);
  const rest = text.length - QUOTED_LENGTH;
  const quoted = `"${text.slice(0, QUOTED_LENGTH)}"${rest > 0 ? `[truncated ${rest} chars]` : ''}`;
  return `[Source: (String)${quoted}; line: ${lines.length}, column: ${column}]`;
}

class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): void {
    this.blanks();
    if (this.at >= this.text.length) throw new Complaint('No content to map due to end-of-input', this.at);
    this.value(0);
    this.blanks();
    if (this.at < this.text.length) this.value(0);
  }

  /** A bracket that closes another container than the one that is open. */
  private mismatch(open: 'root' | Container, start: number): never {
    const char = this.text[this.at] ?? '';
    const opened = open === 'root' ? place(this.text, 0).replace(/1\]$/, '0]') : place(this.text, start);
    const expected = char === '}' ? ']' : '}';
    const message = `Unexpected close marker '${char}': expected '${expected}' (for ${open} starting at ${opened})`;
    throw new Complaint(message, this.at + 1);
  }

  private blanks(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at += 1;
    if (this.text[this.at] === '/') this.unexpected(COMMENT);
  }

  private value(depth: number): void {
    const char = this.text[this.at] ?? '';
    if (depth > MAX_DEPTH)
      throw new Complaint(`Document nesting depth (${depth}) exceeds the maximum allowed (${MAX_DEPTH})`, this.at);
    if (char === '{') this.object(depth);
    else if (char === '[') this.array(depth);
    else if (char === '"') this.string('string value');
    else if (char === '-' || /\d/.test(char)) this.number();
    else if (WORD_START.test(char)) this.word();
    else if (depth === 0 && (char === '}' || char === ']')) this.mismatch('root', 0);
    else if (char === '}') this.unexpected('expected a value');
    else this.unexpected(`expected a valid value ${VALUES}`);
  }

  private object(depth: number): void {
    const start = this.at++;
    this.blanks();
    if (this.text[this.at] === '}') {
      this.at += 1;
      return;
    }
    if (this.text[this.at] === ']') this.mismatch('Object', start);
    this.inside('Object', start);
    for (;;) {
      if (this.text[this.at] !== '"') this.unexpected(NAME_START);
      this.string('name');
      this.blanks();
      this.between('Object');
      if (this.text[this.at] !== ':') this.unexpected('was expecting a colon to separate field name and value');
      this.at += 1;
      this.blanks();
      this.between('Object');
      this.value(depth + 1);
      if (this.ends('}', 'Object', start)) return;
    }
  }

  private array(depth: number): void {
    const start = this.at++;
    this.blanks();
    if (this.text[this.at] === ']') {
      this.at += 1;
      return;
    }
    if (this.text[this.at] === '}') this.mismatch('Array', start);
    this.inside('Array', start);
    for (;;) {
      this.value(depth + 1);
      if (this.ends(']', 'Array', start)) return;
    }
  }

  /** Reads what follows an entry: a comma, or the end of its container. */
  private ends(close: string, kind: Container, start: number): boolean {
    this.blanks();
    this.inside(kind, start);
    const char = this.text[this.at] ?? '';
    if (char !== ',' && char !== close) {
      if (char === '}' || char === ']') this.mismatch(kind, start);
      this.unexpected(`was expecting comma to separate ${kind} entries`);
    }
    this.at += 1;
    this.blanks();
    if (char === ',') this.between(kind);
    return char === close;
  }

  /** The text may not end between the parts of an entry, or behind a comma. */
  private between(kind: Container): void {
    if (this.at < this.text.length) return;
    throw new Complaint(`Unexpected end-of-input within/between ${kind} entries`, this.at);
  }

  private inside(kind: Container, start: number): void {
    if (this.at < this.text.length) return;
    const opened = place(this.text, start);
    throw new Complaint(
      `Unexpected end-of-input: expected close marker for ${kind} (start marker at ${opened})`,
      this.at,
    );
  }

  private string(what: 'name' | 'string value'): void {
    this.at += 1;
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined) {
        const where = what === 'name' ? ' in field name' : ': was expecting closing quote for a string value';
        throw new Complaint(`Unexpected end-of-input${where}`, this.at);
      }
      const code = char.charCodeAt(0);
      this.at += 1;
      if (char === '"') return;
      if (code < 0x20) {
        const illegal = `Illegal unquoted character ((CTRL-CHAR, code ${code}))`;
        const advice = `has to be escaped using backslash to be included in ${what}`;
        throw new Complaint(`${illegal}: ${advice}`, this.at, true);
      }
      if (char === '\\') this.escape();
    }
  }

  private escape(): void {
    const char = this.text[this.at];
    if (char === undefined) throw new Complaint('Unexpected end-of-input in character escape sequence', this.at);
    this.at += 1;
    if (char === 'u') {
      for (let i = 0; i < 4; i++, this.at++) {
        const digit = this.text[this.at] ?? '';
        if (!/[0-9A-Fa-f]/.test(digit))
          throw this.expecting(digit, 'expected a hex-digit for character escape sequence');
      }
    } else if (!/["\\/bfnrt]/.test(char)) {
      throw new Complaint(`Unrecognized character escape ${named(char)}`, this.at);
    }
  }

  private number(): void {
    const match = /^-?(\d*)(\.\d*)?([eE][+-]?\d*)?/.exec(this.text.slice(this.at));
    const [whole = '', digits = '', fraction, exponent] = match ?? [];
    const isNegative = whole.startsWith('-');
    this.at += whole.length;
    if (digits === '') {
      this.at = this.at - whole.length + 1;
      const [, name] = /^(I(?:NF|nfinity))/.exec(this.text.slice(this.at)) ?? [];
      if (name) this.nonStandard(`-${name}`, this.at + name.length);
      throw this.inNumber('expected digit (0-9) to follow minus sign, for valid numeric value');
    }
    if (/^0\d/.test(digits)) {
      this.at += 1 - whole.length + (isNegative ? 1 : 0);
      throw new Complaint('Invalid numeric value: Leading zeroes not allowed', this.at);
    }
    if (fraction === '.') throw this.inNumber('Decimal point not followed by a digit');
    if (exponent !== undefined && !/\d$/.test(exponent))
      throw this.inNumber('Exponent indicator not followed by a digit');
  }

  private inNumber(expectation: string): Complaint {
    const char = this.text[this.at] ?? '';
    return new Complaint(`Unexpected character (${named(char)}) in numeric value: ${expectation}`, this.at + 1);
  }

  private nonStandard(token: string, at: number): never {
    const advice = 'enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow';
    throw new Complaint(`Non-standard token '${token}': ${advice}`, at);
  }

  private word(): void {
    const word = WORD.exec(this.text.slice(this.at))?.[0] ?? '';
    this.at += word.length;
    if (word === 'null' || word === 'true' || word === 'false') return;
    if (word === 'NaN' || word === 'INF' || word === 'Infinity') this.nonStandard(word, this.at);
    const quoted = word.length > MAX_TOKEN_LENGTH ? `${word.slice(0, MAX_TOKEN_LENGTH)}...` : word;
    throw new Complaint(`Unrecognized token '${quoted}': was expecting ${VALUES}`, this.at);
  }

  private unexpected(expectation: string): never {
    throw this.expecting(this.text[this.at] ?? '', expectation);
  }

  private expecting(char: string, expectation: string): Complaint {
    return new Complaint(`Unexpected character (${named(char)}): ${expectation}`, this.at + 1);
  }
}

/** A character as Jackson names it: `'x' (code 120)`. */
const named = (char: string): string => `'${char}' (code ${char.charCodeAt(0) || 0})`;
