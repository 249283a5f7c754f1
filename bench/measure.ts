/** Times several runs side by side: in turn, again and again, so that a busy machine slows all of them alike. */
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '#asl/json';
import type { Run } from './contestants.ts';

export interface Measured {
  readonly name: string;
  readonly run: Run;
  /** Runs per round; 0 takes part in no round but the first, for what would take too long. */
  readonly repeats?: number;
}

declare const gc: undefined | ((options: { type: 'minor' }) => void);

/** Median milliseconds of one run, by name. Every output is compared with the one that is right. */
export async function sideBySide(
  contestants: readonly Measured[],
  output: Json,
  rounds: number,
): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number[]>();
  for (let round = -1; round < rounds; round++) {
    for (const { name, run, repeats = 1 } of contestants) {
      if (repeats === 0 && round >= 0) continue;
      gc?.({ type: 'minor' });
      const begin = performance.now();
      for (let i = 0; i < Math.max(1, repeats); i++) {
        const ran = await run();
        if (round < 0 && !isDeepStrictEqual(ran.output, output)) throw new Error(`${name} gives a wrong output.`);
      }
      // The first round warms up, except for those that have no other.
      if (round < 0 && repeats > 0) continue;
      const known = times.get(name) ?? [];
      times.set(name, known);
      known.push((performance.now() - begin) / Math.max(1, repeats));
    }
  }
  return new Map([...times].map(([name, list]) => [name, median(list)]));
}

export function median(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
