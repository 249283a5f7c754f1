/** How long a retrier waits before its next attempt. */
import type { Retrier } from '../program/program.ts';

/** A year, as long as an execution lasts: a delay that grows without end is none that a clock can reach. */
const MAX_DELAY_SECONDS = 31_536_000;

/** Seconds until attempt `count + 1`; jitter is drawn after the cap, as measured on AWS. */
export function retryDelay(retrier: Retrier, count: number, random: () => number): number {
  const grown = retrier.intervalSeconds * retrier.backoffRate ** count;
  const delay = Math.min(grown, retrier.maxDelaySeconds ?? MAX_DELAY_SECONDS);
  return retrier.fullJitter ? random() * delay : delay;
}
