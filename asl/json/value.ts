/**
 * JSON values as the engine holds them. Numbers are JavaScript numbers, except where their text would be lost
 * (`0.0`, `1E3`, integers beyond 2^53): those are an `ExactNumber`, so that what a task returned as `0.0` leaves the
 * machine as `0.0`, as on AWS.
 */

const TEXT = Symbol('text');

/**
 * A number whose text JavaScript would print differently. Immutable; read its value with `numberOf`. The text
 * lies under a symbol so that no JSONPath and no key listing can see it as a member.
 */
export class ExactNumber {
  readonly [TEXT]: string;

  constructor(text: string) {
    this[TEXT] = text;
    Object.freeze(this);
  }

  /** `JSON.stringify` used directly gives at least the value; `stringifyJson` gives the text. */
  toJSON(): number {
    return Number(this[TEXT]);
  }

  toString(): string {
    return this[TEXT];
  }
}

export type JsonObject = { readonly [key: string]: Json };
export type JsonArray = readonly Json[];
export type Json = null | boolean | number | string | ExactNumber | JsonArray | JsonObject;

/** The value of a number, exact or not; undefined for everything else. */
export function numberOf(json: Json | undefined): number | undefined {
  if (typeof json === 'number') return json;
  return json instanceof ExactNumber ? Number(json[TEXT]) : undefined;
}

/**
 * True for an integer that a signed 64-bit number holds and a JavaScript number does not: AWS keeps such integers where
 * it only passes them on.
 */
export function isLong(value: ExactNumber): boolean {
  const text = value[TEXT];
  if (!/^-?\d{1,19}$/.test(text) || Number.isSafeInteger(Number(text))) return false;
  const digits = text.replace('-', '').replace(/^0+/, '');
  const largest = text.startsWith('-') ? '9223372036854775808' : '9223372036854775807';
  return digits.length < largest.length || digits <= largest;
}

/** True for `{…}`, not for arrays, null and numbers. */
export function isJsonObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof ExactNumber);
}

/** True for `[…]`; `Array.isArray` does not narrow a readonly array. */
export function isJsonArray(json: Json | undefined): json is JsonArray {
  return Array.isArray(json);
}

export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/** The name of the type of a value, as messages call it. */
export function jsonTypeOf(json: Json): JsonType {
  if (json === null) return 'null';
  if (typeof json !== 'object') return typeof json as 'boolean' | 'number' | 'string';
  return isJsonArray(json) ? 'array' : json instanceof ExactNumber ? 'number' : 'object';
}

/** Sets a member as JSON means it: `__proto__` becomes an ordinary key. */
export function setMember(target: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

/**
 * A copy that may be changed. `Object.assign` takes the members of an object of any shape over at once; a spread is
 * several times slower where many shapes meet. Only the spread takes `__proto__` for an ordinary key.
 */
export function copyOfMembers(object: JsonObject): Record<string, Json> {
  return hasOwnProperty.call(object, '__proto__') ? { ...object } : Object.assign({}, object);
}

/** Taken by itself, `Object.hasOwn` costs a third more: it calls this one. */
const { hasOwnProperty } = Object.prototype;

/** The same value with every `ExactNumber` replaced by its value: what a library that knows only plain JSON may see. */
export function plainOf(value: Json): Json {
  if (!holdsExact(value)) return value;
  if (value instanceof ExactNumber) return Number(value[TEXT]);
  if (isJsonArray(value)) return value.map(plainOf);
  const plain: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value as JsonObject)) setMember(plain, key, plainOf(member));
  return plain;
}

/** Deep equality: objects regardless of order, numbers by value (`0.0` equals `0`). */
export function equalJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    const value = numberOf(a);
    return value !== undefined && value === numberOf(b);
  }
  if (isJsonArray(a))
    return isJsonArray(b) && a.length === b.length && a.every((item, i) => equalJson(item, b[i] as Json));
  if (!isJsonObject(a) || !isJsonObject(b)) return a instanceof ExactNumber && numberOf(a) === numberOf(b);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equalJson(a[key] as Json, b[key] as Json))
  );
}

/** True where some number of the value is an `ExactNumber`. */
export function holdsExact(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isJsonArray(value)) return value.some(holdsExact);
  if (value instanceof ExactNumber) return true;
  for (const key in value) if (holdsExact(value[key] as Json)) return true;
  return false;
}
