/**
 * Functions of JSONata for arguments of the types that they are meant for. Everything else, wrong types and absent
 * values included, is left to the library.
 */
import { ExactNumber, type Json, numberOf, parseJson } from '../../../json.ts';
import { callLibrary, libraryNative, textOf } from './library-natives.ts';
import { countWork, createSequence, finite, giveUp, isTrue, lookupOf, plain, type Run, sized } from './values.ts';

export interface Native {
  /** Numbers of arguments with which it is called here. */
  readonly arity: readonly [least: number, most: number];
  readonly call: (run: Run, a: unknown, b: unknown) => unknown;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : giveUp());

function list(run: Run, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    countWork(run, value.length);
    return value;
  }
  return [value];
}

function numbers(run: Run, value: unknown): readonly number[] {
  const items = list(run, value);
  for (const item of items) finite(item);
  return items as readonly number[];
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof ExactNumber)
    return giveUp();
  return value as Readonly<Record<string, unknown>>;
}

function merge(run: Run, value: unknown): unknown {
  const items: readonly unknown[] = Array.isArray(value) && value.length > 0 ? value : giveUp();
  // A spread copies faster than a loop.
  const merged: Record<string, unknown> = { ...object(items[0]) };
  countWork(run, items.length);
  for (let i = 1; i < items.length; i++) {
    const members = object(items[i]);
    for (const key in members) {
      if (key === '__proto__') giveUp();
      countWork(run, 1);
      merged[key] = members[key];
    }
  }
  return merged;
}

function append(run: Run, first: unknown, second: unknown): unknown {
  const joined = (Array.isArray(first) ? first : [first]).concat(second);
  countWork(run, joined.length);
  return sized(joined);
}

function total(items: readonly number[]): number {
  let sum = 0;
  for (const item of items) sum += item;
  return sum;
}

function keysOf(run: Run, value: unknown): unknown {
  const keys = createSequence();
  for (const key of Object.keys(object(value))) keys.push(key);
  countWork(run, keys.length);
  return keys;
}

const LOOKUP = libraryNative('lookup');

function lookup(run: Run, value: unknown, key: unknown): unknown {
  return LOOKUP && Array.isArray(value)
    ? callLibrary(run, LOOKUP, [value, key], undefined)
    : lookupOf(text(key))(value);
}

/** Like the library's function, with the digits of 64-bit integers. */
function parsedText(given: string): unknown {
  const { value, problem } = parseJson(given, { refuseDuplicates: true });
  return problem || holdsInfinity(value) ? giveUp() : plain(value);
}

function holdsInfinity(value: Json): boolean {
  const number = numberOf(value);
  if (number !== undefined) return !Number.isFinite(number);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsInfinity);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'function') return giveUp();
  return value instanceof ExactNumber ? 'number' : typeof value;
}

/** Position in characters, not in code units: texts with characters of two units are left to the library. */
function simple(value: unknown): string {
  const given = text(value);
  for (let i = 0; i < given.length; i++) {
    const unit = given.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xe000) giveUp();
  }
  return given;
}

function before(whole: string, part: string): string {
  const at = whole.indexOf(part);
  return at < 0 ? whole : whole.slice(0, at);
}

function after(whole: string, part: string): string {
  const at = whole.indexOf(part);
  return at < 0 ? whole : whole.slice(at + part.length);
}

const one = (call: (run: Run, a: unknown) => unknown): Native => ({ arity: [1, 1], call });
const two = (call: (run: Run, a: unknown, b: unknown) => unknown): Native => ({ arity: [2, 2], call });

export const NATIVES: ReadonlyMap<string, Native> = new Map([
  ['abs', one((_, a) => Math.abs(finite(a)))],
  ['append', two(append)],
  ['average', one((run, a) => (list(run, a).length === 0 ? giveUp() : total(numbers(run, a)) / list(run, a).length))],
  ['boolean', one((_, a) => isTrue(a))],
  ['ceil', one((_, a) => Math.ceil(finite(a)))],
  ['contains', two((_, a, b) => text(a).indexOf(text(b)) !== -1)],
  ['count', one((run, a) => list(run, a).length)],
  ['exists', one((_, a) => a !== undefined)],
  ['floor', one((_, a) => Math.floor(finite(a)))],
  ['join', { arity: [2, 2], call: (run, a, b) => sized(list(run, a).map(text).join(text(b))) }],
  ['keys', one(keysOf)],
  ['length', one((_, a) => simple(a).length)],
  ['lookup', two(lookup)],
  ['lowercase', one((_, a) => sized(text(a).toLowerCase()))],
  ['max', one((run, a) => (list(run, a).length === 0 ? giveUp() : numbers(run, a).reduce((x, y) => Math.max(x, y))))],
  ['merge', one(merge)],
  ['min', one((run, a) => (list(run, a).length === 0 ? giveUp() : numbers(run, a).reduce((x, y) => Math.min(x, y))))],
  ['parse', one((_, a) => parsedText(text(a)))],
  ['not', one((_, a) => !isTrue(a))],
  ['split', two((run, a, b) => sized(list(run, text(a).split(text(b)))))],
  ['string', one((run, a) => textOf(run, a))],
  ['substringAfter', two((_, a, b) => after(text(a), text(b)))],
  ['substringBefore', two((_, a, b) => before(text(a), text(b)))],
  ['sum', one((run, a) => total(numbers(run, a)))],
  ['type', one((_, a) => typeOf(a))],
  ['uppercase', one((_, a) => sized(text(a).toUpperCase()))],
]);
