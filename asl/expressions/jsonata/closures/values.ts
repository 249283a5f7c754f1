/**
 * The values that compiled expressions work on, and what the library does to them between two nodes: lists that a
 * path makes are marked as sequences, and a sequence of one item is that item. Where a value is not one that these
 * few lines treat exactly as the library does, they give up, and the library evaluates the expression instead.
 */
import { ExactNumber, isLong, type Json } from '../../../json.ts';
import type { JsonataScope } from '../../scope.ts';
import type { JsonataFocus } from '../library.ts';
import { MAX_VALUE_BYTES, TimeExceeded } from '../limits.ts';

/** One evaluation. */
export interface Run {
  readonly scope: JsonataScope;
  /** At least half as many as the library would take. */
  steps: number;
  readonly maxSteps: number;
  /** Items that functions have gone through. */
  work: number;
  /** The variables of the function that is at work. */
  frame: Frame;
  /** How deeply the library would be nested where that function was called. */
  depth: number;
  /** The call that a function ends with, while it waits to be made. */
  tail: TailCall | undefined;
  /** What the library's functions find in `this`, once one was called. */
  focus: JsonataFocus | undefined;
  /** The random numbers that were drawn, for the library in case it is asked after all. */
  drawn: number[] | undefined;
}

/** Variables that a function binds, each at a place of its own, behind the frame of the function around it. */
export type Frame = unknown[];

/** A function as a value: one of the expression's own, or one of the library with its arguments checked. */
export interface Callable {
  (...args: readonly unknown[]): unknown;
  /** How many arguments it takes: the library passes no more. */
  readonly arity: number;
  /** Makes the call, but not the one that the function ends with: that is left in `tail`. */
  readonly enter?: (args: readonly unknown[]) => unknown;
}

interface TailCall {
  readonly callee: Callable;
  readonly args: readonly unknown[];
}

/** What a function gives whose last call waits in `tail`. */
export const TAIL: unique symbol = Symbol('a call that is still to be made');

/** Makes the calls that wait, one after the other, so that a loop of them needs no stack. */
export function finish(run: Run, given: unknown): unknown {
  let value = given;
  while (value === TAIL) {
    const { callee, args } = run.tail as TailCall;
    countSteps(run, 2);
    value = callee.enter ? callee.enter(args) : callee(...args);
  }
  return value;
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
  if (run.steps > run.maxSteps) throw new TimeExceeded();
}

/** The beginning of an evaluation with the variables of the expression itself. */
export const beginRun = (scope: JsonataScope, maxSteps: number, frameSize: number): Run => ({
  scope,
  steps: 1,
  maxSteps,
  work: 0,
  frame: frameSize === 1 ? NO_FRAME : new Array<unknown>(frameSize),
  depth: 0,
  tail: undefined,
  focus: undefined,
  drawn: undefined,
});

const NO_FRAME: Frame = [];

/** A list; the library marks the lists that paths make, those that stay lists with one item, and written ones. */
export type Sequence = unknown[] & { sequence?: true; keepSingleton?: true; readonly cons?: true };

export function createSequence(): Sequence {
  const list: Sequence = [];
  list.sequence = true;
  return list;
}

/** What the library makes of a list when the node that made it is done. */
export function collapse(list: Sequence): unknown {
  if (list.sequence !== true || list.length > 1) return list;
  if (list.length === 0) return undefined;
  return list.keepSingleton ? list : list[0];
}

/** The value when it leaves a node: lists that were not looked at before are collapsed. */
export const settled = (value: unknown): unknown =>
  typeof value === 'object' && Array.isArray(value) ? collapse(value) : value;

/** A list that stays one with a single item, where `[]` is written. */
export function kept(value: unknown): unknown {
  if (!Array.isArray(value) || (value as Sequence).sequence !== true) return value;
  (value as Sequence).keepSingleton = true;
  return collapse(value);
}

/** A list that is written in a path, and not joined with its neighbors. */
export function written(list: unknown[]): unknown[] {
  return Object.defineProperty(list, 'cons', { value: true });
}

export const isWritten = (list: readonly unknown[]): boolean => (list as Sequence).cons === true;

/** The value, if no list or text of it is longer than AWS allows. */
export function sized(value: unknown): unknown {
  if (typeof value === 'string') {
    if (value.length > MAX_VALUE_BYTES) giveUp();
  } else if (Array.isArray(value) && value.length * 8 > MAX_VALUE_BYTES) giveUp();
  return value;
}

/**
 * A number of the data is a plain number for JSONata. A 64-bit integer that is none keeps its digits while it is only
 * passed on; what would calculate with it gives up, and the library calculates with the nearest number.
 */
export const plain = (value: unknown): unknown =>
  value instanceof ExactNumber && !isLong(value) ? Number(String(value)) : value;

/** Keys that something else than the data itself could answer. */
const isInherited = (key: string): boolean => key in ExactNumber.prototype;

/** The function that reads the member of that name, from the items of a list too; one item may stay a list. */
export function lookupOf(key: string, isKept = false): (input: unknown) => unknown {
  const read = isInherited(key)
    ? (input: object) => (Object.hasOwn(input, key) ? (input as Record<string, Json>)[key] : undefined)
    : (input: object) => (input as Record<string, Json>)[key];
  const lookup = (input: unknown): unknown => {
    if (typeof input !== 'object' || input === null) return undefined;
    if (Array.isArray(input)) return isKept ? kept(all(input)) : collapse(all(input));
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
  if (typeof value === 'function' || value instanceof ExactNumber) return giveUp();
  return Object.keys(value as object).length > 0;
}

/** Deep equality; numbers of the data are compared by value. */
export function areEqual(run: Run, first: unknown, second: unknown): boolean {
  const [left, right] = [plain(first), plain(second)];
  if (left === right) return true;
  if (typeof left === 'function' || typeof right === 'function') return giveUp();
  if (left instanceof ExactNumber || right instanceof ExactNumber)
    return left instanceof ExactNumber && right instanceof ExactNumber ? String(left) === String(right) : giveUp();
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return giveUp();
  countWork(run, 1);
  if (Array.isArray(left)) {
    const others = right as readonly unknown[];
    return left.length === others.length && left.every((item, i) => areEqual(run, item, others[i]));
  }
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) =>
        Object.hasOwn(right, key) &&
        areEqual(run, (left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]),
    )
  );
}

/** A number that the library calculates with. */
export const finite = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : giveUp();
