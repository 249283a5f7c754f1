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
  private readonly scanner: ReturnType<typeof createScanner>;
  private readonly placeholders: ReadonlyMap<number, string>;
  private readonly problem: (range: Range, message: string) => void;
  private readonly comment: (range: Range) => void;

  constructor(text: string, problem: (range: Range, message: string) => void, comment: (range: Range) => void) {
    const { source, placeholders } = coverPlaceholders(text);
    this.scanner = createScanner(source, false);
    this.placeholders = placeholders;
    this.problem = problem;
    this.comment = comment;
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
      if (error !== 0) this.problem({ start, end }, describeScanError(error));
      if (kind === 'comment') this.comment({ start, end });
      else return { kind, value: this.scanner.getTokenValue(), start, end };
    }
  }
}

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
