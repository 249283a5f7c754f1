/**
 * The order of the items in each row: first as the walk down the main path meets them, then swept up and down
 * towards the middle of their neighbors for as long as fewer lines cross. Everything is decided by the order of
 * the text, so that a small edit moves little.
 */
import type { Link, ScopeGraph, Vertex } from './links.ts';
import type { Ranks } from './ranks.ts';
import type { Item, Rows, Segment } from './rows.ts';

const SWEEPS = 8;
const LONG = 6;
/** Scopes with more long lines or rows are left as the sweeps leave them. */
const TRIES = 150;
/** More than any row has items. */
const SIDE = 1 << 24;

/** Puts the items of every row into their order. */
export function orderRows(graph: ScopeGraph, ranks: Ranks, { rows, itemOf, routes }: Rows): void {
  const rankings = new Map<Item, number>();
  const sequence = walkOrder(graph, ranks);
  for (const [index, item] of itemOf.entries()) rankings.set(item, sequence[index] ?? 0);
  for (const { link, down, back } of routes) {
    const start = sequence[link.from.index] ?? 0;
    const end = back ? start + 0.4 : (sequence[link.to.index] ?? 0);
    // A line past many rows runs outside of what stands in them.
    const outside = down.length > LONG ? Math.sign(end - start) * sequence.length : 0;
    for (const item of down) {
      if (item.kind === 'vertex' || rankings.has(item)) continue;
      rankings.set(item, outside || (link === ranks.parent[link.to.index] ? end : (start + end) / 2));
    }
  }
  for (const row of rows) {
    row.sort((a, b) => (rankings.get(a) ?? 0) - (rankings.get(b) ?? 0));
    renumber(row);
  }
  sweep(rows);
  moveOutside(rows, routes);
}

/** Tells every item of a row where it stands in it. */
export function renumber(row: readonly Item[]): void {
  for (const [position, item] of row.entries()) item.position = position;
}

/** Numbers the vertices from left to right: of several ways out the second stands left of the main one, catches right. */
function walkOrder({ out }: ScopeGraph, { parent, roots, primary }: Ranks): number[] {
  const sequence: number[] = [];
  let next = 0;
  const stack: { vertex: Vertex; place: boolean }[] = [...roots].reverse().map((vertex) => ({ vertex, place: false }));
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const { vertex, place } = entry;
    if (place) {
      sequence[vertex.index] = next++;
      continue;
    }
    const children = (out[vertex.index] ?? []).filter((link) => parent[link.to.index] === link);
    const { left, right } = sides(children, primary[vertex.index]);
    for (const link of right.reverse()) stack.push({ vertex: link.to, place: false });
    stack.push({ vertex, place: true });
    for (const link of left.reverse()) stack.push({ vertex: link.to, place: false });
  }
  return sequence;
}

function sides(children: readonly Link[], primary: Link | undefined): { left: Link[]; right: Link[] } {
  const main = children.find((link) => link === primary);
  const left: Link[] = [];
  const right: Link[] = main ? [main] : [];
  const aside = children.filter((link) => link !== main && !link.dashed);
  for (const [index, link] of aside.entries()) (index % 2 === 1 ? left : right).push(link);
  return { left: left.reverse(), right: [...right, ...children.filter((link) => link.dashed)] };
}

function sweep(rows: readonly Item[][]): void {
  let best = rows.map((row) => [...row]);
  let fewest = crossings(rows);
  let idle = 0;
  for (let round = 0; round < SWEEPS && fewest > 0 && idle < 2; round++) {
    const downward = round % 2 === 0;
    for (const row of downward ? rows : [...rows].reverse()) pull(row, downward);
    for (const row of rows) swapNeighbors(row);
    const count = crossings(rows);
    idle = count < fewest ? 0 : idle + 1;
    if (idle > 0) continue;
    fewest = count;
    best = rows.map((row) => [...row]);
  }
  for (const [index, row] of rows.entries()) {
    row.splice(0, row.length, ...(best[index] ?? []));
    renumber(row);
  }
}

/** Sorts a row by the middle of each item's neighbors above (or below); items without any keep their place. */
function pull(row: Item[], fromAbove: boolean): void {
  const moving: Item[] = [];
  for (const item of row) {
    const segments = fromAbove ? item.up : item.down;
    if (segments.length === 0) continue;
    let sum = 0;
    for (const segment of segments) sum += fromAbove ? above(segment) : segment.to.position;
    item.wanted = sum / segments.length;
    moving.push(item);
  }
  const places = moving.map(({ position }) => position);
  moving.sort((a, b) => a.wanted - b.wanted || a.position - b.position);
  for (const [index, item] of moving.entries()) row[places[index] ?? 0] = item;
  renumber(row);
}

/** Takes long lines out of the middle to either end of their rows, where that saves crossings. */
function moveOutside(rows: readonly Item[][], routes: Rows['routes']): void {
  const long = routes
    .map(({ down }) => down.filter(({ kind }) => kind !== 'vertex'))
    .filter(({ length }) => length > 1);
  if (long.length > TRIES || rows.length > TRIES) return;
  for (const items of long) {
    const first = Math.max(0, (items[0]?.row ?? 0) - 1);
    const around = rows.slice(first, (items.at(-1)?.row ?? 0) + 2);
    for (const end of ['left', 'right'] as const) {
      const before = crossings(around);
      if (before === 0) break;
      const places = items.map(({ position }) => position);
      for (const item of items) moveTo(rows[item.row], item, end === 'left' ? 0 : Number.POSITIVE_INFINITY);
      if (crossings(around) < before) break;
      for (const [index, item] of items.entries()) moveTo(rows[item.row], item, places[index] ?? 0);
    }
  }
}

function moveTo(row: Item[] | undefined, item: Item, place: number): void {
  if (!row) return;
  row.splice(item.position, 1);
  row.splice(Math.min(place, row.length), 0, item);
  renumber(row);
}

/** Where a line leaves the row above: a catch a little right of the middle of its state. */
const above = ({ from, fromSide }: Segment): number => from.position + (fromSide ? 0.3 : 0);

function swapNeighbors(row: Item[]): void {
  for (let pass = 0; pass < 2; pass++) {
    for (let i = 0; i + 1 < row.length; i++) {
      const [a, b] = [row[i], row[i + 1]];
      if (!a || !b || a.up.length + a.down.length > 64 || b.up.length + b.down.length > 64) continue;
      const now = pairCrossings(a, b);
      if (now === 0 || pairCrossings(b, a) >= now) continue;
      row[i] = b;
      row[i + 1] = a;
      b.position = i;
      a.position = i + 1;
    }
  }
}

/** Crossings between the lines of two neighbors when `left` stands left. */
function pairCrossings(left: Item, right: Item): number {
  let count = 0;
  for (const a of left.up) for (const b of right.up) if (above(a) > above(b)) count++;
  for (const a of left.down) for (const b of right.down) if (a.to.position > b.to.position) count++;
  return count;
}

/** All crossings, row by row, by counting inversions in a tree: linear but for a logarithm. */
export function crossings(rows: readonly Item[][]): number {
  let total = 0;
  for (const [index, row] of rows.entries()) {
    const places: number[] = [];
    for (const item of row) {
      // A catch leaves right of all other lines of its state.
      const down = item.down.map(({ to, fromSide }) => to.position + (fromSide ? SIDE : 0)).sort((a, b) => a - b);
      for (const place of down) places.push(place % SIDE);
    }
    total += inversions(places, rows[index + 1]?.length ?? 0);
  }
  return total;
}

function inversions(places: readonly number[], size: number): number {
  const tree = new Array<number>(size + 1).fill(0);
  let count = 0;
  for (const [seen, place] of places.entries()) {
    let notGreater = 0;
    for (let i = place + 1; i > 0; i -= i & -i) notGreater += tree[i] ?? 0;
    count += seen - notGreater;
    for (let i = place + 1; i <= size; i += i & -i) tree[i] = (tree[i] ?? 0) + 1;
  }
  return count;
}
