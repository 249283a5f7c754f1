/** What lies behind the data flows that a client shows, so that it can ask for more of them. */
import type { Pair } from '../data/flow-rows.ts';

/** The values behind the data flows that were shown last, by the number that the client has for each. */
export interface ShownFlows {
  add(pairs: ReadonlyMap<string, Pair>): number;
  get(id: number): ReadonlyMap<string, Pair> | undefined;
}

/** More than one view may be open, and an answer may be on its way. */
const KEPT_FLOWS = 4;

export function createShownFlows(): ShownFlows {
  const kept = new Map<number, ReadonlyMap<string, Pair>>();
  let last = 0;
  return {
    add(pairs) {
      kept.set(++last, pairs);
      kept.delete(last - KEPT_FLOWS);
      return last;
    },
    get: (id) => kept.get(id),
  };
}
