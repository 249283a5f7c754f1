/**
 * The trunks that carry links back up, outside the column of the loop they close: each stands left or right of
 * everything that belongs to its loop, on the side where it crosses fewer lines.
 */
import type { ScopeGraph } from './links.ts';
import { renumber } from './order.ts';
import type { Ranks } from './ranks.ts';
import { type BackTrunk, type Item, makeItem, type Rows, type Segment } from './rows.ts';

type Side = 'left' | 'right';

/** Above this many steps the loops of a machine are no longer looked into and their trunks stand at the very left. */
const EFFORT = 4_000_000;
/** What it costs to step across another line, against crossing it straight. */
const JOG = 2;

export function placeTrunks(graph: ScopeGraph, ranks: Ranks, rows: Rows): void {
  // Short loops first: they stand closest to their column, and longer ones run around them.
  const trunks = [...rows.trunks].sort((a, b) => a.lastRow - a.target.row - (b.lastRow - b.target.row));
  const affordable = trunks.length * graph.vertices.length < EFFORT;
  const into = affordable ? linksInto(graph, ranks) : [];
  for (const [index, trunk] of trunks.entries()) {
    const body = affordable ? bodyOf(trunk, graph, ranks, rows, into) : new Set<Item>();
    for (const inner of trunks.slice(0, index)) {
      if (body.has(inner.target)) for (const item of inner.items) body.add(item);
    }
    insertTrunk(trunk, rows, body);
  }
}

function linksInto(graph: ScopeGraph, ranks: Ranks): number[][] {
  const into: number[][] = graph.vertices.map(() => []);
  for (const link of graph.out.flat()) if (!ranks.back.has(link)) into[link.to.index]?.push(link.from.index);
  return into;
}

/** All items between the head of a loop and the states that lead back to it. */
function bodyOf(trunk: BackTrunk, graph: ScopeGraph, ranks: Ranks, rows: Rows, into: readonly number[][]): Set<Item> {
  const head = trunk.target.vertex?.index ?? 0;
  const forward = (graph.out ?? []).map((links) =>
    links.filter((link) => !ranks.back.has(link)).map((l) => l.to.index),
  );
  const below = reach([head], forward);
  const leadBack = reach(
    trunk.links.map((link) => link.from.index),
    into,
  );
  const body = new Set<Item>();
  for (const { link, down, back } of rows.routes) {
    const inside = below.has(link.from.index) && leadBack.has(link.from.index);
    if (!inside) continue;
    if (down[0]) body.add(down[0]);
    if (back === trunk || (below.has(link.to.index) && leadBack.has(link.to.index) && !back))
      for (const item of down) body.add(item);
  }
  body.add(trunk.target);
  return body;
}

function reach(from: readonly number[], next: readonly (readonly number[])[]): Set<number> {
  const seen = new Set(from);
  const open = [...from];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    for (const other of next[index] ?? []) {
      if (seen.has(other)) continue;
      seen.add(other);
      open.push(other);
    }
  }
  return seen;
}

function insertTrunk(trunk: BackTrunk, { rows, routes }: Rows, body: ReadonlySet<Item>): void {
  const ends = routes.flatMap(({ back, down }) => (back === trunk ? (down.at(-1) ?? []) : []));
  let places: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const side of ['left', 'right'] as const) {
    for (const outmost of [false, true]) {
      const tried = placesFor(trunk, rows, body, side, outmost);
      const price = cost(trunk, rows, ends, tried);
      if (price >= least) continue;
      least = price;
      places = tried;
    }
  }
  for (const [step, place] of places.entries()) {
    const index = trunk.target.row + step;
    const row = rows[index];
    if (!row) continue;
    const item = makeItem('back', index, {});
    const upper = trunk.items.at(-1);
    if (upper) joinTrunk(upper, item, trunk.dashed);
    trunk.items.push(item);
    row.splice(place, 0, item);
    renumber(row);
  }
}

function joinTrunk(from: Item, to: Item, dashed: boolean): void {
  const segment: Segment = { from, fromSide: false, to, dashed };
  from.down.push(segment);
  to.up.push(segment);
}

/** The place in each row from the target's down to the last: beside the outermost item of the loop, or of all. */
function placesFor(
  trunk: BackTrunk,
  rows: readonly Item[][],
  body: ReadonlySet<Item>,
  side: Side,
  outmost: boolean,
): number[] {
  const places: number[] = [];
  for (let index = trunk.target.row; index <= trunk.lastRow; index++) {
    const row = rows[index] ?? [];
    const positions = outmost ? [] : row.filter((item) => body.has(item)).map((item) => item.position);
    if (positions.length === 0) places.push(side === 'left' ? 0 : row.length);
    else places.push(side === 'left' ? Math.min(...positions) : Math.max(...positions) + 1);
  }
  return places;
}

/** The lines that the trunk would cross on its way, at its turns and at its entry; and how far outside it runs. */
function cost(trunk: BackTrunk, rows: readonly Item[][], ends: readonly Item[], places: readonly number[]): number {
  const { target } = trunk;
  const [first = 0] = places;
  let count = 0;
  for (const [step, place] of places.entries()) {
    const below = places[step + 1];
    if (below === undefined) break;
    for (const item of rows[target.row + step] ?? []) {
      for (const { to } of item.down) if (item.position < place !== to.position < below) count += JOG;
    }
  }
  for (const end of ends) {
    const place = places[end.row - target.row] ?? 0;
    for (const item of rows[end.row] ?? [])
      if (isBetween(item.position, end.position, place)) count += item.down.length;
  }
  for (const item of rows[target.row] ?? []) {
    if (isBetween(item.position, target.position, first)) count += item.up.length;
  }
  const beside = first === target.position || first === target.position + 1;
  const onCatchSide = first > target.position && target.catchSide === 'right';
  const far = places.reduce((sum, place, step) => sum + distanceFrom(trunk, rows, place, step), 0) / places.length;
  return count * 2 + (beside ? 0 : 1) + (onCatchSide ? 1 : 0) + far / 4;
}

const isBetween = (position: number, item: number, place: number): boolean =>
  place > item ? position > item && position < place : position < item && position >= place;

/** How many items stand between the trunk and the place of its target in a row. */
function distanceFrom({ target }: BackTrunk, rows: readonly Item[][], place: number, step: number): number {
  const row = rows[target.row + step] ?? [];
  return Math.abs(place - Math.min(target.position, row.length));
}
