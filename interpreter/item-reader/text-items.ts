/**
 * Item readers: from the text of an object to the items of a distributed Map, as a whole or piece by piece. Pure;
 * where the text comes from is for the host to know. Values of CSV are always text (recorded).
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject, parseJson } from '#asl/json';
import { itemsOfRows, readRows } from './csv.ts';
import { readElements } from './json-list.ts';
import { type ItemPiece, NOT_ITERABLE, type PieceResult } from './piece.ts';

export type ItemsResult = { readonly items: readonly Json[] } | { readonly cause: string };

const DELIMITERS: Readonly<Record<string, string>> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' };

/** Whether the items stand in the object's text: a manifest only says where they are, and rows of Parquet are no text. */
export const areInText = ({ InputType }: JsonObject): boolean =>
  InputType === undefined || InputType === 'CSV' || InputType === 'JSON' || InputType === 'JSONL';

/**
 * The items in a text, as ReaderConfig says; a failure is a cause of States.ItemReaderFailed.
 *
 * @example itemsFromText('a,b\n1,2\n', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }) // { items: [{ a: '1', b: '2' }] }
 */
export function itemsFromText(text: string, config: JsonObject): ItemsResult {
  return config.InputType === 'JSON' || config.InputType === undefined
    ? itemsFromJson(text, config)
    : itemsFromPiece({ text, isLast: true, limit: Number.POSITIVE_INFINITY }, config);
}

/**
 * The items that stand whole in a piece. Reading stops behind an item, so that the next piece begins with one.
 *
 * @example itemsFromPiece({ text: '[1]\n[2', isLast: false, limit: 9 }, { InputType: 'JSONL' }) // { items: [[1]], end: 4, state: null }
 */
export function itemsFromPiece(piece: ItemPiece, config: JsonObject): PieceResult {
  switch (config.InputType) {
    case 'CSV':
      return csvItems(piece, config);
    case 'JSONL':
      return lineItems(piece);
    case 'JSON':
    case undefined:
      return readElements(piece, config.ItemsPointer);
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

function lineItems({ text, isLast, limit }: ItemPiece): PieceResult {
  const items: Json[] = [];
  let at = 0;
  while (items.length < limit && at < text.length) {
    const newLine = text.indexOf('\n', at);
    if (newLine < 0 && !isLast) break;
    const line = text.slice(at, newLine < 0 ? text.length : newLine);
    at = newLine < 0 ? text.length : newLine + 1;
    if (line.trim() === '') continue;
    const { value, problem } = parseJson(line);
    if (problem) return { cause: `Unable to parse a line of JSON: ${problem.message}` };
    items.push(value);
  }
  return { items, end: at, state: null };
}

/** The state is the list of headers that the first row has given. */
function csvItems({ text, isLast, limit, state }: ItemPiece, config: JsonObject): PieceResult {
  const piece = { text, isLast, delimiter: DELIMITERS[String(config.CSVDelimiter)] ?? ',' };
  let headers = isJsonArray(state) ? state.map(String) : undefined;
  let from = 0;
  if (!headers) {
    const isGiven = config.CSVHeaderLocation === 'GIVEN';
    const first = isGiven ? undefined : readRows(piece, 0, 1);
    if (first?.rows.length === 0 && !isLast) return { items: [], end: 0, state: null };
    from = first?.end ?? 0;
    headers = isGiven && isJsonArray(config.CSVHeaders) ? config.CSVHeaders.map(String) : [...(first?.rows[0] ?? [])];
    if (new Set(headers).size < headers.length) return { cause: 'CSV headers cannot contain duplicates.' };
  }
  const { rows, end } = readRows(piece, from, limit);
  return { items: itemsOfRows(rows, headers), end, state: headers };
}
