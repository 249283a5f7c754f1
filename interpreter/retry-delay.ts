/** How long a retrier waits before its next attempt. */
import type { Retrier } from './program.ts';

/** Seconds until attempt `count + 1`; jitter is drawn after the cap, as measured on AWS. */
export function retryDelay(retrier: Retrier, count: number, random: () => number): number {
  const grown = retrier.intervalSeconds * retrier.backoffRate ** count;
  const delay = Math.min(grown, retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return retrier.fullJitter ? random() * delay : delay;
}
