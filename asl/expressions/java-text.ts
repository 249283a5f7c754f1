/** Values as Java prints them, and the order of Java's hash maps: both show in what AWS gives. */
import { ExactNumber, isJsonArray, isJsonObject, type Json, numberOf } from '../json.ts';

/** A value as `String.valueOf` prints it: `{Arg1=1, Arg2=[]}`, strings without quotes (recorded for States.Format). */
export function javaText(value: Json): string {
  if (typeof value === 'string') return value;
  if (isJsonArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (isJsonObject(value))
    return `{${Object.entries(value)
      .map(([key, member]) => `${key}=${javaText(member)}`)
      .join(', ')}}`;
  // An integer has no negative zero.
  if (value instanceof ExactNumber && /^-?\d+$/.test(value.toString())) return String(BigInt(value.toString()));
  const number = numberOf(value);
  if (number === undefined) return String(value);
  return value instanceof ExactNumber || !Number.isInteger(number) ? javaDouble(number) : String(number);
}

/**
 * A value as the JSON text that intrinsic functions make of it. They hold values as Java does (recorded for States.Format,
 * which prints its maps), so that a number is printed as the one it was read as: `1E3` is 1000.0, `1.10` is 1.1.
 */
export function javaJson(value: Json): string {
  if (isJsonArray(value)) return `[${value.map(javaJson).join(',')}]`;
  if (isJsonObject(value))
    return `{${Object.entries(value)
      .map(([key, member]) => `${JSON.stringify(key)}:${javaJson(member)}`)
      .join(',')}}`;
  if (numberOf(value) === undefined) return JSON.stringify(value);
  const text = javaText(value);
  // What is no number in JSON becomes a text, as in the results of JSONata (measured).
  return text.endsWith('Infinity') ? JSON.stringify(text) : text;
}

/** `Double.toString`: always a fraction, with an exponent below 10^-3 and from 10^7 on. */
export function javaDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7))
    return Number.isInteger(value) ? `${Object.is(value, -0) ? '-0' : value}.0` : String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}

/** `String.hashCode` */
function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

/** Keys in the order in which `java.util.HashMap` iterates over them when they are put in in the given order. */
export function inHashOrder<T>(entries: readonly T[], keyOf: (entry: T) => string): T[] {
  let size = 16;
  while (entries.length > size * 0.75) size *= 2;
  const bucketOf = (entry: T): number => {
    const hash = hashOf(keyOf(entry));
    return (hash ^ (hash >>> 16)) & (size - 1);
  };
  return entries
    .map((entry, i) => ({ entry, i, bucket: bucketOf(entry) }))
    .sort((a, b) => a.bucket - b.bucket || a.i - b.i)
    .map(({ entry }) => entry);
}

/** Buckets of the table from which AWS's services print the values of an enumeration. */
const ENUM_BUCKETS = 32;

/**
 * Values in the order in which AWS's services print them in `Member must satisfy enum value set: […]`: by the plain hash
 * code in a table of 32 buckets, where what was put in last stands first. It is the order of every such list that was
 * seen: of Step Functions' statuses (recorded), and of DynamoDB, whose longest has 13 operators.
 */
export function inEnumOrder(values: readonly string[]): readonly string[] {
  const bucketOf = (value: string): number => hashOf(value) & (ENUM_BUCKETS - 1);
  return [...values].reverse().sort((a, b) => bucketOf(a) - bucketOf(b));
}
