/** Times several runs side by side: in turn, again and again, so that a busy machine slows all of them alike. */
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '#asl/json';
import type { Run } from './contestants.ts';

export interface Measured {
  readonly name: string;
  readonly run: Run;
  /** Runs only once, without warming up: for what takes many seconds. */
  readonly isSlow?: boolean;
}

/** Node's `--expose-gc`. */
const { gc } = globalThis as { gc?: () => void };

/**
 * Whether garbage is collected before each turn. That is for runs that leave much behind: what one contestant has left,
 * the peer above all, would otherwise be collected in the turn of the next. Short runs are better left alone: each
 * collection teaches V8 which objects live long, and one that is forced upon a run that has only begun teaches it that
 * all do. It then makes them where they cost much more, by hand as in our engine (seen in Node 24, up to a third).
 */
type Garbage = 'collected' | 'left alone';

/** How long a contestant runs before it is the next one's turn, in milliseconds. */
const TURN = 120;
/** Turns before its time counts. */
const WARM_UP = 8;

/**
 * Milliseconds of one run, by name: the lower quartile of all turns. Every contestant first warms up, and its output
 * is compared with the one that is right.
 */
export async function sideBySide(
  contestants: readonly Measured[],
  output: Json,
  rounds: number,
  garbage: Garbage = 'left alone',
): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (const { name, run, isSlow } of contestants) {
    const begin = milliseconds();
    const ran = await run();
    if (isSlow) times.get(name)?.push(milliseconds() - begin);
    if (!isDeepStrictEqual(ran.output, output)) throw new Error(`${name} gives a wrong output.`);
    for (let turn = 0; turn < WARM_UP && !isSlow; turn++) await turnOf(run, garbage);
  }
  for (let round = 0; round < rounds; round++)
    for (const { name, run, isSlow } of contestants) if (!isSlow) times.get(name)?.push(await turnOf(run, garbage));
  return new Map([...times].map(([name, list]) => [name, lowerQuartile(list)]));
}

/** Milliseconds of one run of this turn. */
async function turnOf(run: Run, garbage: Garbage): Promise<number> {
  if (garbage === 'collected') gc?.();
  const begin = milliseconds();
  for (let runs = 1; ; runs++) {
    await run();
    const passed = milliseconds() - begin;
    if (passed >= TURN) return passed / runs;
  }
}

/**
 * The clock: what this thread has had of a processor, where Node can tell (from 23.9 on), since other programs that
 * run meanwhile would be measured otherwise. Nothing that is measured here waits.
 */
export function milliseconds(): number {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => { readonly user: number; readonly system: number } };
  if (!threadCpuUsage) return performance.now();
  const { user, system } = threadCpuUsage.call(process);
  return (user + system) / 1000;
}

export const lowerQuartile = (list: readonly number[]): number => quantile(list, 0.25);

/** The number below which that share of the list lies. */
export function quantile(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}
