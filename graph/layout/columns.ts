/**
 * Where each item stands from left to right. Items that one line joins straight form a column; the column of the
 * main path is fixed, and the others are moved towards what they are joined to as far as their neighbors allow.
 */
import { GAP, GRID, STUB } from './metrics.ts';
import type { Ranks } from './ranks.ts';
import type { Item, Rows, Segment } from './rows.ts';

interface Column {
  readonly items: Item[];
  x: number;
  isMain: boolean;
  /** Neighbors, with the distance to keep; one that stands beside it in several rows comes as often. */
  readonly left: Neighbor[];
  readonly right: Neighbor[];
  /** What it is joined to, as the place where that would have it. */
  readonly pulls: { readonly to: Column; readonly offset: number; readonly weight: number }[];
}

interface Neighbor {
  readonly column: Column;
  readonly apart: number;
}

const ROUNDS = 6;

/** Sets `x` of every item; catches then leave the side of their state that faces where they go. */
export function placeColumns(rows: Rows, ranks: Ranks): void {
  const below = straightLines(rows, ranks);
  settle(columnsOf(rows, below, ranks));
  if (turnCatches(rows)) settle(columnsOf(rows, below, ranks));
}

function turnCatches({ itemOf, trunks }: Rows): boolean {
  let turned = false;
  for (const item of itemOf) {
    if (!item.catchSide) continue;
    const targets = item.down.filter(({ fromSide }) => fromSide).map(({ to }) => to.x);
    if (targets.length === 0) {
      const own = trunks.filter(({ dashed, links }) => dashed && links.some((link) => link.from === item.vertex));
      targets.push(...own.flatMap(({ items }) => items[0]?.x ?? []));
    }
    if (targets.length === 0 || !targets.every((x) => x < item.x)) continue;
    item.catchSide = 'left';
    turned = true;
  }
  return turned;
}

const reachLeft = (item: Item): number => item.half + (item.catchSide === 'left' ? STUB : 0);
const reachRight = (item: Item): number => item.half + (item.catchSide === 'right' ? STUB : 0);
const isBox = (item: Item): boolean => item.kind === 'vertex' && item.vertex?.kind === 'node';

/** The distance between the center lines of two neighbors in a row. */
function distance(left: Item, right: Item): number {
  const boxes = isBox(left) && isBox(right);
  const lines = !isBox(left) && !isBox(right);
  const gap = boxes ? GAP.column : lines ? 2 * GRID : GAP.line;
  return Math.ceil((reachRight(left) + gap + reachLeft(right)) / GRID) * GRID;
}

/** The line that runs straight down from each item, by its upper end. */
function straightLines({ rows, routes, itemOf }: Rows, { main, parent }: Ranks): Map<Item, Item> {
  const next = new Map(main.map((vertex, index) => [vertex, main[index + 1]]));
  const onMain = new Set<Item>();
  const onTree = new Set<Item>();
  for (const { link, down, back } of routes) {
    if (back || parent[link.to.index] !== link) continue;
    for (const item of down) if (item.kind !== 'vertex') onTree.add(item);
    if (next.get(link.from) === link.to) for (const item of down) onMain.add(item);
  }
  const weigh = ({ from, to, dashed }: Segment): number => {
    if (onMain.has(from) && onMain.has(to) && !dashed) return 100;
    if (from.kind === 'back') return 50;
    if (from.kind === 'via' && to.kind === 'via') return 40;
    const tree = onTree.has(from) || onTree.has(to) || isTreeStep(from, to, parent, itemOf);
    return (tree ? 20 : 10) + (dashed ? 0 : 4) + (from.kind === 'label' ? 2 : 0);
  };
  const below = new Map<Item, Item>();
  for (const row of rows) alignRow(row, weigh, below);
  return below;
}

function isTreeStep(from: Item, to: Item, parent: Ranks['parent'], itemOf: readonly Item[]): boolean {
  const link = to.vertex && parent[to.vertex.index];
  return link !== undefined && itemOf[link.from.index] === from;
}

/** Joins a row to the next by straight lines, the weightiest first, so that no two of them cross. */
function alignRow(row: readonly Item[], weigh: (segment: Segment) => number, below: Map<Item, Item>): void {
  const candidates = row
    .flatMap((item) => item.down.filter(({ fromSide }) => !fromSide))
    .map((segment) => ({ segment, weight: weigh(segment) }))
    .sort((a, b) => b.weight - a.weight);
  const taken = new Set<Item>();
  const kept: Segment[] = [];
  for (const { segment } of candidates) {
    const { from, to } = segment;
    if (below.has(from) || taken.has(to)) continue;
    const index = placeAmong(kept, from.position);
    const [left, right] = [kept[index - 1], kept[index]];
    if ((left && left.to.position > to.position) || (right && right.to.position < to.position)) continue;
    below.set(from, to);
    taken.add(to);
    kept.splice(index, 0, segment);
  }
}

/** Where a line from that position belongs among lines in the order of their sources. */
function placeAmong(kept: readonly Segment[], position: number): number {
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((kept[middle]?.from.position ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function columnsOf({ rows, trunks, itemOf }: Rows, below: ReadonlyMap<Item, Item>, { main }: Ranks): Column[] {
  const columns: Column[] = [];
  const of = new Map<Item, Column>();
  for (const item of rows.flat()) {
    if (of.has(item)) continue;
    const column: Column = { items: [], x: 0, isMain: false, left: [], right: [], pulls: [] };
    columns.push(column);
    for (let each: Item | undefined = item; each; each = below.get(each)) {
      column.items.push(each);
      of.set(each, column);
    }
  }
  const [first] = main;
  const mainColumn = first && of.get(itemOf[first.index] ?? (rows[0]?.[0] as Item));
  if (mainColumn) mainColumn.isMain = true;
  for (const row of rows) {
    for (const [index, item] of row.entries()) {
      const neighbor = row[index + 1];
      if (neighbor) keepApart(of.get(item), of.get(neighbor), distance(item, neighbor));
      for (const segment of item.down) pullTogether(of, segment);
    }
  }
  for (const { target, items, links } of trunks) {
    const column = items[0] && of.get(items[0]);
    for (const end of [target, ...links.map((link) => itemOf[link.from.index])]) {
      const to = end && of.get(end);
      if (column && to) column.pulls.push({ to, offset: 0, weight: 1 });
    }
  }
  return columns;
}

function keepApart(left: Column | undefined, right: Column | undefined, apart: number): void {
  if (!left || !right || left === right) return;
  left.right.push({ column: right, apart });
  right.left.push({ column: left, apart });
}

function pullTogether(of: ReadonlyMap<Item, Column>, { from, fromSide, to, dashed }: Segment): void {
  const upper = of.get(from);
  const lower = of.get(to);
  if (!upper || !lower || upper === lower) return;
  const offset = fromSide ? (from.catchSide === 'left' ? -reachLeft(from) : reachRight(from)) : 0;
  const weight = dashed ? 1 : 2;
  upper.pulls.push({ to: lower, offset: -offset, weight });
  lower.pulls.push({ to: upper, offset, weight });
}

/** Finds places: packed from the left at first, then each column goes to the middle of its pulls, round by round. */
function settle(columns: readonly Column[]): void {
  const order = fromLeft(columns);
  for (const column of order) {
    let x = 0;
    for (const left of column.left) x = Math.max(x, left.column.x + left.apart);
    column.x = x;
  }
  const origin = columns.find(({ isMain }) => isMain)?.x ?? 0;
  for (const column of columns) column.x -= origin;
  for (let round = 0; round < ROUNDS; round++) {
    for (const column of round % 2 === 0 ? [...order].reverse() : order) if (!column.isMain) moveToPulls(column);
  }
  for (const column of columns) for (const item of column.items) item.x = column.x;
}

function moveToPulls(column: Column): void {
  if (column.pulls.length === 0) return;
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (const left of column.left) low = Math.max(low, left.column.x + left.apart);
  for (const right of column.right) high = Math.min(high, right.column.x - right.apart);
  column.x = Math.max(low, Math.min(high, wantedPlace(column)));
}

/** The weighted median of the pulls, the one nearer to the main path where two are as good. */
function wantedPlace({ pulls }: Column): number {
  const places = pulls.map(({ to, offset, weight }) => ({ x: to.x + offset, weight })).sort((a, b) => a.x - b.x);
  const half = places.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const [index, { x, weight }] of places.entries()) {
    sum += weight;
    if (sum < half) continue;
    const next = places[index + 1];
    return sum === half && next && Math.abs(next.x) < Math.abs(x) ? next.x : x;
  }
  return 0;
}

function fromLeft(columns: readonly Column[]): Column[] {
  const missing = new Map(columns.map((column) => [column, column.left.length]));
  const order = columns.filter((column) => column.left.length === 0);
  for (let index = 0; index < order.length; index++) {
    for (const { column } of order[index]?.right ?? []) {
      const left = (missing.get(column) ?? 0) - 1;
      missing.set(column, left);
      if (left === 0) order.push(column);
    }
  }
  return order;
}
