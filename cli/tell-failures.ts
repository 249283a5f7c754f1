/**
 * Says what AWS's causes leave out: why child executions of a distributed Map have failed, where the Map itself only
 * tells that there were too many, and why the arguments of an intrinsic function do not fit.
 */
import type { Effect, Failure } from '#interpreter';

/** Hears the effects of an execution; `say` gets the first reason, and a line for each map run in which children failed. */
export function tellFailures(say: (line: string) => void): (effect: Effect) => void {
  let first: Failure | undefined;
  let isReasonTold = false;
  return (effect) => {
    if (effect.type === 'failure' && effect.outcome === 'uncaught') {
      first ??= effect.failure;
      if (effect.reason !== undefined && !isReasonTold) say(effect.reason);
      isReasonTold ||= effect.reason !== undefined;
    }
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
