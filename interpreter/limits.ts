/** The limits of the service on the size of data. */
import { isJsonArray, type Json } from '#asl/json';

/** Input, output and result of a state, a task and an execution, in bytes of UTF-8 JSON text. */
export const MAX_PAYLOAD_BYTES = 262_144;

/** Events of a Standard execution's history. */
export const MAX_EVENTS = 25_000;

/** How long an Express execution may run, in seconds. */
export const MAX_EXPRESS_SECONDS = 300;

/** True where the value's compact JSON text is longer than the service allows. Stops counting as soon as it knows. */
export function isTooLarge(value: Json): boolean {
  return count(value, MAX_PAYLOAD_BYTES) < 0;
}

/** What is left of `room` once the value is written; below zero it does not fit. */
function count(value: Json, room: number): number {
  if (typeof value === 'string') return room - 2 - (value.length * 6 <= room ? value.length : textBytes(value));
  if (typeof value !== 'object' || value === null) return room - 4;
  let left = room - 2;
  if (isJsonArray(value)) {
    for (const item of value) {
      left = count(item, left - 1);
      if (left < 0) return left;
    }
    return left;
  }
  for (const [key, member] of Object.entries(value)) {
    left = count(member as Json, left - key.length - 4);
    if (left < 0) return left;
  }
  return left;
}

/** Bytes of a string in UTF-8 with JSON's escapes, without the quotes. */
function textBytes(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22 || code === 0x5c) bytes += 2;
    else if (code < 0x20)
      bytes += code === 0x0a || code === 0x0d || code === 0x09 || code === 0x08 || code === 0x0c ? 2 : 6;
    else if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code < 0xdc00) {
      bytes += 4;
      i += 1;
    } else bytes += 3;
  }
  return bytes;
}
