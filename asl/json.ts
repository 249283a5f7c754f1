/** JSON values, and the only two doors through which JSON text comes in and goes out. */
import { readJsonText } from './json/text.ts';
import { ExactNumber, holdsExact, isJsonArray, type Json } from './json/value.ts';

export {
  copyOfMembers,
  ExactNumber,
  equalJson,
  isJsonArray,
  isJsonObject,
  isLong,
  type Json,
  type JsonArray,
  type JsonObject,
  type JsonType,
  jsonTypeOf,
  numberOf,
  plainOf,
  setMember,
} from './json/value.ts';

/** Why a text is not JSON, and where: zero-based offset, one-based line and column. */
export interface JsonProblem {
  readonly message: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export type JsonResult =
  | { readonly value: Json; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: JsonProblem };

/**
 * Parses JSON text. Never throws. Nesting deeper than 1,000 levels, or `maxDepth`, is refused.
 *
 * @example parseJson('{"a": 0.0}') // { value: { a: ExactNumber(0.0) } }
 */
export function parseJson(
  text: string,
  options: { readonly refuseDuplicates?: boolean; readonly maxDepth?: number } = {},
): JsonResult {
  const read = readJsonText(text, options.refuseDuplicates, options.maxDepth);
  if (read.message === undefined) return { value: read.value };
  const before = text.slice(0, read.offset).split('\n');
  return {
    problem: {
      message: read.message,
      offset: read.offset,
      line: before.length,
      column: (before[before.length - 1]?.length ?? 0) + 1,
    },
  };
}

/**
 * Prints a value as JSON text, compact unless `indent` is given.
 *
 * @example stringifyJson({ a: [1, 'x'] }) // '{"a":[1,"x"]}'
 */
export function stringifyJson(value: Json, indent = 0): string {
  return holdsExact(value) ? print(value, ' '.repeat(indent), '\n') : JSON.stringify(value, undefined, indent);
}

function print(value: Json, indent: string, newLine: string): string {
  if (value instanceof ExactNumber) return value.toString();
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isList = isJsonArray(value);
  const inner = newLine + indent;
  const colon = indent ? ': ' : ':';
  const parts = isList
    ? value.map((item) => print(item, indent, inner))
    : Object.keys(value).map((key) => JSON.stringify(key) + colon + print(value[key] as Json, indent, inner));
  const [open, close] = isList ? '[]' : '{}';
  if (parts.length === 0) return `${open}${close}`;
  return indent ? `${open}${inner}${parts.join(`,${inner}`)}${newLine}${close}` : `${open}${parts.join(',')}${close}`;
}
