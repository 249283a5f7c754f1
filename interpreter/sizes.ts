/**
 * How large data is, in bytes of JSON text, as the service counts it. Large parts are measured once and remembered, so that
 * what a state has not touched costs nothing again.
 */
import { ExactNumber, isJsonArray, type Json, type JsonObject } from '#asl/json';
import { isContainer, MAX_NESTING } from './limits.ts';

/** What has been measured of a container: its bytes, and how many levels of large containers stand in it. */
interface Measure {
  readonly bytes: number;
  readonly levels: number;
}

/** Sizes that have been measured; values never change, so a size holds as long as its value. */
export interface SizeCache {
  readonly containers: WeakMap<object, Measure>;
  /** Whether a container is remembered: where all data is small, none has to be looked up. */
  isEmpty: boolean;
  /** The last few long texts, which are no parts of anything that could be remembered in their place. */
  readonly texts: Map<string, number>;
}

export const emptySizes = (): SizeCache => ({ containers: new WeakMap(), isEmpty: true, texts: new Map() });

const REMEMBERED_TEXTS = 8;

/**
 * Containers below this size are measured anew each time: that is cheaper than to remember them. So it is with a large
 * value of which less than that stands outside of remembered parts: mostly a state has just put it together.
 */
const REMEMBERED_BYTES = 1024;

/** To look up a list of so many items takes less time than to walk through it. */
const MANY_ITEMS = 8;

/** Data without objects and lists inside is found to be below this size without a look at its characters. */
const FLAT_BYTES = 256;

/** The size, or more where that is found sooner and is within `max`. */
export function sizeAtMost(value: Json, max: number, sizes: SizeCache): number {
  const bytes = flatBytes(value);
  return bytes <= FLAT_BYTES && bytes <= max ? bytes : sizeOf(value, max, sizes);
}

/** Bytes of a value without objects and lists inside, or more; above `FLAT_BYTES` it may be anything. */
function flatBytes(value: Json): number {
  if (typeof value !== 'object' || value === null) return plainBytes(value);
  if (isJsonArray(value)) return FLAT_BYTES + 1;
  let bytes = 2;
  for (const key in value as JsonObject) {
    const member = (value as JsonObject)[key] as Json;
    if (typeof member === 'object' && member !== null) return FLAT_BYTES + 1;
    bytes += key.length * LONGEST_CHARACTER + 4 + plainBytes(member);
    if (bytes > FLAT_BYTES) break;
  }
  // Without members it may be a number.
  return bytes === 2 ? FLAT_BYTES + 1 : bytes;
}

/** No number has a longer text, and an escaped character has six letters. */
const LONGEST_NUMBER = 25;
const LONGEST_CHARACTER = 6;

const plainBytes = (value: string | number | boolean | null): number =>
  typeof value === 'string' ? value.length * LONGEST_CHARACTER + 2 : LONGEST_NUMBER;

/** What the large parts of a container come to that is being measured. */
interface Parts {
  /** Bytes of those that are remembered. */
  remembered: number;
  /** Levels of the deepest. */
  levels: number;
}

/**
 * Bytes of the value's compact JSON text; above `max` it is only known to be above. Large parts are measured once,
 * so what a state has not touched costs nothing again. Infinite where the value is nested too deeply: nothing that
 * walks through data may run out of stack. `level` says how deep the value itself stands, `among` what it is a part of.
 */
export function sizeOf(value: Json, max: number, sizes: SizeCache, level = 0, among?: Parts): number {
  if (typeof value === 'string') return value.length > max ? value.length : bytesOfText(value, sizes);
  if (typeof value === 'number') return numberBytes(value);
  if (typeof value === 'boolean') return value ? 4 : 5;
  if (value === null) return 4;
  if (value instanceof ExactNumber) return String(value).length;
  const known = sizes.containers.get(value);
  if (known !== undefined) {
    if (among) addPart(among, known.levels, known.bytes);
    return level + known.levels > MAX_NESTING ? Number.POSITIVE_INFINITY : known.bytes;
  }
  if (level <= MAX_NESTING - REMEMBERED_BYTES / 2) {
    const room = roomAfter(value, REMEMBERED_BYTES, sizes);
    if (room > 0) return REMEMBERED_BYTES - room;
  }
  if (level >= MAX_NESTING) return Number.POSITIVE_INFINITY;
  const parts: Parts = { remembered: 0, levels: 0 };
  const bytes = isJsonArray(value)
    ? listBytes(value, max, sizes, level + 1, parts)
    : membersBytes(value, max, sizes, level + 1, parts);
  const levels = parts.levels + 1;
  const own = among ? bytes : bytes - parts.remembered;
  if (own >= REMEMBERED_BYTES && bytes <= max) {
    sizes.containers.set(value, { bytes, levels });
    sizes.isEmpty = false;
  }
  if (among) addPart(among, levels, bytes);
  return bytes;
}

function addPart(parts: Parts, levels: number, remembered: number): void {
  parts.remembered += remembered;
  if (levels > parts.levels) parts.levels = levels;
}

/**
 * How many of `room` bytes are left behind the text of a value; below 0 where it does not fit. Most data is small, and
 * is measured without a look at what is remembered; only objects and lists of many items are looked up.
 */
function roomAfter(value: Json, room: number, sizes: SizeCache): number {
  if (typeof value === 'number') return room - numberBytes(value);
  if (typeof value === 'string') return value.length > room ? -1 : room - textBytes(value) - 2;
  if (typeof value === 'boolean') return room - (value ? 4 : 5);
  if (value === null) return room - 4;
  if (isJsonArray(value)) return roomAfterList(value, room, sizes);
  if (value instanceof ExactNumber) return room - String(value).length;
  // The keys of an object with very many would all be collected before the first of them is looked at.
  const known = sizes.isEmpty ? undefined : sizes.containers.get(value);
  if (known) return room - known.bytes;
  let left = room - 1;
  for (const key in value) {
    const member = value[key] as Json;
    left -= textBytes(key) + 4;
    // Without a call for what is met most.
    left = typeof member === 'number' ? left - numberBytes(member) : roomAfter(member, left, sizes);
    if (left < 0) return left;
  }
  // An object without members.
  return left === room - 1 ? room - 2 : left;
}

function roomAfterList(list: readonly Json[], room: number, sizes: SizeCache): number {
  const known = list.length >= MANY_ITEMS ? sizes.containers.get(list) : undefined;
  if (known) return room - known.bytes;
  let left = room - Math.max(2, list.length + 1);
  for (let i = 0; i < list.length && left >= 0; i++) left = roomAfter(list[i] as Json, left, sizes);
  return left;
}

/**
 * How many levels of arrays and objects stand in a value that has been measured, or more: each takes two bytes. What is
 * above `max` has not been measured to its end.
 */
export function levelsAtMost(value: Json, bytes: number, max: number, sizes: SizeCache): number {
  if (bytes < REMEMBERED_BYTES) return bytes >> 1;
  return bytes > max ? MAX_NESTING : levelsOfLarge(value, sizes) + REMEMBERED_BYTES / 2;
}

/** Levels of the remembered containers in a value; what is below them is too small to be deep. */
function levelsOfLarge(value: Json, sizes: SizeCache): number {
  if (!isContainer(value)) return 0;
  const known = sizes.containers.get(value);
  if (known) return known.levels;
  let levels = 0;
  for (const key in value) {
    const member = (value as JsonObject)[key] as Json;
    if (isContainer(member)) levels = Math.max(levels, sizes.containers.get(member)?.levels ?? 0);
  }
  return levels + 1;
}

function listBytes(list: readonly Json[], max: number, sizes: SizeCache, level: number, parts: Parts): number {
  let bytes = Math.max(2, list.length + 1);
  for (let i = 0; i < list.length && bytes <= max; i++)
    bytes += sizeOf(list[i] as Json, max - bytes, sizes, level, parts);
  return bytes;
}

function membersBytes(value: object, max: number, sizes: SizeCache, level: number, parts: Parts): number {
  let bytes = 1;
  // Plain objects have no members but their own; `Object.keys` would make a list each time.
  for (const key in value) {
    if (bytes > max) return bytes;
    bytes +=
      textBytes(key) + 4 + sizeOf((value as Record<string, Json>)[key] as Json, max - bytes, sizes, level, parts);
  }
  return Math.max(2, bytes);
}

/** Bytes of a text with its quotes. */
function bytesOfText(text: string, { texts }: SizeCache): number {
  if (text.length < REMEMBERED_BYTES) return textBytes(text) + 2;
  const known = texts.get(text);
  if (known !== undefined) return known;
  const bytes = textBytes(text) + 2;
  if (texts.size >= REMEMBERED_TEXTS) texts.clear();
  texts.set(text, bytes);
  return bytes;
}

/** Bytes of a text in UTF-8. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  if (!NON_ASCII.test(text)) return bytes;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    bytes += code < 0x800 ? 1 : 2;
    // The two halves of a pair, two bytes each, are one character of four.
    if (code >= 0xd800 && code < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1))) i += 1;
  }
  return bytes;
}

const NON_ASCII = /[^\0-\x7f]/;
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code < 0xe000;

/** Bytes of a number's text. */
function numberBytes(value: number): number {
  if (value !== (value | 0) || value < 0) return String(value).length;
  if (value < 100) return value < 10 ? 1 : 2;
  let bytes = 3;
  for (let limit = 1000; limit <= value; limit *= 10) bytes += 1;
  return bytes;
}

/** Bytes of a string in UTF-8 with JSON's escapes, without the quotes. */
function textBytes(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) bytes += code >= 0x20 ? (code === 0x22 || code === 0x5c ? 2 : 1) : SHORT_ESCAPES.has(code) ? 2 : 6;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code < 0xdc00) {
      bytes += 4;
      i += 1;
    } else bytes += 3;
  }
  return bytes;
}

const SHORT_ESCAPES: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d]);
