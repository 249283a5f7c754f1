/** JSON as the body of a form: `a=1&b%5Bc%5D=2`, with lists in one of the four ways that HTTP Task offers. */
import { isJsonArray, isJsonObject, type Json, type JsonObject, stringifyJson } from '#asl/json';

export const ARRAY_FORMATS = ['INDICES', 'REPEAT', 'COMMAS', 'BRACKETS'] as const;
export type ArrayFormat = (typeof ARRAY_FORMATS)[number];

/**
 * The form of an object.
 *
 * @example formOf({ a: ['x', 'y'] }, 'INDICES') // 'a%5B0%5D=x&a%5B1%5D=y'
 */
export function formOf(body: JsonObject, format: ArrayFormat): string {
  return Object.entries(body)
    .flatMap(([name, value]) => pairsOf(name, value, format))
    .map(([name, value]) => `${encoded(name)}=${value}`)
    .join('&');
}

/** Names in the clear, values encoded: the commas between values stay commas. */
function pairsOf(name: string, value: Json, format: ArrayFormat): readonly (readonly [string, string])[] {
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([key, inner]) => pairsOf(`${name}[${key}]`, inner, format));
  if (!isJsonArray(value)) return [[name, encoded(textOf(value))]];
  if (format === 'COMMAS') return [[name, value.map((one) => encoded(textOf(one))).join(',')]];
  return value.flatMap((one, index) => pairsOf(nameIn(name, index, one, format), one, format));
}

/** What is not plain needs its index, so that its members stay together. */
function nameIn(name: string, index: number, value: Json, format: ArrayFormat): string {
  if (format === 'INDICES' || isJsonObject(value) || isJsonArray(value)) return `${name}[${index}]`;
  return format === 'BRACKETS' ? `${name}[]` : name;
}

/** A part of a form or a query. Half a character cannot be encoded, and becomes a sign for that. */
export const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));

/** A value as the text of a form or a query. */
export function textOf(value: Json): string {
  if (typeof value === 'string') return value;
  return value === null ? '' : stringifyJson(value);
}
