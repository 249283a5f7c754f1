/** Results of the JSONata library as plain JSON: no marked sequences, no objects without prototype, no Infinity. */
import { ExactNumber, isLong, type Json, setMember } from '../../json.ts';
import { javaDouble } from '../java-text.ts';

/** Thrown for a result that JSON cannot hold: a function. */
export class UnsupportedResult extends Error {}

/** Lists and objects with as many members or more are remembered. */
const LARGE = 32;

/** Large values that have been found to need no change. */
export interface NormalValues {
  readonly large: WeakSet<object>;
  /** Whether there are any: where all data is small, nothing has to be looked up. */
  isEmpty: boolean;
}

export const noNormalValues = (): NormalValues => ({ large: new WeakSet(), isEmpty: true });

const isKnown = (value: object, seen: NormalValues | undefined): boolean =>
  seen !== undefined && !seen.isEmpty && seen.large.has(value);

function remember(value: object, seen: NormalValues | undefined): void {
  if (!seen) return;
  seen.large.add(value);
  seen.isEmpty = false;
}

/** True where nothing of the value has to be changed: only a quick look, for nearly every value is so. */
function isNormal(value: unknown, seen: NormalValues | undefined): boolean {
  if (typeof value !== 'object') {
    if (typeof value === 'number') return printsAlike(value);
    return typeof value === 'string' || typeof value === 'boolean';
  }
  if (value === null) return true;
  if (Array.isArray(value)) {
    if (isMarked(value as Marks)) return false;
    const isLarge = value.length >= LARGE;
    if (isLarge && isKnown(value, seen)) return true;
    for (let i = 0; i < value.length; i++) if (!isNormal(value[i], seen)) return false;
    if (isLarge) remember(value, seen);
    return true;
  }
  // As good as a look at the prototype, which takes V8 ten times as long; data with that name is looked at closely.
  if ((value as { readonly constructor?: unknown }).constructor !== Object) return false;
  // First of all: the keys of an object with very many would be collected before the first of them is looked at.
  if (isKnown(value, seen)) return true;
  let count = 0;
  for (const key in value) {
    count += 1;
    if (key === '_jsonata_lambda' || key === '_jsonata_function') return false;
    if (!isNormal((value as Record<string, unknown>)[key], seen)) return false;
  }
  if (count >= LARGE) remember(value, seen);
  return true;
}

/** True for a number whose text is the same in JavaScript and in Java. */
function printsAlike(value: number): boolean {
  const size = Math.abs(value);
  if (value === Math.trunc(value)) return size < LONGS && (value !== 0 || !Object.is(value, -0));
  return size >= 1e-3 && size < 1e7;
}

/** Whole numbers below are printed as integers. */
const LONGS = 2 ** 63;

/**
 * The value as JSON, with 64-bit integers that were only passed on. What needs no change is returned as it is, so that
 * data which an expression only passes on is shared and not copied. Numbers that JSON has no text for become strings,
 * and what is no 64-bit integer gets the text that Java has for it, `1.2345678901234568E29`: both measured on AWS.
 */
export function normalize(value: unknown, seen?: NormalValues): Json {
  return isNormal(value, seen) ? (value as Json) : changed(value);
}

function changed(value: unknown): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return printsAlike(value) ? value : ofJava(value);
    case 'object':
      if (value === null) return null;
      if (value instanceof ExactNumber) return isLong(value) ? value : changed(Number(String(value)));
      return Array.isArray(value) ? normalizeList(value) : normalizeMembers(value as Readonly<Record<string, unknown>>);
    default:
      throw new UnsupportedResult();
  }
}

function ofJava(value: number): Json {
  if (value === 0) return 0;
  return Number.isFinite(value) ? new ExactNumber(javaDouble(value)) : String(value);
}

/** The library marks lists with members of their own. */
interface Marks {
  readonly sequence?: unknown;
  readonly keepSingleton?: unknown;
  readonly tupleStream?: unknown;
  readonly outerWrapper?: unknown;
  readonly cons?: unknown;
}

function isMarked({ sequence, keepSingleton, tupleStream, outerWrapper, cons }: Marks): boolean {
  return (sequence ?? keepSingleton ?? tupleStream ?? outerWrapper ?? cons) !== undefined;
}

function normalizeList(list: readonly unknown[] & Marks): Json {
  let copy: Json[] | undefined = isMarked(list) ? (list.slice() as Json[]) : undefined;
  for (let i = 0; i < list.length; i++) {
    const item = changed(list[i]);
    if (item === list[i] && !copy) continue;
    copy ??= list.slice() as Json[];
    copy[i] = item;
  }
  return copy ?? (list as readonly Json[]);
}

function normalizeMembers(members: Readonly<Record<string, unknown>>): Json {
  if ('_jsonata_lambda' in members || '_jsonata_function' in members) throw new UnsupportedResult();
  let copy: Record<string, Json> | undefined =
    Object.getPrototypeOf(members) === Object.prototype ? undefined : copyOf(members);
  for (const key of Object.keys(members)) {
    const member = changed(members[key]);
    if (member === members[key]) continue;
    copy ??= copyOf(members);
    setMember(copy, key, member);
  }
  return copy ?? (members as { readonly [key: string]: Json });
}

function copyOf(members: Readonly<Record<string, unknown>>): Record<string, Json> {
  const copy: Record<string, Json> = {};
  for (const key of Object.keys(members)) setMember(copy, key, members[key] as Json);
  return copy;
}
