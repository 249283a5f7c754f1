/**
 * Random bits as a function of a seed and a position, so that a snapshot holds its random numbers as two integers
 * and a replay draws the same ones.
 */
export { uuidFrom } from '#asl/expressions/java-random';

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

/** A seed for what follows from a name (FNV-1a). */
export function seedOf(name: string): number {
  let seed = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) seed = Math.imul(seed ^ name.charCodeAt(i), 0x01000193);
  return seed;
}

const TOKEN_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A task token: as long and of the same letters as AWS's begin. */
export function tokenFrom(random: () => number): string {
  let token = 'AQB';
  for (let i = 0; i < 61; i++) token += TOKEN_ALPHABET[Math.floor(random() * 64)];
  return token;
}
