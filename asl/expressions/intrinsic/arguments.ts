/** Reads the arguments of intrinsic functions, with AWS's conversions. */
import {
  ExactNumber,
  isJsonArray,
  isJsonObject,
  isLong,
  type Json,
  type JsonArray,
  type JsonObject,
  jsonTypeOf,
  numberOf,
} from '../../json.ts';
import { IntrinsicFault } from './intrinsic.ts';

/** Characters that Base64 and hash functions take. */
const MAX_TEXT = 10_000;

function wrong(what: string, wanted: string, value: Json | undefined): IntrinsicFault {
  return new IntrinsicFault(
    `The ${what} must be ${wanted}, but it is ${value === undefined ? 'missing' : `of type ${jsonTypeOf(value)}`}.`,
  );
}

/** The argument as an array; fails the call where it is none. */
export function arrayArgument(args: readonly Json[], index: number): JsonArray {
  const value = args[index];
  if (!isJsonArray(value)) throw wrong(ordinal(index), 'an array', value);
  return value;
}

/** The argument as an object; fails the call where it is none. */
export function objectArgument(args: readonly Json[], index: number): JsonObject {
  const value = args[index];
  if (!isJsonObject(value)) throw wrong(ordinal(index), 'an object', value);
  return value;
}

/** The argument as a string; fails the call where it is none. */
export function textArgument(args: readonly Json[], index: number): string {
  const value = args[index];
  if (typeof value !== 'string') throw wrong(ordinal(index), 'a string', value);
  return value;
}

/** A text of at most 10,000 characters. */
export function boundedText(args: readonly Json[], index: number): string {
  const text = textArgument(args, index);
  if (text.length > MAX_TEXT)
    throw new IntrinsicFault(
      `The ${ordinal(index)} may have at most ${MAX_TEXT} characters, but it has ${text.length}.`,
    );
  return text;
}

/** An integer; fractions are rounded half up, towards positive infinity (recorded: -1.5 is -1). */
export function integerArgument(args: readonly Json[], index: number): number {
  const value = numberOf(args[index]);
  if (value === undefined || !Number.isFinite(value)) throw wrong(ordinal(index), 'a number', args[index]);
  return Math.floor(value + 0.5) + 0;
}

/** The same with all 64 bits of a Java long, at whose ends numbers beyond stop as `Math.round` does. */
export function longArgument(args: readonly Json[], index: number): bigint {
  const value = args[index];
  const rounded = integerArgument(args, index);
  if (value instanceof ExactNumber && isLong(value)) return BigInt(String(value));
  return rounded >= 2 ** 63 ? MAX_LONG : rounded < -(2 ** 63) ? MIN_LONG : BigInt(rounded);
}

const MAX_LONG = 2n ** 63n - 1n;
const MIN_LONG = -(2n ** 63n);

/** A Java long as JSON; fails the call where it has more than 64 bits. */
export function longResult(value: bigint): Json {
  if (value > MAX_LONG || value < MIN_LONG) throw new IntrinsicFault(`The result ${value} has more than 64 bits.`);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : new ExactNumber(String(value));
}

const ordinal = (index: number): string => `${['first', 'second', 'third'][index] ?? `${index + 1}th`} argument`;
