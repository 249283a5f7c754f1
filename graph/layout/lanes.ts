/**
 * Lanes right of everything, for the links of huge tangled scopes that lead too far to be threaded through every
 * row. Lanes that do not meet share a column.
 */
import { GAP, GRID } from './metrics.ts';
import type { Item, Rows } from './rows.ts';

/** Sets `x` of every lane; the items must have theirs. */
export function placeLanes({ rows, lanes }: Rows): void {
  if (lanes.length === 0) return;
  let right = 0;
  for (const item of rows.flat()) right = Math.max(right, item.x + item.half + GAP.line);
  const first = Math.ceil(right / GRID) * GRID + GAP.line;
  /** The last row that each column is taken to. */
  const taken: number[] = [];
  const spans = lanes.map((lane) => ({ lane, ...spanOf(lane.target, lane.ends) })).sort((a, b) => a.top - b.top);
  for (const { lane, top, bottom } of spans) {
    let column = taken.findIndex((last) => last < top);
    if (column < 0) column = taken.length;
    taken[column] = bottom;
    lane.x = first + column * GRID;
  }
}

function spanOf(target: Item, ends: readonly Item[]): { top: number; bottom: number } {
  let top = target.row;
  let bottom = target.row;
  for (const { row } of ends) {
    top = Math.min(top, row + 1);
    bottom = Math.max(bottom, row + 1);
  }
  return { top, bottom };
}
