/** The generator of `java.util.Random`: what AWS uses for `$random(seed)`, bit for bit. */

const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/** The next doubles in [0, 1) that Java's generator gives for a seed. */
export function javaRandom(seed: number): () => number {
  let state = (BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK;
  const next = (bits: bigint): bigint => {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    return state >> (48n - bits);
  };
  return () => Number((next(26n) << 27n) + next(27n)) / 2 ** 53;
}

/** A version 4 UUID from random numbers in [0, 1). */
export function uuidFrom(random: () => number): string {
  let uuid = '';
  for (let at = 0; at < 32; at++) {
    const digit = Math.floor(random() * 16);
    if (at === 8 || at === 12 || at === 16 || at === 20) uuid += '-';
    uuid += HEX[at === 12 ? 4 : at === 16 ? 8 + (digit % 4) : digit];
  }
  return uuid;
}

const HEX = '0123456789abcdef';
