/**
 * The scope cut into rows: one for the states of each rank and, where a line with a label leaves them, one for the
 * labels below. Every line passes every row between its ends in an item of its own, so that keeping the items of a
 * row apart keeps all lines, labels and states apart. Lines to one state share their items: they become one trunk.
 */
import { type Link, labelSize, type ScopeGraph, type Vertex } from './links.ts';
import { toGrid } from './metrics.ts';
import type { Ranks } from './ranks.ts';

export interface Item {
  readonly kind: 'vertex' | 'label' | 'via' | 'back';
  readonly row: number;
  readonly vertex: Vertex | undefined;
  /** The link of a label. */
  readonly link: Link | undefined;
  readonly height: number;
  /** How far the item reaches from its line to both sides. */
  readonly half: number;
  /** Which side of a state its catches leave. */
  catchSide: 'left' | 'right' | undefined;
  /** Position in the row. */
  position: number;
  /** Where its neighbors would have it, while rows are ordered. */
  wanted: number;
  x: number;
  y: number;
  readonly up: Segment[];
  readonly down: Segment[];
}

/** A line from an item to one of the row below. */
export interface Segment {
  readonly from: Item;
  /** Leaves the side of the state as a catch does, not its bottom. */
  readonly fromSide: boolean;
  readonly to: Item;
  readonly dashed: boolean;
}

/** The items that a link passes on its way down; a link back then turns and runs up its trunk. */
export interface Route {
  readonly link: Link;
  readonly down: readonly Item[];
  readonly back: BackTrunk | undefined;
  readonly lane: Lane | undefined;
}

/** A line outside of everything, for links that lead too far to be given a place in each row between. */
export interface Lane {
  readonly target: Item;
  readonly dashed: boolean;
  readonly ends: Item[];
  x: number;
}

/** The vertical line that all links back to one state share; its items run from the row of the target down. */
export interface BackTrunk {
  readonly target: Item;
  readonly dashed: boolean;
  readonly links: Link[];
  items: Item[];
  lastRow: number;
}

export interface Rows {
  readonly rows: Item[][];
  readonly isLabelRow: readonly boolean[];
  readonly itemOf: readonly Item[];
  readonly routes: readonly Route[];
  readonly trunks: readonly BackTrunk[];
  readonly lanes: readonly Lane[];
}

/** So many items a scope may have; beyond, its farthest links run in lanes outside. */
const ITEMS = 30_000;
const NEAR = 4;

interface Builder {
  readonly graph: ScopeGraph;
  readonly ranks: Ranks;
  readonly rows: Item[][];
  readonly rowOfRank: number[];
  readonly labelRow: (number | undefined)[];
  readonly itemOf: Item[];
  /** By target and kind of line, then by row. */
  readonly vias: Map<number, Item[]>;
  readonly trunks: Map<string, BackTrunk>;
  readonly lanes: Map<string, Lane>;
}

export function rowsOf(graph: ScopeGraph, ranks: Ranks): Rows {
  const builder = layRows(graph, ranks);
  for (const vertex of graph.vertices) {
    const row = builder.rowOfRank[ranks.rank[vertex.index] ?? 0] ?? 0;
    builder.itemOf.push(addItem(builder, 'vertex', row, { vertex, half: vertex.width / 2, height: vertex.height }));
  }
  const far = farLinks(builder);
  const routes = graph.out.flat().map((link) => {
    if (far.has(link)) return routeOutside(builder, link);
    return ranks.back.has(link) ? routeBack(builder, link) : routeDown(builder, link);
  });
  const isLabelRow = builder.rows.map(() => false);
  for (const row of builder.labelRow) if (row !== undefined) isLabelRow[row] = true;
  return {
    rows: builder.rows,
    isLabelRow,
    itemOf: builder.itemOf,
    routes,
    trunks: [...builder.trunks.values()],
    lanes: [...builder.lanes.values()],
  };
}

function layRows(graph: ScopeGraph, ranks: Ranks): Builder {
  const last = Math.max(-1, ...unique(ranks.rank));
  const labelled: boolean[] = [];
  for (const link of graph.out.flat()) if (link.lines.length > 0) labelled[ranks.rank[link.from.index] ?? 0] = true;
  const rowOfRank: number[] = [];
  const labelRow: (number | undefined)[] = [];
  const rows: Item[][] = [];
  for (let rank = 0; rank <= last; rank++) {
    rowOfRank.push(rows.push([]) - 1);
    labelRow.push(labelled[rank] ? rows.push([]) - 1 : undefined);
  }
  return {
    graph,
    ranks,
    rows,
    rowOfRank,
    labelRow,
    itemOf: [],
    vias: new Map(),
    trunks: new Map(),
    lanes: new Map(),
  };
}

const unique = (numbers: readonly number[]): number[] => [...new Set(numbers)];

type ItemParts = Partial<Pick<Item, 'vertex' | 'link' | 'half' | 'height'>>;

/** An item that nothing is beside yet. */
export function makeItem(kind: Item['kind'], row: number, parts: ItemParts): Item {
  const { vertex, link, half = 0, height = 0 } = parts;
  return {
    kind,
    row,
    vertex,
    link,
    half,
    height,
    catchSide: undefined,
    position: 0,
    wanted: 0,
    x: 0,
    y: 0,
    up: [],
    down: [],
  };
}

function addItem({ rows }: Builder, kind: Item['kind'], row: number, parts: ItemParts): Item {
  const item = makeItem(kind, row, parts);
  rows[row]?.push(item);
  return item;
}

function labelItem(builder: Builder, link: Link, row: number): Item {
  const { width, height } = labelSize(link.lines);
  return addItem(builder, 'label', row, { link, half: toGrid(width / 2), height });
}

/** Joins two items; lines that share both ends are one segment. */
function join(from: Item, to: Item, dashed: boolean): void {
  if (from.down.some((segment) => segment.to === to && segment.dashed === dashed)) return;
  const segment: Segment = { from, fromSide: dashed && from.kind === 'vertex', to, dashed };
  from.down.push(segment);
  to.up.push(segment);
  if (segment.fromSide) from.catchSide = 'right';
}

function routeDown(builder: Builder, link: Link): Route {
  const from = itemAt(builder, link.from);
  const to = itemAt(builder, link.to);
  const down = [from];
  for (let row = from.row + 1; row < to.row; row++) {
    if (row === from.row + 1 && link.lines.length > 0) down.push(labelItem(builder, link, row));
    else down.push(viaItem(builder, link, row));
  }
  down.push(to);
  down.reduce((upper, lower) => {
    join(upper, lower, link.dashed);
    return lower;
  });
  return { link, down, back: undefined, lane: undefined };
}

function viaItem(builder: Builder, { to, dashed }: Link, row: number): Item {
  const key = 2 * to.index + Number(dashed);
  const trunk = builder.vias.get(key) ?? [];
  builder.vias.set(key, trunk);
  trunk[row] ??= addItem(builder, 'via', row, {});
  return trunk[row];
}

/** The links that would fill the rows with more items than can be laid out at once, the longest trunks first. */
function farLinks({ graph, ranks }: Builder): Set<Link> {
  const span = ({ from, to }: Link): number => Math.abs((ranks.rank[to.index] ?? 0) - (ranks.rank[from.index] ?? 0));
  const trunks = new Map<number, { links: Link[]; span: number }>();
  for (const link of graph.out.flat()) {
    if (span(link) < NEAR) continue;
    const key = 2 * link.to.index + Number(link.dashed);
    const trunk = trunks.get(key) ?? { links: [], span: 0 };
    trunks.set(key, trunk);
    trunk.links.push(link);
    trunk.span = Math.max(trunk.span, span(link));
  }
  const far = new Set<Link>();
  let items = 0;
  for (const trunk of [...trunks.values()].sort((a, b) => a.span - b.span)) {
    items += trunk.span;
    if (items > ITEMS) for (const link of trunk.links) far.add(link);
  }
  return far;
}

/** Down to the label of a link that does not go straight on. */
function downToLabel(builder: Builder, link: Link): Item[] {
  const from = itemAt(builder, link.from);
  const labelRow = builder.labelRow[builder.ranks.rank[link.from.index] ?? 0];
  if (link.lines.length === 0 || labelRow === undefined) {
    if (link.dashed) from.catchSide = 'right';
    return [from];
  }
  const label = labelItem(builder, link, labelRow);
  join(from, label, link.dashed);
  return [from, label];
}

function routeOutside(builder: Builder, link: Link): Route {
  const down = downToLabel(builder, link);
  const key = `${link.to.index} ${link.dashed}`;
  const lane = builder.lanes.get(key) ?? { target: itemAt(builder, link.to), dashed: link.dashed, ends: [], x: 0 };
  builder.lanes.set(key, lane);
  lane.ends.push(...down.slice(-1));
  return { link, down, back: undefined, lane };
}

/** A link back goes down to its label like all others; the trunk that carries it up gets its items later. */
function routeBack(builder: Builder, link: Link): Route {
  const target = itemAt(builder, link.to);
  const down = downToLabel(builder, link);
  const key = `${link.to.index} ${link.dashed}`;
  const trunk = builder.trunks.get(key) ?? { target, dashed: link.dashed, links: [], items: [], lastRow: target.row };
  builder.trunks.set(key, trunk);
  trunk.links.push(link);
  trunk.lastRow = Math.max(trunk.lastRow, down.at(-1)?.row ?? 0);
  return { link, down, back: trunk, lane: undefined };
}

function itemAt({ itemOf }: Builder, vertex: Vertex): Item {
  const item = itemOf[vertex.index];
  if (!item) throw new Error(`The vertex ${vertex.index} has no place.`);
  return item;
}
