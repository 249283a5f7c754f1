/**
 * The tokens of JSON and JSON with comments. Unquoted `${Placeholders}` are covered by strings of the same length
 * before scanning, so that one of them is one token and not a cascade of mistakes.
 */
import type { Range } from '../syntax.ts';
import { JsonScanner, type ScanError, type ScannedKind } from './json-scanner.ts';
import { ownText } from './own-text.ts';

export type TokenKind = Exclude<ScannedKind, 'comment'> | 'placeholder';

export interface Token extends Range {
  readonly kind: TokenKind;
  /** The decoded string, the text of a word, a number or a placeholder; of signs nothing. */
  readonly value: string;
  /** A string whose first quote is missing in the text. */
  readonly isBare: boolean;
}

/** A token to read the next one into: whoever looks at one after the other needs no more than two. */
export type TokenSlot = { -readonly [K in keyof Token]: Token[K] };

export const newSlot = (): TokenSlot => ({ kind: 'end', value: '', start: 0, end: 0, isBare: false });

const SCAN_ERRORS: Readonly<Record<NonNullable<ScanError>, string>> = {
  'open-comment': "This comment is not closed: '*/' is missing.",
  'open-string': 'This string is not closed: a double quote is missing.',
  number: 'This number is not written as JSON writes numbers.',
  'unicode-escape': 'A \\u escape needs four hexadecimal digits.',
  escape: 'This is not an escape of JSON: use \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX.',
  'unescaped-character': 'This character must be escaped inside a JSON string.',
};

/** `, found '…'` with the text of a token, shortened. */
export function describeFound(token: string): string {
  if (!token) return '';
  return `, found '${token.length > 20 ? `${token.slice(0, 20)}…` : token}'`;
}

/** Reads one token after the other; comments and mistakes inside a token go to the two callbacks. */
export class JsonTokens {
  private readonly source: string;
  private readonly scanner: JsonScanner;
  private readonly placeholders: ReadonlyMap<number, string> | undefined;
  private readonly problem: ScanReport;
  private readonly comment: (range: Range) => void;

  constructor(text: string, problem: ScanReport, comment: (range: Range) => void) {
    const { source, placeholders } = coverPlaceholders(text);
    this.source = source;
    this.scanner = new JsonScanner(source);
    this.placeholders = placeholders.size > 0 ? placeholders : undefined;
    this.problem = problem;
    this.comment = comment;
  }

  private scanError(error: NonNullable<ScanError>, start: number, end: number): void {
    const isOpen = error === 'open-comment' || error === 'open-string';
    const found = isOpen ? null : BAD_ESCAPE.exec(this.source.slice(start, end));
    const at = found ? start + found.index + found[0].length - (found[1]?.length ?? 0) : start;
    const range = found ? { start: at, end: at + (found[1]?.length ?? 1) } : { start, end };
    this.problem(range, SCAN_ERRORS[error], !isOpen);
  }

  /** Reads the next token into the slot. */
  next(into: TokenSlot): void {
    const { scanner } = this;
    for (;;) {
      scanner.scan();
      const { kind, start, end, error } = scanner;
      const placeholder = this.placeholders?.get(start);
      if (placeholder === undefined && error !== undefined) this.scanError(error, start, end);
      if (kind === 'comment') {
        this.comment({ start, end });
        continue;
      }
      into.kind = placeholder === undefined ? kind : 'placeholder';
      into.value = placeholder ?? scanner.value;
      into.start = start;
      into.end = end;
      into.isBare = false;
      return;
    }
  }
}

/** Told of a mistake inside a token; `isWhole` where it is still known where the token ends. */
export type ScanReport = (range: Range, message: string, isWhole: boolean) => void;

/** A backslash that begins no escape of JSON. */
const BAD_ESCAPE = /(?<!\\)(?:\\\\)*(\\(?:u(?![0-9a-fA-F]{4})|[^"\\/bfnrtu]))/;

const STRING = String.raw`"(?:[^"\\\n]|\\.)*"`;

/** `%{ if … }` of Terraform's templates. */
const DIRECTIVE = String.raw`%\{~?\s*(?:if|else|endif|for|endfor)\b[^{}\n]*\}`;
const ANY_DIRECTIVE = new RegExp(DIRECTIVE);

/** True where directives of a template decide which parts of the text count. */
export const hasDirectives = (text: string): boolean => text.includes('%{') && ANY_DIRECTIVE.test(text);

/** What stands between the braces of a placeholder. */
export const placeholderName = (text: string): string =>
  ownText(/^(?:\{\{|<[<%])/.test(text) ? text.slice(2, -2).replace(/^=/, '').trim() : text.slice(2, -1));

/**
 * Strings and comments, in which nothing is covered, and what is: `${Name}` and `${jsonencode({ a = "b" })}`,
 * `{{ name }}`, `<%= name %>`, `<<name>>`, `%{ if … }`, and a byte order mark.
 */
const TOKENS = new RegExp(
  [
    `${STRING}?`,
    String.raw`//[^\n]*|/\*[\s\S]*?\*/`,
    String.raw`\$\{(?:[^{}"\n]|${STRING}|\{(?:[^{}"\n]|${STRING})*\})+\}`,
    String.raw`\{\{\s*[\w.][^{}\n]*\}\}`,
    String.raw`<%=[^%\n]+%>|<<[\w.-]+>>`,
    DIRECTIVE,
    String.raw`^\uFEFF`,
  ].join('|'),
  'g',
);

/** True where a part of the text may have to be covered. */
const mayHoldMore = (text: string): boolean =>
  text.includes('${') ||
  text.includes('{{') ||
  text.includes('%{') ||
  /<[<%]/.test(text) ||
  text.startsWith(BYTE_ORDER_MARK);

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Covers each unquoted `${Name}` by a string literal of the same length; the map holds the true text by offset.
 * Directives of templates, and the mark before the first character, are covered by blanks.
 */
export function coverPlaceholders(text: string): { source: string; placeholders: Map<number, string> } {
  const placeholders = new Map<number, string>();
  if (!mayHoldMore(text)) return { source: text, placeholders };
  const source = text.replace(TOKENS, (token, offset: number) => {
    if (token.startsWith('"') || token.startsWith('/')) return token;
    if (token.startsWith('%') || token === BYTE_ORDER_MARK) return ' '.repeat(token.length);
    placeholders.set(offset, token);
    return `"${'_'.repeat(token.length - 2)}"`;
  });
  return { source, placeholders };
}
