/**
 * CSV by RFC 4180, row by row, so that a file of any size is read in pieces: a row that a piece cuts is left for the
 * next one. A row of blanks is a row, an empty line is none.
 */
import { type Json, setMember } from '#asl/json';

const QUOTE = 0x22;
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
  let at = from;
  while (rows.length < limit && at < piece.text.length) {
    const row: string[] = [];
    const end = readRow(piece, at, row);
    if (end < 0) break;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    at = end;
  }
  return { rows, end: at };
}

/** Reads the fields of a row and gives the offset behind it; -1 where the text ends before the row may. */
function readRow({ text, delimiter, isLast }: CsvPiece, from: number, row: string[]): number {
  const separator = delimiter.charCodeAt(0);
  let at = from;
  for (;;) {
    const start = at;
    let quoted: string | undefined;
    if (text.charCodeAt(at) === QUOTE) {
      at = endOfQuotes(text, at);
      if (at < 0 && !isLast) return -1;
      quoted = text.slice(start + 1, at < 0 ? text.length : at - 1).replaceAll('""', '"');
      if (at < 0) at = text.length;
    }
    const plain = at;
    let code = text.charCodeAt(at);
    // Behind the last character the code is NaN.
    while (code !== separator && code !== NEW_LINE && code !== RETURN && at < text.length) code = text.charCodeAt(++at);
    row.push(quoted === undefined ? text.slice(start, at) : quoted + text.slice(plain, at));
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

/** The offset behind the quote that ends the field; -1 where none does. */
function endOfQuotes(text: string, from: number): number {
  for (let at = from + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return -1;
    if (text.charCodeAt(at + 1) !== QUOTE) return at + 1;
  }
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
