/**
 * Random bits as a function of a seed and a position, so that a snapshot holds its random numbers as two integers
 * and a replay draws the same ones.
 */

/** The number at `position` of the sequence of `seed`, in [0, 1). */
export function randomAt(seed: number, position: number): number {
  const high = mix(seed ^ mix(position + 0x9e3779b9));
  const low = mix(high ^ Math.imul(position, 0x85ebca6b));
  return ((high >>> 0) * 0x200000 + (low >>> 11)) / 0x20000000000000;
}

/** One round of the murmur3 finalizer. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A version 4 UUID made of numbers of the sequence. */
export function uuidFrom(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16));
  hex[12] = 4;
  hex[16] = 8 + ((hex[16] ?? 0) & 3);
  const text = hex.map((digit) => digit.toString(16)).join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}

const TOKEN_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A task token: as long and of the same letters as AWS's begin. */
export function tokenFrom(random: () => number): string {
  let token = 'AQB';
  for (let i = 0; i < 61; i++) token += TOKEN_ALPHABET[Math.floor(random() * 64)];
  return token;
}
