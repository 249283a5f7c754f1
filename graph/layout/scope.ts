/** One scope from its graph to its picture: the steps of the layered layout in their order. */
import type { SceneScope } from '../scene.ts';
import { placeColumns } from './columns.ts';
import { placeLanes } from './lanes.ts';
import { type Link, labelSize, type Size, scopeGraph } from './links.ts';
import { placeTrunks } from './loops.ts';
import { DISC, GRID, STUB, toGrid } from './metrics.ts';
import { orderRows } from './order.ts';
import type { Disc, PlacedEdge, PlacedLabel, PlacedNode, PlacedScope, Point } from './placed.ts';
import { ranksOf } from './ranks.ts';
import { routeLines } from './routes.ts';
import { type Item, type Rows, rowsOf } from './rows.ts';

export type SizedNode = Size & Pick<PlacedNode, 'node' | 'scopes'>;

const START: Size = { width: 2 * DISC.start, height: 2 * DISC.start };
const END: Size = { width: 2 * DISC.end, height: 2 * DISC.end };

/** Where everything of a scope stands, given the sizes of its states in their order. */
export function placeScope(scope: SceneScope, nodes: readonly SizedNode[]): PlacedScope {
  const graph = scopeGraph(scope, nodes, START, END);
  const ranks = ranksOf(graph);
  const rows = rowsOf(graph, ranks);
  orderRows(graph, ranks, rows);
  placeTrunks(graph, ranks, rows);
  placeColumns(rows, ranks);
  placeLanes(rows);
  const lines = routeLines(rows);
  const { shift, width } = extent(rows);
  const move = ({ x, y }: Point): Point => ({ x: x + shift, y });
  const edges = rows.routes.map((route): PlacedEdge => {
    const { link } = route;
    const label = route.down.find((item) => item.kind === 'label');
    return {
      id: link.id,
      edges: link.edges,
      from: link.from.id || undefined,
      to: link.to.id || undefined,
      dashed: link.dashed,
      points: lines.pointsOf(route).map(move),
      label: label && placedLabel(label, link, shift),
    };
  });
  const disc = (kind: 'start' | 'end'): Disc | undefined => {
    const item = rows.itemOf.find(({ vertex }) => vertex?.kind === kind);
    return item && { x: item.x + shift, y: item.y + item.half, radius: item.half };
  };
  return {
    scope,
    width,
    height: lines.height,
    start: disc('start'),
    end: disc('end'),
    nodes: nodes.map((node, index) => placedNode(node, rows.itemOf[index], shift)),
    edges,
  };
}

function placedNode({ node, scopes, width, height }: SizedNode, item: Item | undefined, shift: number): PlacedNode {
  return { node, scopes, width, height, x: (item?.x ?? 0) - width / 2 + shift, y: item?.y ?? 0 };
}

function placedLabel(item: Item, { lines, tooltip }: Link, shift: number): PlacedLabel {
  const { width, height } = labelSize(lines);
  return { x: item.x - width / 2 + shift, y: item.y, width, height, lines, tooltip };
}

/** Everything moves so that nothing stands left of zero and the borders of states stay on the grid. */
function extent({ rows, lanes }: Rows): { shift: number; width: number } {
  let left = 0;
  let right = 0;
  for (const item of rows.flat()) {
    left = Math.min(left, item.x - item.half - (item.catchSide === 'left' ? STUB : 0));
    right = Math.max(right, item.x + item.half + (item.catchSide === 'right' ? STUB : 0));
  }
  for (const { x } of lanes) right = Math.max(right, x + GRID);
  const shift = toGrid(-left - GRID / 2) + GRID / 2;
  return { shift, width: toGrid(right + shift) };
}

/** What decides the picture of a scope: all but where its states stand in the text. */
export function contentKey(scope: SceneScope): string {
  return JSON.stringify(scope, (key, value: unknown) => (key === 'range' || key === 'nameRange' ? undefined : value));
}
