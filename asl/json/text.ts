/**
 * Reads JSON text. Ordinary text goes through the engine's own `JSON.parse`; text that holds a number whose
 * spelling JavaScript would lose, or a mistake, goes through the reader below, which keeps the first and locates
 * the second. Invariant: both readers accept the same texts and give the same values.
 */
import { JSON_ESCAPES } from './escapes.ts';
import { ExactNumber, type Json, setMember } from './value.ts';

/** Values nested deeper than this are refused, as Jackson (and so AWS) does. */
const MAX_DEPTH = 1000;

/** Numbers that may not print as they are written; it may also match inside a string, which only costs time. */
const UNUSUAL_NUMBER = /\d[eE]|\d\.\d*0(?!\d)|-0(?![.\d])|0\.00000|\d{16}/;

export type ReadJson =
  | { readonly value: Json; readonly message?: undefined }
  | { readonly message: string; readonly offset: number };

/** Reads a whole text as one JSON value. */
export function readJsonText(text: string, refuseDuplicates = false, maxDepth = MAX_DEPTH): ReadJson {
  if (!refuseDuplicates && !UNUSUAL_NUMBER.test(text) && (text.length <= maxDepth || isShallow(text, maxDepth))) {
    try {
      return { value: JSON.parse(text) as Json };
    } catch {
      // Not JSON: the reader below says what is wrong and where.
    }
  }
  return new Reader(text, refuseDuplicates, maxDepth).read();
}

/** True where the brackets never nest too deeply; those inside strings count too, which only costs time. */
function isShallow(text: string, maxDepth: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b || code === 0x7b) {
      if (++depth > maxDepth) return false;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return true;
}

class Mistake extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS = { true: true, false: false, null: null } as const;

/** A character that stands for itself inside a string; false at the end of the text, where the code is NaN. */
const isPlain = (code: number): boolean => code >= 0x20 && code !== 0x22 && code !== 0x5c;

class Reader {
  private at = 0;
  private depth = 0;
  private readonly text: string;
  private readonly refuseDuplicates: boolean;
  private readonly maxDepth: number;

  constructor(text: string, refuseDuplicates: boolean, maxDepth: number) {
    this.text = text;
    this.refuseDuplicates = refuseDuplicates;
    this.maxDepth = maxDepth;
  }

  read(): ReadJson {
    try {
      const value = this.value();
      this.skipBlanks();
      if (this.at < this.text.length) this.fail('The JSON value ends here, but more text follows.');
      return { value };
    } catch (error) {
      if (error instanceof Mistake) return { message: error.message, offset: error.offset };
      throw error;
    }
  }

  private fail(message: string): never {
    throw new Mistake(message, this.at);
  }

  private skipBlanks(): void {
    while (this.at < this.text.length && ' \t\n\r'.includes(this.text.charAt(this.at))) this.at++;
  }

  private value(): Json {
    this.skipBlanks();
    const first = this.text.charAt(this.at);
    if (first === '{') return this.nested(() => this.object());
    if (first === '[') return this.nested(() => this.array());
    if (first === '"') return this.string();
    if (first === '-' || (first >= '0' && first <= '9')) return this.number();
    for (const [word, value] of Object.entries(WORDS)) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.fail(
      first === ''
        ? 'The text ends where a JSON value is expected.'
        : `A JSON value is expected here, found '${first}'.`,
    );
  }

  private nested(read: () => Json): Json {
    if (++this.depth > this.maxDepth) this.fail(`The value is nested deeper than ${this.maxDepth} levels.`);
    this.at++;
    const value = read();
    this.depth--;
    return value;
  }

  /** True when `close` comes next; it is consumed. */
  private closes(close: string): boolean {
    this.skipBlanks();
    if (this.text.charAt(this.at) !== close) return false;
    this.at++;
    return true;
  }

  /** After a member: true when another one follows. */
  private continues(close: string): boolean {
    if (this.closes(close)) return false;
    if (this.text.charAt(this.at) !== ',') this.fail(`A comma or '${close}' is expected here.`);
    this.at++;
    return true;
  }

  private array(): Json {
    const items: Json[] = [];
    if (this.closes(']')) return items;
    do items.push(this.value());
    while (this.continues(']'));
    return items;
  }

  private object(): Json {
    const members: Record<string, Json> = {};
    if (this.closes('}')) return members;
    do {
      this.skipBlanks();
      if (this.text.charAt(this.at) !== '"') this.fail('A property name in double quotes is expected here.');
      const key = this.string();
      if (this.refuseDuplicates && Object.hasOwn(members, key)) this.fail(`The property '${key}' is written twice.`);
      this.skipBlanks();
      if (this.text.charAt(this.at) !== ':') this.fail('A colon is expected after the property name.');
      this.at++;
      setMember(members, key, this.value());
    } while (this.continues('}'));
    return members;
  }

  private number(): Json {
    NUMBER.lastIndex = this.at;
    const text = NUMBER.exec(this.text)?.[0];
    if (text === undefined) return this.fail('This number is not written as JSON writes numbers.');
    const next = this.text.charAt(this.at + text.length);
    if (/[\d.eE+-]/.test(next) && next !== '') this.fail('This number is not written as JSON writes numbers.');
    this.at += text.length;
    const value = Number(text);
    return String(value) === text ? value : new ExactNumber(text);
  }

  private string(): string {
    const start = this.at++;
    let value = '';
    for (;;) {
      const from = this.at;
      while (isPlain(this.text.charCodeAt(this.at))) this.at++;
      value += this.text.slice(from, this.at);
      const next = this.text.charAt(this.at);
      if (next === '"') {
        this.at++;
        return value;
      }
      if (next === '\\') value += this.escape();
      else if (next === '') {
        this.at = start;
        this.fail('This string is not closed: a double quote is missing.');
      } else this.fail('This character must be escaped inside a JSON string.');
    }
  }

  private escape(): string {
    const code = this.text.charAt(this.at + 1);
    const simple = JSON_ESCAPES[code];
    if (simple !== undefined) {
      this.at += 2;
      return simple;
    }
    const hex = this.text.slice(this.at + 2, this.at + 6);
    if (code !== 'u' || !/^[\da-fA-F]{4}$/.test(hex))
      this.fail('This is not an escape of JSON: use \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX.');
    this.at += 6;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }
}
