/** Where a thread stood before the place at which it stands: the target of a step back. */
import { findThread } from './changes.ts';
import type { Arrival, Timeline } from './timeline.ts';

/** How fine the last step was: stepping back goes back by as much. */
export type Granularity = 'state' | 'phase';

/**
 * The arrival before the present place of a thread; where the thread begins, that of the thread whose state started
 * it. Undefined at the beginning of the execution.
 */
export function previousArrival(timeline: Timeline, id: number, granularity: Granularity): Arrival | undefined {
  const { position, snapshot } = timeline;
  const latest = (thread: number, upTo: number): Arrival | undefined =>
    timeline.findArrival(upTo, (one) => one.thread === thread && (granularity === 'phase' || one.isEntry));

  const here = timeline.findArrival(position, (one) => one.thread === id);
  const thread = findThread(snapshot, id);
  // A thread that waits has left the place at which it arrived last.
  const isThere = thread?.status.kind === 'ready' && here !== undefined;
  const own = latest(id, isThere ? here.position - 1 : position);
  if (own || thread?.parent === undefined) return own;
  return latest(thread.parent, firstArrival(timeline, id) - 1);
}

function firstArrival(timeline: Timeline, thread: number): number {
  let first = timeline.position;
  timeline.findArrival(first, (one) => {
    if (one.thread === thread) first = one.position;
    return false;
  });
  return first;
}
