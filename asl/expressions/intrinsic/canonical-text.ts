/**
 * Values that States.ArrayContains and States.ArrayUnique take for the same. No recording says so of numbers, but Java,
 * in which AWS keeps them, takes an integer and a fraction for different whatever their values: 1 is not 1.0.
 */
import { isJsonArray, isJsonObject, type Json, numberOf } from '../../json.ts';
import { javaText } from '../java-text.ts';

/** The same text for equal values: members in the order of their names, numbers as Java prints them. */
export function canonicalText(value: Json): string {
  if (isJsonArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!isJsonObject(value)) return numberOf(value) === undefined ? JSON.stringify(value) : javaText(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name] as Json)}`).join(',')}}`;
}
