/**
 * The values that compiled expressions work on, and what the library does to them between two nodes: lists that a
 * path makes are marked as sequences, and a sequence of one item is that item. Where a value is not one that these
 * few lines treat exactly as the library does, they give up, and the library evaluates the expression instead.
 */
import { ExactNumber, type Json } from '../../../json.ts';
import type { JsonataScope } from '../../scope.ts';
import { MAX_VALUE_BYTES } from '../limits.ts';

/** One evaluation. */
export interface Run {
  readonly scope: JsonataScope;
  /** At least half as many as the library would take. */
  steps: number;
  readonly maxSteps: number;
  /** Items that functions have gone through. */
  work: number;
  /** Variables that the expression binds, each at a place of its own. */
  readonly locals: unknown[];
}

/** A node of the tree at work; `context` is what its paths begin at. */
export type Closure = (run: Run, context: unknown) => unknown;

/** Thrown to leave the expression to the library. It is no error: the library finds the value or says what is wrong. */
export const GIVE_UP: unique symbol = Symbol('leave it to the library');

export function giveUp(): never {
  throw GIVE_UP;
}

/** Items that functions may go through before the library counts for itself. */
const MAX_WORK = 1_000_000;

export function countWork(run: Run, items: number): void {
  run.work += items;
  if (run.work > MAX_WORK) giveUp();
}

export function countSteps(run: Run, steps: number): void {
  run.steps += steps;
  if (run.steps > run.maxSteps) giveUp();
}

export type Sequence = unknown[] & { sequence?: true };

export function createSequence(): Sequence {
  const list: Sequence = [];
  list.sequence = true;
  return list;
}

/** What the library makes of a list when the node that made it is done. */
export function collapse(list: Sequence): unknown {
  if (list.sequence !== true || list.length > 1) return list;
  return list.length === 0 ? undefined : list[0];
}

/** The value, if no list or text of it is longer than AWS allows. */
export function sized(value: unknown): unknown {
  if (typeof value === 'string') {
    if (value.length > MAX_VALUE_BYTES) giveUp();
  } else if (Array.isArray(value) && value.length * 8 > MAX_VALUE_BYTES) giveUp();
  return value;
}

/** A number of the data is a plain number for JSONata. */
export const plain = (value: unknown): unknown => (value instanceof ExactNumber ? Number(String(value)) : value);

/** Keys that something else than the data itself could answer. */
const isInherited = (key: string): boolean => key in ExactNumber.prototype;

/** The function that reads the member of that name, from the items of a list too. */
export function lookupOf(key: string): (input: unknown) => unknown {
  const read = isInherited(key)
    ? (input: object) => (Object.hasOwn(input, key) ? (input as Record<string, Json>)[key] : undefined)
    : (input: object) => (input as Record<string, Json>)[key];
  const lookup = (input: unknown): unknown => {
    if (typeof input !== 'object' || input === null) return undefined;
    if (Array.isArray(input)) return collapse(all(input));
    const value = read(input);
    return typeof value === 'object' ? plain(value) : value;
  };
  const all = (list: readonly unknown[]): Sequence => {
    const found = createSequence();
    for (const item of list) {
      const value = Array.isArray(item) ? all(item) : lookup(item);
      if (value === undefined) continue;
      if (Array.isArray(value)) for (const one of value) found.push(plain(one));
      else found.push(value);
    }
    return found;
  };
  return lookup;
}

/** Whether a condition holds; undefined counts as false. */
export function isTrue(value: unknown): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'undefined':
      return false;
    case 'string':
      return value.length > 0;
    case 'number':
      return Number.isFinite(value) ? value !== 0 : giveUp();
    default:
      break;
  }
  if (value === null) return false;
  if (Array.isArray(value)) return value.some(isTrue);
  if (value instanceof ExactNumber) return giveUp();
  return Object.keys(value as object).length > 0;
}

/** Text of a value as `&` joins it. */
export function textOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'undefined':
      return '';
    case 'boolean':
      return String(value);
    case 'number':
      if (!Number.isFinite(value)) return giveUp();
      return JSON.stringify(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
    default:
      return value === null ? 'null' : giveUp();
  }
}
