/** The operators of JSONata, for operands of the types that they are meant for; all others are left to the library. */
import { ExactNumber } from '../../../json.ts';
import { MAX_VALUE_BYTES } from '../limits.ts';
import { textOf } from './library-natives.ts';
import { areEqual, countWork, createSequence, finite, giveUp, type Run, settled, sized } from './values.ts';

type Operator = (run: Run, left: unknown, right: unknown) => unknown;

const arithmetic =
  (apply: (left: number, right: number) => number): Operator =>
  (_, left, right) => {
    if (left !== undefined) finite(left);
    if (right !== undefined) finite(right);
    return left === undefined || right === undefined ? undefined : apply(left as number, right as number);
  };

const comparison =
  (apply: (left: number, right: number) => boolean): Operator =>
  (_, left, right) => {
    const type = typeof left;
    if ((type === 'number' || type === 'string') && typeof right === type)
      // Texts are ordered by the same operators.
      return apply(left as number, right as number);
    return isOrdered(left) && isOrdered(right) && (left === undefined || right === undefined) ? undefined : giveUp();
  };

const isOrdered = (value: unknown): boolean =>
  value === undefined || typeof value === 'number' || typeof value === 'string';

const equality =
  (isEqual: boolean): Operator =>
  (run, left, right) =>
    left !== undefined && right !== undefined && areEqual(run, left, right) === isEqual;

function isIn(run: Run, left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return false;
  if (typeof left === 'object' && left !== null) return giveUp();
  if (!Array.isArray(right)) return right === left;
  countWork(run, right.length);
  for (const item of right) {
    if (item instanceof ExactNumber) giveUp();
    if (item === left) return true;
  }
  return false;
}

function range(run: Run, from: unknown, to: unknown): unknown {
  if (from !== undefined && !Number.isInteger(from)) giveUp();
  if (to !== undefined && !Number.isInteger(to)) giveUp();
  if (from === undefined || to === undefined || (from as number) > (to as number)) return undefined;
  const length = (to as number) - (from as number) + 1;
  if (length * 8 > MAX_VALUE_BYTES) giveUp();
  countWork(run, length);
  const items = createSequence();
  for (let item = from as number; item <= (to as number); item++) items.push(item);
  return settled(items);
}

export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['+', arithmetic((left, right) => left + right)],
  ['-', arithmetic((left, right) => left - right)],
  ['*', arithmetic((left, right) => left * right)],
  ['/', arithmetic((left, right) => left / right)],
  ['%', arithmetic((left, right) => left % right)],
  ['<', comparison((left, right) => left < right)],
  ['<=', comparison((left, right) => left <= right)],
  ['>', comparison((left, right) => left > right)],
  ['>=', comparison((left, right) => left >= right)],
  ['=', equality(true)],
  ['!=', equality(false)],
  ['in', isIn],
  ['&', (run, left, right) => sized(textOf(run, left) + textOf(run, right))],
  ['..', range],
]);
