/**
 * Says why child executions of a distributed Map have failed: the Map itself only tells that there were too many, and on
 * AWS one looks at the executions, which nobody can do here.
 */
import type { Effect, Failure } from '#interpreter';

/** Hears the effects of an execution and gives `say` a line for each map run in which children failed. */
export function tellChildFailures(say: (line: string) => void): (effect: Effect) => void {
  let first: Failure | undefined;
  return (effect) => {
    if (effect.type === 'failure' && effect.outcome === 'uncaught') first ??= effect.failure;
    if (effect.type !== 'map-run-ended') return;
    const { failed, timedOut, total } = effect.run.executions;
    const count = failed + timedOut;
    if (count > 0) say(`${count} of ${total} child executions of a distributed Map failed${reasonOf(first)}.`);
    first = undefined;
  };
}

function reasonOf(failure: Failure | undefined): string {
  const why = [failure?.error, failure?.cause?.replace(/\.$/, '')].filter((part) => part !== undefined && part !== '');
  return why.length === 0 ? '' : `, the first with ${why.join(': ')}`;
}
