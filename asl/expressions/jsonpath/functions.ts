/** The functions that may end a path (`$.items.length()`), with Jayway's meaning. */
import { isJsonArray, isJsonObject, type Json, numberOf } from '../../json.ts';

export const PATH_FUNCTIONS = [
  'length',
  'min',
  'max',
  'avg',
  'sum',
  'stddev',
  'keys',
  'concat',
  'append',
  'first',
  'last',
  'index',
] as const;
export type PathFunctionName = (typeof PATH_FUNCTIONS)[number];

type PathFunction = (value: Json, args: readonly Json[]) => Json | undefined;

const numbersOf = (value: Json, args: readonly Json[]): number[] =>
  [...(isJsonArray(value) ? value : []), ...args.flatMap((arg) => (isJsonArray(arg) ? arg : [arg]))]
    .map(numberOf)
    .filter((n): n is number => n !== undefined);

/** An aggregation of no numbers has no value: Jayway fails, a miss here. */
const aggregate =
  (combine: (numbers: readonly number[]) => number): PathFunction =>
  (value, args) => {
    const numbers = numbersOf(value, args);
    return numbers.length === 0 ? undefined : combine(numbers);
  };

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
const average = (numbers: readonly number[]): number => sum(numbers) / numbers.length;
const itemAt = (value: Json, index: number): Json | undefined =>
  isJsonArray(value) ? value[index < 0 ? value.length + index : index] : undefined;

export const PATH_FUNCTION_TABLE: Readonly<Record<PathFunctionName, PathFunction>> = {
  length: (value) =>
    isJsonArray(value) || typeof value === 'string'
      ? value.length
      : isJsonObject(value)
        ? Object.keys(value).length
        : undefined,
  min: aggregate((numbers) => numbers.reduce((a, b) => Math.min(a, b))),
  max: aggregate((numbers) => numbers.reduce((a, b) => Math.max(a, b))),
  avg: aggregate(average),
  sum: aggregate(sum),
  stddev: aggregate((numbers) => Math.sqrt(average(numbers.map((n) => n * n)) - average(numbers) ** 2)),
  keys: (value) => (isJsonObject(value) ? Object.keys(value) : undefined),
  concat: (value, args) =>
    [...(isJsonArray(value) ? value : []), ...args]
      .map((item) => (typeof item === 'string' ? item : (numberOf(item)?.toString() ?? '')))
      .join(''),
  append: (value, args) => (isJsonArray(value) ? [...value, ...args] : undefined),
  first: (value) => itemAt(value, 0),
  last: (value) => itemAt(value, -1),
  index: (value, args) => itemAt(value, numberOf(args[0]) ?? 0),
};
