/** Numbers that look random and are the same in every run: the basis of tests that try many cases. */

/** Numbers from 0 up to, but not including, 1. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Whole numbers from 0 up to, but not including, the one that is asked with. */
export function randomBelow(seed: number): (below: number) => number {
  const next = randomNumbers(seed);
  return (below) => Math.floor(next() * below);
}
