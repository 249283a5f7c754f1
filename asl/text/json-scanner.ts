/**
 * Cuts a text into the words and signs of JSON with comments. It makes no object for any of them and no string for what
 * is not a string: a text of 1 MB has some 100,000 of them, and an editor waits. It never throws and knows no grammar;
 * a test compares it with the scanner of `jsonc-parser`, token by token (decision 10).
 */

import { JSON_ESCAPES } from '../json/escapes.ts';
import { LONGEST_KNOWN, ownText } from './own-text.ts';

export type ScannedKind =
  | '{'
  | '}'
  | '['
  | ']'
  | ','
  | ':'
  | 'null'
  | 'true'
  | 'false'
  | 'string'
  | 'number'
  | 'comment'
  | 'word'
  | 'end';

/** What is wrong inside of a token. */
export type ScanError =
  | 'open-comment'
  | 'open-string'
  | 'number'
  | 'unicode-escape'
  | 'escape'
  | 'unescaped-character'
  | undefined;

/** How many words are kept to be found again. */
const KNOWN_SIZE = 4096;

/** Stands on one token at a time: `scan` goes on to the next one, blanks left out. */
export class JsonScanner {
  kind: ScannedKind = 'end';
  start = 0;
  end = 0;
  error: ScanError;
  /** The decoded string, the text of a word or a number; of signs nothing. */
  value = '';
  private readonly text: string;
  /** By a number made of their letters, so that a word that is known needs no new string. */
  private readonly known: (string | undefined)[] = new Array<string | undefined>(KNOWN_SIZE);

  constructor(text: string) {
    this.text = text;
  }

  scan(): void {
    const { text } = this;
    let at = this.end;
    let code = text.charCodeAt(at);
    while (code === SPACE || code === LINE_FEED || code === RETURN || code === TAB) code = text.charCodeAt(++at);
    this.start = at;
    this.error = undefined;
    if (at >= text.length) {
      this.is('end', text.length);
      return;
    }
    switch (code) {
      case QUOTE:
        this.string(at + 1);
        return;
      case 0x7b:
        this.is('{', at + 1);
        return;
      case 0x7d:
        this.is('}', at + 1);
        return;
      case 0x5b:
        this.is('[', at + 1);
        return;
      case 0x5d:
        this.is(']', at + 1);
        return;
      case 0x3a:
        this.is(':', at + 1);
        return;
      case 0x2c:
        this.is(',', at + 1);
        return;
      case SLASH:
        this.slash(at);
        return;
      default:
        if (isDigit(code) || (code === MINUS && isDigit(text.charCodeAt(at + 1)))) this.number(at);
        else if (code === MINUS) this.isWord('-', at + 1);
        else this.word(at);
    }
  }

  private is(kind: Exclude<ScannedKind, 'string' | 'number' | 'word' | 'null' | 'true' | 'false'>, end: number): void {
    this.kind = kind;
    this.value = '';
    this.end = end;
  }

  private isWord(value: string, end: number): void {
    this.kind = 'word';
    this.value = value;
    this.end = end;
  }

  private string(from: number): void {
    const { text } = this;
    this.kind = 'string';
    let mix = 0;
    let at = from;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      // The end of the text is no number, so it is not at least a blank.
      if (code === BACKSLASH || !(code >= SPACE)) {
        this.unusualString(from, at);
        return;
      }
      mix = (Math.imul(mix, 31) + code) | 0;
    }
    this.end = at + 1;
    this.value = at - from <= LONGEST_KNOWN ? this.knownText(from, at, mix) : ownText(text.slice(from, at));
  }

  private knownText(from: number, to: number, mix: number): string {
    const place = (mix ^ (mix >>> 12)) & (KNOWN_SIZE - 1);
    const before = this.known[place];
    if (before !== undefined && before.length === to - from && this.text.startsWith(before, from)) return before;
    const made = ownText(this.text.slice(from, to));
    this.known[place] = made;
    return made;
  }

  /** A string with escapes, or with a mistake in it. */
  private unusualString(from: number, firstUnusual: number): void {
    const { text } = this;
    let value = '';
    let start = from;
    let at = firstUnusual;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      if (at >= text.length || code === LINE_FEED || code === RETURN) {
        this.error = 'open-string';
        break;
      }
      if (code < SPACE) this.error = 'unescaped-character';
      if (code !== BACKSLASH) continue;
      value += text.slice(start, at);
      at = this.escape(at + 1);
      value += this.value;
      start = at + 1;
    }
    this.value = ownText(value + text.slice(Math.min(start, at), at));
    this.end = Math.min(this.error === 'open-string' ? at : at + 1, text.length);
  }

  /** Reads what stands behind a backslash into `value`; answers where its last letter stands. */
  private escape(at: number): number {
    const { text } = this;
    const letter = text[at];
    const plain = letter === undefined ? undefined : JSON_ESCAPES[letter];
    this.value = plain ?? '';
    if (plain !== undefined) return at;
    if (letter !== 'u') {
      this.error = letter === undefined ? 'open-string' : 'escape';
      return at;
    }
    const digits = HEX_DIGITS.exec(text.slice(at + 1, at + 5))?.[0] ?? '';
    if (digits.length === 4) this.value = String.fromCharCode(Number.parseInt(digits, 16));
    else this.error = 'unicode-escape';
    return at + digits.length;
  }

  private slash(start: number): void {
    const { text } = this;
    const next = text.charCodeAt(start + 1);
    if (next === SLASH) {
      let at = start + 2;
      while (at < text.length && !isLineBreak(text.charCodeAt(at))) at++;
      this.is('comment', at);
    } else if (next === STAR) {
      const close = text.indexOf('*/', start + 2);
      this.is('comment', close < 0 ? text.length : close + 2);
      if (close < 0) this.error = 'open-comment';
    } else this.isWord('/', start + 1);
  }

  private number(start: number): void {
    const { text } = this;
    NUMBER.lastIndex = start;
    const [all = '', fraction, exponent] = NUMBER.exec(text) ?? [];
    this.kind = 'number';
    this.end = start + all.length;
    this.value = all;
    if (fraction === '.') this.error = 'number';
    else if (exponent !== undefined && !isDigit(exponent.charCodeAt(exponent.length - 1))) {
      this.error = 'number';
      this.value = all.slice(0, -exponent.length);
    }
  }

  private word(start: number): void {
    const { text } = this;
    let at = start + 1;
    while (at < text.length && !endsWord(text.charCodeAt(at))) at++;
    this.isWord(text.slice(start, at), at);
    const { value } = this;
    if (value === 'true' || value === 'false' || value === 'null') this.kind = value;
  }
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const STAR = 0x2a;
const MINUS = 0x2d;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;

const HEX_DIGITS = /^[0-9a-fA-F]*/;

/** A number, also one whose fraction or exponent is still to be typed: behind a lone dot no exponent is read. */
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d*)?((?<!\.)[eE][+-]?\d*)?/y;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isLineBreak = (code: number): boolean => code === LINE_FEED || code === RETURN;

/** Blanks, brackets, quotes, commas, colons and slashes end a word. */
function endsWord(code: number): boolean {
  switch (code) {
    case TAB:
    case LINE_FEED:
    case RETURN:
    case SPACE:
    case QUOTE:
    case 0x2c:
    case SLASH:
    case 0x3a:
    case 0x5b:
    case 0x5d:
    case 0x7b:
    case 0x7d:
      return true;
    default:
      return false;
  }
}
