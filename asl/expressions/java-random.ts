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
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16));
  digits[12] = 4;
  digits[16] = 8 + ((digits[16] ?? 0) % 4);
  const hex = digits.map((digit) => digit.toString(16)).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
