/**
 * CSV as Step Functions reads it, row by row, so that a file of any size is read in pieces: a row that a piece cuts is left for the
 * next one. A row of blanks is a row, an empty line is none.
 */
import { type Json, setMember } from '#asl/json';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEW_LINE = 0x0a;
const RETURN = 0x0d;

export interface CsvPiece {
  readonly text: string;
  readonly delimiter: string;
  /** Whether the text ends here; otherwise its last row may go on. */
  readonly isLast: boolean;
}

export interface CsvRows {
  readonly rows: readonly (readonly string[])[];
  /** Where the first row begins that was not read. */
  readonly end: number;
}

/** The rows of a text as lists of fields. */
export const csvRows = (text: string, delimiter: string): readonly (readonly string[])[] =>
  readRows({ text, delimiter, isLast: true }, 0, Number.POSITIVE_INFINITY).rows;

/** Whole rows from an offset on, at most so many. */
export function readRows(piece: CsvPiece, from: number, limit: number): CsvRows {
  const rows: (readonly string[])[] = [];
  const marks = marksOf(piece);
  let at = from;
  while (rows.length < limit && at < piece.text.length) {
    const row: string[] = [];
    const end = readRow(piece, marks, at, row);
    if (end < 0) break;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    at = end;
  }
  return { rows, end: at };
}

/** What is looked for in a text: files are large, and most of their fields hold none of it. */
interface Marks {
  readonly separator: number;
  /** By its code whether a character may end a plain field. */
  readonly stops: Uint8Array;
  readonly hasBackslash: boolean;
}

function marksOf({ text, delimiter }: CsvPiece): Marks {
  const separator = delimiter.charCodeAt(0);
  const stops = new Uint8Array(128);
  for (const code of [separator, NEW_LINE, RETURN, QUOTE, BACKSLASH]) stops[code] = 1;
  return { separator, stops, hasBackslash: text.includes('\\') };
}

/** Reads the fields of a row and gives the offset behind it; -1 where the text ends before the row may. */
function readRow({ text, isLast }: CsvPiece, marks: Marks, from: number, row: string[]): number {
  const { separator, stops } = marks;
  let at = from;
  for (;;) {
    const start = at;
    let code = text.charCodeAt(at);
    while (at < text.length && stops[code] !== 1) code = text.charCodeAt(++at);
    if (code === QUOTE || code === BACKSLASH) {
      at = endOfPlainQuotes(text, start, marks);
      if (at >= 0) row.push(text.slice(start + 1, at - 1));
      else {
        const field = readMarked(text, start, separator, isLast);
        if (!field) return -1;
        row.push(field.value);
        at = field.end;
      }
      code = text.charCodeAt(at);
    } else row.push(text.slice(start, at));
    if (code === separator) {
      at += 1;
      continue;
    }
    if (at >= text.length) return isLast ? at : -1;
    if (code === NEW_LINE) return at + 1;
    if (at + 1 >= text.length && !isLast) return -1;
    return text.charCodeAt(at + 1) === NEW_LINE ? at + 2 : at + 1;
  }
}

/** The offset behind a field in quotes that needs no closer look, as nearly all do; -1 for any other. */
function endOfPlainQuotes(text: string, start: number, { separator, hasBackslash }: Marks): number {
  if (hasBackslash || text.charCodeAt(start) !== QUOTE) return -1;
  const end = text.indexOf('"', start + 1) + 1;
  const next = end > 0 ? text.charCodeAt(end) : Number.NaN;
  return next === separator || next === NEW_LINE || next === RETURN ? end : -1;
}

/**
 * A field with quotes or backslashes in it; undefined where the text ends before the field may. Documented ("How Step
 * Functions parses input CSV files"): two quotes are one, also in a field that does not begin with one; a backslash
 * makes a quote, a backslash and the delimiter plain characters, and is lost before any other.
 */
function readMarked(
  text: string,
  start: number,
  separator: number,
  isLast: boolean,
): { readonly value: string; readonly end: number } | undefined {
  const endsField = (code: number): boolean => code === separator || code === NEW_LINE || code === RETURN;
  let value = '';
  // From here on the text is taken as it stands.
  let plain = start;
  let isQuoted = false;
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isQuoted && endsField(code)) break;
    if (code !== QUOTE && code !== BACKSLASH) continue;
    const isAtEnd = at + 1 >= text.length;
    if (isAtEnd && !isLast) return undefined;
    const next = text.charCodeAt(at + 1);
    value += text.slice(plain, at);
    plain = at + 1;
    if (code === BACKSLASH) {
      if (next === QUOTE || next === BACKSLASH || next === separator) at += 1;
    } else if (next === QUOTE && (isQuoted || value !== '')) at += 1;
    else if (isQuoted) {
      isQuoted = false;
      if (!isAtEnd && !endsField(next)) value += '"';
    } else if (value.trim() === '') {
      isQuoted = true;
      value = '';
    } else value += '"';
  }
  if (at >= text.length && !isLast) return undefined;
  return { value: value + text.slice(plain, at), end: at };
}

/** The rows as items; fields that a row lacks are empty. */
export function itemsOfRows(rows: readonly (readonly string[])[], headers: readonly string[]): readonly Json[] {
  const isPlain = !headers.includes('__proto__');
  return rows.map((row) => {
    const item: Record<string, Json> = {};
    for (let i = 0; i < headers.length; i++) {
      const name = headers[i] as string;
      const value = row[i] ?? '';
      if (isPlain) item[name] = value;
      else setMember(item, name, value);
    }
    return item;
  });
}
