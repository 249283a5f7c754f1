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
  /** Neighbors, with the distance to keep. */
  readonly left: Map<Column, number>;
  readonly right: Map<Column, number>;
  /** What it is joined to, as the place where that would have it. */
  readonly pulls: { readonly to: Column; readonly offset: number; readonly weight: number }[];
}

const ROUNDS = 8;

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
    const order = from.position;
    if (kept.some((other) => other.from.position < order !== other.to.position < to.position)) continue;
    below.set(from, to);
    taken.add(to);
    kept.push(segment);
  }
}

function columnsOf({ rows, trunks, itemOf }: Rows, below: ReadonlyMap<Item, Item>, { main }: Ranks): Column[] {
  const columns: Column[] = [];
  const of = new Map<Item, Column>();
  for (const item of rows.flat()) {
    if (of.has(item)) continue;
    const column: Column = { items: [], x: 0, isMain: false, left: new Map(), right: new Map(), pulls: [] };
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
  left.right.set(right, Math.max(left.right.get(right) ?? 0, apart));
  right.left.set(left, Math.max(right.left.get(left) ?? 0, apart));
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
    for (const [left, apart] of column.left) x = Math.max(x, left.x + apart);
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
  for (const [left, apart] of column.left) low = Math.max(low, left.x + apart);
  for (const [right, apart] of column.right) high = Math.min(high, right.x - apart);
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
  const missing = new Map(columns.map((column) => [column, column.left.size]));
  const order = columns.filter((column) => column.left.size === 0);
  for (let index = 0; index < order.length; index++) {
    for (const right of order[index]?.right.keys() ?? []) {
      const left = (missing.get(right) ?? 0) - 1;
      missing.set(right, left);
      if (left === 0) order.push(right);
    }
  }
  return order;
}
