/** How often each breakpoint was passed, by position on the timeline: going back in time takes hits back. */

export interface Hits {
  /** Counts a hit at a position and gives the number of hits so far. */
  add(breakpoint: number, position: number): number;
  /** Forgets what lies after a position. */
  rewind(position: number): void;
}

/** An empty count. */
export function createHits(): Hits {
  const positions = new Map<number, number[]>();
  return {
    add(breakpoint, position) {
      const own = positions.get(breakpoint) ?? [];
      own.push(position);
      positions.set(breakpoint, own);
      return own.length;
    },
    rewind(position) {
      for (const own of positions.values()) while ((own.at(-1) ?? -1) > position) own.pop();
    },
  };
}
