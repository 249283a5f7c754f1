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

/** The items that a link passes, from source to target; a link back turns at `turn` and runs up from there. */
export interface Route {
  readonly link: Link;
  readonly down: readonly Item[];
  readonly back: BackTrunk | undefined;
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
}

interface Builder {
  readonly graph: ScopeGraph;
  readonly ranks: Ranks;
  readonly rows: Item[][];
  readonly rowOfRank: number[];
  readonly labelRow: (number | undefined)[];
  readonly itemOf: Item[];
  readonly vias: Map<string, Item>;
  readonly segments: Map<Item, Map<Item, Segment[]>>;
  readonly trunks: Map<string, BackTrunk>;
}

export function rowsOf(graph: ScopeGraph, ranks: Ranks): Rows {
  const builder = layRows(graph, ranks);
  for (const vertex of graph.vertices) {
    const row = builder.rowOfRank[ranks.rank[vertex.index] ?? 0] ?? 0;
    builder.itemOf.push(addItem(builder, 'vertex', row, { vertex, half: vertex.width / 2, height: vertex.height }));
  }
  const routes = graph.out.flat().map((link) => (ranks.back.has(link) ? routeBack : routeDown)(builder, link));
  const isLabelRow = builder.rows.map(() => false);
  for (const row of builder.labelRow) if (row !== undefined) isLabelRow[row] = true;
  return { rows: builder.rows, isLabelRow, itemOf: builder.itemOf, routes, trunks: [...builder.trunks.values()] };
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
    segments: new Map(),
    trunks: new Map(),
  };
}

const unique = (numbers: readonly number[]): number[] => [...new Set(numbers)];

type ItemParts = Partial<Pick<Item, 'vertex' | 'link' | 'half' | 'height'>>;

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
function join({ segments }: Builder, from: Item, to: Item, dashed: boolean): void {
  const below = segments.get(from) ?? new Map<Item, Segment[]>();
  segments.set(from, below);
  const known = below.get(to) ?? [];
  below.set(to, known);
  if (known.some((segment) => segment.dashed === dashed)) return;
  const segment: Segment = { from, fromSide: dashed && from.kind === 'vertex', to, dashed };
  known.push(segment);
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
    join(builder, upper, lower, link.dashed);
    return lower;
  });
  return { link, down, back: undefined };
}

function viaItem(builder: Builder, link: Link, row: number): Item {
  const key = `${link.to.index} ${link.dashed} ${row}`;
  const known = builder.vias.get(key);
  if (known) return known;
  const item = addItem(builder, 'via', row, {});
  builder.vias.set(key, item);
  return item;
}

/** A link back goes down to its label like all others; the trunk that carries it up gets its items later. */
function routeBack(builder: Builder, link: Link): Route {
  const from = itemAt(builder, link.from);
  const target = itemAt(builder, link.to);
  const down = [from];
  const labelRow = builder.labelRow[builder.ranks.rank[link.from.index] ?? 0];
  if (link.lines.length > 0 && labelRow !== undefined) {
    const label = labelItem(builder, link, labelRow);
    join(builder, from, label, link.dashed);
    down.push(label);
  } else if (link.dashed) from.catchSide = 'right';
  const key = `${link.to.index} ${link.dashed}`;
  const trunk = builder.trunks.get(key) ?? { target, dashed: link.dashed, links: [], items: [], lastRow: target.row };
  builder.trunks.set(key, trunk);
  trunk.links.push(link);
  trunk.lastRow = Math.max(trunk.lastRow, down.at(-1)?.row ?? 0);
  return { link, down, back: trunk };
}

function itemAt({ itemOf }: Builder, vertex: Vertex): Item {
  const item = itemOf[vertex.index];
  if (!item) throw new Error(`The vertex ${vertex.index} has no place.`);
  return item;
}
