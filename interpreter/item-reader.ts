/**
 * Item readers: from the text of an object to the items of a distributed Map. Pure; where the text comes from is
 * for the host to know. Values of CSV are always text (recorded).
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject, parseJson, setMember } from '#asl/json';

export type ItemsResult = { readonly items: readonly Json[] } | { readonly cause: string };

const NOT_ITERABLE = 'Attempting to map over non-iterable node.';

const DELIMITERS: Readonly<Record<string, string>> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' };

/**
 * The items in a text, as ReaderConfig says; a failure is a cause of States.ItemReaderFailed.
 *
 * @example itemsFromText('a,b\n1,2\n', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }) // { items: [{ a: '1', b: '2' }] }
 */
export function itemsFromText(text: string, config: JsonObject): ItemsResult {
  switch (config.InputType) {
    case 'CSV':
      return itemsFromCsv(text, config);
    case 'JSONL':
      return itemsFromLines(text);
    case 'JSON':
    case undefined:
      return itemsFromJson(text, config);
    default:
      return { cause: `Reading items of type ${String(config.InputType)} is not supported here.` };
  }
}

function itemsFromJson(text: string, config: JsonObject): ItemsResult {
  const { value, problem } = parseJson(text);
  if (problem) return { cause: `Unable to parse the JSON: ${problem.message}` };
  const pointed = typeof config.ItemsPointer === 'string' ? atPointer(value, config.ItemsPointer) : value;
  return isJsonArray(pointed) ? { items: pointed } : { cause: NOT_ITERABLE };
}

/** The value at a JSON Pointer (RFC 6901). */
function atPointer(value: Json, pointer: string): Json | undefined {
  let at: Json | undefined = value;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isJsonArray(at)) at = at[Number(key)];
    else at = isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

function itemsFromLines(text: string): ItemsResult {
  const items: Json[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const { value, problem } = parseJson(line);
    if (problem) return { cause: `Unable to parse a line of JSON: ${problem.message}` };
    items.push(value);
  }
  return { items };
}

function itemsFromCsv(text: string, config: JsonObject): ItemsResult {
  const rows = csvRows(text, DELIMITERS[String(config.CSVDelimiter)] ?? ',');
  const isGiven = config.CSVHeaderLocation === 'GIVEN';
  const given = isJsonArray(config.CSVHeaders) ? config.CSVHeaders.map(String) : [];
  const headers = isGiven ? given : (rows.shift() ?? []);
  if (new Set(headers).size < headers.length) return { cause: 'CSV headers cannot contain duplicates.' };
  return {
    items: rows.map((row) => {
      const item: Record<string, Json> = {};
      for (let i = 0; i < headers.length; i++) setMember(item, headers[i] ?? '', row[i] ?? '');
      return item;
    }),
  };
}

/** The rows of a CSV text by RFC 4180; a row of blanks is a row, an empty line is none. */
export function csvRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [value, end] = text[at] === '"' ? quotedField(text, at) : plainField(text, at, delimiter);
    row.push(value);
    at = end;
    if (text[at] === delimiter) {
      at += 1;
      if (at < text.length && text[at] !== '\n' && text[at] !== '\r') continue;
      row.push('');
    }
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function plainField(text: string, from: number, delimiter: string): [string, number] {
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return [text.slice(from, end), end];
}

function quotedField(text: string, from: number): [string, number] {
  let value = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return [value + text.slice(at), text.length];
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return [value, quote + 1];
    value += '"';
    at = quote + 2;
  }
}
