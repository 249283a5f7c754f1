/**
 * The elements of a list in a JSON text that is too long to be read as a whole: finds where each one ends by its
 * brackets and quotes, and leaves what is inside to the parser. What stands behind the list is not looked at.
 */
import { isJsonArray, type Json, parseJson } from '#asl/json';
import { type ItemPiece, NOT_ITERABLE, type PieceResult } from './piece.ts';

const ENDS_EARLY = 'Unable to parse the JSON: the text ends inside the list.';
const TRAILING_COMMA = 'Unable to parse the JSON: the list ends with a comma.';
/** The piece ends before that is known which is asked. */
const UNKNOWN = -1;

/** Whole elements of the list at a JSON Pointer. The state says whether the first one has been read. */
export function readElements({ text, isLast, limit, state }: ItemPiece, pointer: Json | undefined): PieceResult {
  const keys = typeof pointer === 'string' ? pointer.split('/').slice(1).map(unescaped) : [];
  const start = state === undefined || state === null ? listStart(text, keys) : { at: 0 };
  if ('cause' in start) return start;
  if (start.at === UNKNOWN) return isLast ? { cause: ENDS_EARLY } : { items: [], end: 0, state: null };
  const found = elementsFrom(text, start.at, limit, state === 'more');
  if ('cause' in found) return found;
  const { value, problem } = parseJson(`[${text.slice(start.at, found.lastEnd)}]`);
  if (problem) return { cause: `Unable to parse the JSON: ${problem.message}` };
  if (isLast && !found.isOver && found.count < limit) return { cause: ENDS_EARLY };
  const isMore = found.count > 0 || state === 'more';
  return {
    items: isJsonArray(value) ? value : [],
    end: found.end,
    state: isMore ? 'more' : 'first',
    ...(found.isOver && { isOver: true }),
  };
}

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

interface Elements {
  readonly count: number;
  /** Behind the last whole element. */
  readonly lastEnd: number;
  /** Behind the comma after it, or behind the list. */
  readonly end: number;
  readonly isOver: boolean;
}

function elementsFrom(
  text: string,
  from: number,
  limit: number,
  isAfterComma: boolean,
): Elements | { readonly cause: string } {
  let at = from;
  let lastEnd = from;
  for (let count = 0; ; count++) {
    const begin = behindSpace(text, at);
    if (text[begin] === ']' && count === 0)
      return isAfterComma ? { cause: TRAILING_COMMA } : { count, lastEnd, end: begin + 1, isOver: true };
    if (count >= limit) return { count, lastEnd, end: at, isOver: false };
    const end = endOfValue(text, begin);
    const behind = end === UNKNOWN ? UNKNOWN : behindSpace(text, end);
    if (behind === UNKNOWN || behind >= text.length) return { count, lastEnd, end: at, isOver: false };
    if (text[behind] === ']') return { count: count + 1, lastEnd: end, end: behind + 1, isOver: true };
    if (text[behind] !== ',')
      return { cause: `Unable to parse the JSON: '${text[behind]}' stands where a comma has to.` };
    lastEnd = end;
    at = behind + 1;
  }
}

/** Where the first element of the list stands to which the keys lead. */
function listStart(text: string, keys: readonly string[]): { readonly at: number } | { readonly cause: string } {
  let at = behindSpace(text, 0);
  for (const key of keys) {
    const member = text[at] === '{' ? memberAt(text, at + 1, key) : text[at] === undefined ? UNKNOWN : undefined;
    if (member === undefined) return { cause: NOT_ITERABLE };
    if (member === UNKNOWN) return { at: UNKNOWN };
    at = member;
  }
  if (at >= text.length) return { at: UNKNOWN };
  return text[at] === '[' ? { at: at + 1 } : { cause: NOT_ITERABLE };
}

/** Where the value of a member stands; undefined where the object has none of the name. */
function memberAt(text: string, from: number, key: string): number | undefined {
  for (let at = from; ; ) {
    const name = behindSpace(text, at);
    if (text[name] === '}') return undefined;
    const nameEnd = text[name] === '"' ? endOfString(text, name) : name;
    const colon = nameEnd === UNKNOWN ? text.length : behindSpace(text, nameEnd);
    if (colon >= text.length) return UNKNOWN;
    if (text[colon] !== ':') return undefined;
    const value = behindSpace(text, colon + 1);
    if (parseJson(text.slice(name, nameEnd)).value === key) return value;
    const end = endOfValue(text, value);
    const behind = end === UNKNOWN ? text.length : behindSpace(text, end);
    if (behind >= text.length) return UNKNOWN;
    if (text[behind] !== ',') return undefined;
    at = behind + 1;
  }
}

function behindSpace(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === 0x20 || (code >= 0x09 && code <= 0x0d); ) code = text.charCodeAt(++at);
  return at;
}

/** The offset behind the value that begins at an offset. */
function endOfValue(text: string, from: number): number {
  const first = text[from];
  if (first === '"') return endOfString(text, from);
  if (first !== '{' && first !== '[') return endOfScalar(text, from);
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      const end = endOfString(text, at);
      if (end === UNKNOWN) return UNKNOWN;
      at = end - 1;
    } else if (code === 0x7b || code === 0x5b) depth += 1;
    else if ((code === 0x7d || code === 0x5d) && --depth === 0) return at + 1;
  }
  return UNKNOWN;
}

/** The offset behind the quote that ends a string. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; ; ) {
    at = text.indexOf('"', at);
    if (at < 0) return UNKNOWN;
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes += 1;
    at += 1;
    if (slashes % 2 === 0) return at;
  }
}

/** A number or a word: it goes up to what cannot belong to it. An empty one is left for the parser to refuse. */
function endOfScalar(text: string, from: number): number {
  let at = from;
  while (at < text.length && !' \t\r\n,]}'.includes(text[at] as string)) at += 1;
  return at < text.length ? at : UNKNOWN;
}
