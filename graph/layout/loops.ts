/**
 * The trunks that carry links back up, outside the column of the loop they close: each stands left or right of
 * everything that belongs to its loop, on the side where it crosses fewer lines.
 */
import type { ScopeGraph } from './links.ts';
import { renumber } from './order.ts';
import type { Ranks } from './ranks.ts';
import { type BackTrunk, type Item, makeItem, type Route, type Rows, type Segment } from './rows.ts';

type Side = 'left' | 'right';

/** What it costs to step across another line, against crossing it straight. */
const JOG = 2;

export function placeTrunks(graph: ScopeGraph, ranks: Ranks, rows: Rows): void {
  if (rows.trunks.length === 0) return;
  const ways = waysOf(graph, ranks, rows);
  // Short loops first: they stand closest to their column, and longer ones run around them.
  const trunks = [...rows.trunks].sort((a, b) => a.lastRow - a.target.row - (b.lastRow - b.target.row));
  const placed: BackTrunk[] = [];
  for (const trunk of trunks) {
    const body = bodyOf(trunk, rows, ways);
    for (const inner of placed) if (body.has(inner.target)) for (const item of inner.items) body.add(item);
    insertTrunk(trunk, rows, ways, body);
    placed.push(trunk);
  }
}

/** The routes by the vertex that they leave and, but for those back, by the one that they reach. */
interface Ways {
  readonly from: Route[][];
  readonly into: Route[][];
}

function waysOf(graph: ScopeGraph, ranks: Ranks, { routes }: Rows): Ways {
  const ways: Ways = { from: graph.vertices.map(() => []), into: graph.vertices.map(() => []) };
  for (const route of routes) {
    ways.from[route.link.from.index]?.push(route);
    if (!ranks.back.has(route.link)) ways.into[route.link.to.index]?.push(route);
  }
  return ways;
}

/** All items between the head of a loop and the states that lead back to it. */
function bodyOf(trunk: BackTrunk, { itemOf }: Rows, { from, into }: Ways): Set<Item> {
  const within = (index: number): boolean => {
    const row = itemOf[index]?.row ?? 0;
    return row >= trunk.target.row && row <= trunk.lastRow;
  };
  const below = reach(
    [trunk.target.vertex?.index ?? 0],
    (index) => (from[index] ?? []).filter(({ back }) => !back).map(({ link }) => link.to.index),
    within,
  );
  const leadBack = reach(
    trunk.links.map((link) => link.from.index),
    (index) => (into[index] ?? []).map(({ link }) => link.from.index),
    within,
  );
  const body = new Set<Item>([trunk.target]);
  for (const index of below) {
    if (!leadBack.has(index)) continue;
    for (const { link, down, back } of from[index] ?? []) {
      const inside = back ? back === trunk : below.has(link.to.index) && leadBack.has(link.to.index);
      for (const item of inside ? down : down.slice(0, 1)) body.add(item);
    }
  }
  return body;
}

function reach(
  starts: readonly number[],
  next: (index: number) => number[],
  within: (index: number) => boolean,
): Set<number> {
  const seen = new Set(starts);
  const open = [...starts];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    for (const other of next(index)) {
      if (seen.has(other) || !within(other)) continue;
      seen.add(other);
      open.push(other);
    }
  }
  return seen;
}

function insertTrunk(trunk: BackTrunk, { rows }: Rows, ways: Ways, body: ReadonlySet<Item>): void {
  const routes = trunk.links.flatMap(
    (link) => ways.from[link.from.index]?.filter((route) => route.link === link) ?? [],
  );
  const ends = routes.flatMap(({ down }) => down.at(-1) ?? []);
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
      // Lines of one state share a trunk, which is crossed once.
      if (item.down.some(({ to }) => item.position < place !== to.position < below)) count += JOG;
    }
  }
  for (const end of ends) {
    const place = places[end.row - target.row] ?? 0;
    for (const item of rows[end.row] ?? [])
      if (isBetween(item.position, end.position, place)) count += Math.min(1, item.down.length);
  }
  for (const item of rows[target.row] ?? []) {
    if (isBetween(item.position, target.position, first)) count += Math.min(1, item.up.length);
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
