/**
 * The tokens of JSON and JSON with comments, by `jsonc-parser`'s scanner. Unquoted `${Placeholders}` are covered by
 * strings of the same length before scanning, so that one of them is one token and not a cascade of mistakes.
 */
import { createScanner } from 'jsonc-parser';
import type { Range } from '../syntax.ts';

/** The kinds of `jsonc-parser`'s scanner: its const enum cannot be imported into isolated modules. */
const KINDS = [
  'space',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'null',
  'true',
  'false',
  'string',
  'number',
  'comment',
  'comment',
  'space',
  'space',
  'word',
  'end',
] as const;
export type TokenKind = Exclude<(typeof KINDS)[number], 'comment' | 'space'> | 'placeholder';

export interface Token extends Range {
  readonly kind: TokenKind;
  readonly value: string;
  /** A string whose first quote is missing in the text. */
  readonly isBare?: boolean;
}

/** By the numbers of `jsonc-parser`'s ScanError, whose const enum cannot be imported into isolated modules. */
const SCAN_ERRORS = [
  '',
  "This comment is not closed: '*/' is missing.",
  'This string is not closed: a double quote is missing.',
  'This number is not written as JSON writes numbers.',
  'A \\u escape needs four hexadecimal digits.',
  'This is not an escape of JSON: use \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX.',
  'This character must be escaped inside a JSON string.',
] as const;

const UNEXPECTED_END_OF_COMMENT = 1;
const UNEXPECTED_END_OF_STRING = 2;

function describeScanError(error: number): string {
  return SCAN_ERRORS[error] ?? 'The text is not JSON here.';
}

/** `, found '…'` with the text of a token, shortened. */
export function describeFound(token: string): string {
  if (!token) return '';
  return `, found '${token.length > 20 ? `${token.slice(0, 20)}…` : token}'`;
}

/** Reads one token after the other; comments and mistakes inside a token go to the two callbacks. */
export class JsonTokens {
  private readonly source: string;
  private readonly scanner: ReturnType<typeof createScanner>;
  private readonly placeholders: ReadonlyMap<number, string>;
  private readonly problem: ScanReport;
  private readonly comment: (range: Range) => void;

  constructor(text: string, problem: ScanReport, comment: (range: Range) => void) {
    const { source, placeholders } = coverPlaceholders(text);
    this.source = source;
    this.scanner = createScanner(source, false);
    this.placeholders = placeholders;
    this.problem = problem;
    this.comment = comment;
  }

  private scanError(error: number, start: number, end: number): void {
    const isOpen = error === UNEXPECTED_END_OF_COMMENT || error === UNEXPECTED_END_OF_STRING;
    const found = isOpen ? null : BAD_ESCAPE.exec(this.source.slice(start, end));
    const at = found ? start + found.index + found[0].length - (found[1]?.length ?? 0) : start;
    const range = found ? { start: at, end: at + (found[1]?.length ?? 1) } : { start, end };
    this.problem(range, describeScanError(error), !isOpen);
  }

  next(): Token {
    for (;;) {
      const kind = KINDS[this.scanner.scan()];
      if (kind === 'space' || kind === undefined) continue;
      const start = this.scanner.getTokenOffset();
      const end = start + this.scanner.getTokenLength();
      const placeholder = this.placeholders.get(start);
      if (placeholder !== undefined) return { kind: 'placeholder', value: placeholder, start, end };
      const error = this.scanner.getTokenError();
      if (error !== 0) this.scanError(error, start, end);
      if (kind === 'comment') this.comment({ start, end });
      else return { kind, value: this.scanner.getTokenValue(), start, end };
    }
  }
}

/** Told of a mistake inside a token; `isWhole` where it is still known where the token ends. */
export type ScanReport = (range: Range, message: string, isWhole: boolean) => void;

/** A backslash that begins no escape of JSON. */
const BAD_ESCAPE = /(?<!\\)(?:\\\\)*(\\(?:u(?![0-9a-fA-F]{4})|[^"\\/bfnrtu]))/;

const TOKENS = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\$\{[^{}\n"]+\}/g;

/** Covers each unquoted `${Name}` by a string literal of the same length; the map holds the true text by offset. */
export function coverPlaceholders(text: string): { source: string; placeholders: Map<number, string> } {
  const placeholders = new Map<number, string>();
  if (!text.includes('${')) return { source: text, placeholders };
  const source = text.replace(TOKENS, (token, offset: number) => {
    if (!token.startsWith('$')) return token;
    placeholders.set(offset, token);
    return `"${'_'.repeat(token.length - 2)}"`;
  });
  return { source, placeholders };
}
