/**
 * What must hold of every picture: nothing overlaps, nothing leaves its container, lines begin and end at the
 * borders of their states and pass through no other one. Each broken rule is told in a sentence.
 */
import type { Box, PlacedEdge, PlacedNode, PlacedScope, Point } from '#graph';

/** Every breach in a scope and all in it. */
export function breachesOf(placed: PlacedScope, where = placed.scope.id): string[] {
  const found: string[] = [];
  const { nodes, edges } = placed;
  for (const [index, node] of nodes.entries()) {
    if (!inside(node, { x: 0, y: 0, width: placed.width, height: placed.height })) {
      found.push(`${where}: '${node.node.name}' leaves its scope`);
    }
    for (const other of nodes.slice(index + 1)) {
      if (overlap(node, other)) found.push(`${where}: '${node.node.name}' and '${other.node.name}' overlap`);
    }
    found.push(...containerBreaches(node));
  }
  found.push(...labelBreaches(placed, where), ...edges.flatMap((edge) => edgeBreaches(edge, placed, where)));
  return found;
}

function containerBreaches(node: PlacedNode): string[] {
  const found: string[] = [];
  const boxes = node.scopes.map(({ x, y, placed }) => ({ x, y, width: placed.width, height: placed.height }));
  for (const [index, box] of boxes.entries()) {
    if (box.x < 0 || box.y < 28 || box.x + box.width > node.width || box.y + box.height > node.height) {
      found.push(`'${node.node.name}': branch ${index + 1} leaves the box`);
    }
    for (const other of boxes.slice(index + 1)) {
      if (overlap(box, other)) found.push(`'${node.node.name}': two branches overlap`);
    }
  }
  return [...found, ...node.scopes.flatMap(({ placed }) => breachesOf(placed))];
}

function labelBreaches({ nodes, edges, width }: PlacedScope, where: string): string[] {
  const labels = edges.flatMap((edge) => (edge.label ? [{ edge, label: edge.label }] : []));
  const found: string[] = [];
  for (const [index, { edge, label }] of labels.entries()) {
    if (label.x < 0 || label.x + label.width > width) found.push(`${where}: the label of ${edge.id} leaves its scope`);
    for (const node of nodes) {
      if (overlap(label, node)) found.push(`${where}: the label of ${edge.id} covers '${node.node.name}'`);
    }
    for (const other of labels.slice(index + 1)) {
      if (overlap(label, other.label)) found.push(`${where}: the labels of ${edge.id} and ${other.edge.id} overlap`);
    }
    for (const other of edges) {
      const tip = other.points.at(-1);
      const head = tip && { x: tip.x - 3, y: tip.y - 3, width: 6, height: 6 };
      if (head && overlap(label, head)) found.push(`${where}: the label of ${edge.id} covers an arrow head`);
      if (other !== edge && segmentsOf(other).some(([a, b]) => cuts(a, b, label))) {
        found.push(`${where}: the line ${other.id} runs under the label of ${edge.id}`);
      }
    }
  }
  return found;
}

function edgeBreaches(edge: PlacedEdge, { nodes, start, end }: PlacedScope, where: string): string[] {
  const found: string[] = [];
  const [first, last] = [edge.points[0], edge.points.at(-1)];
  const boxOf = (id: string | undefined): Box | undefined => nodes.find(({ node }) => node.id === id);
  const round = (disc: typeof start): Box | undefined =>
    disc && { x: disc.x - disc.radius, y: disc.y - disc.radius, width: 2 * disc.radius, height: 2 * disc.radius };
  const source = edge.from === undefined ? round(start) : boxOf(edge.from);
  const target = edge.to === undefined ? round(end) : boxOf(edge.to);
  if (!first || !source || !onBorder(first, source)) found.push(`${where}: ${edge.id} does not begin at its state`);
  if (!last || !target || !onBorder(last, target)) found.push(`${where}: ${edge.id} does not end at its state`);
  for (const [a, b] of segmentsOf(edge)) {
    if (a.x !== b.x && a.y !== b.y) found.push(`${where}: ${edge.id} runs askew`);
    for (const node of nodes) {
      if (cuts(a, b, node)) found.push(`${where}: ${edge.id} passes through '${node.node.name}'`);
    }
  }
  return found;
}

function segmentsOf({ points }: PlacedEdge): [Point, Point][] {
  return points.slice(1).map((point, index) => [points[index] as Point, point]);
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside(a: Box, b: Box): boolean {
  return a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
}

/** True where the straight line between two points goes through the inside of the box. */
function cuts(a: Point, b: Point, box: Box): boolean {
  return (
    Math.min(a.x, b.x) < box.x + box.width &&
    Math.max(a.x, b.x) > box.x &&
    Math.min(a.y, b.y) < box.y + box.height &&
    Math.max(a.y, b.y) > box.y
  );
}

function onBorder({ x, y }: Point, box: Box): boolean {
  const withinX = x >= box.x && x <= box.x + box.width;
  const withinY = y >= box.y && y <= box.y + box.height;
  const onSide = (x === box.x || x === box.x + box.width) && withinY;
  return onSide || ((y === box.y || y === box.y + box.height) && withinX);
}

/**
 * Lines that run along each other though they neither come from one state nor go to one: a reader could not tell
 * them apart. Looks at every pair of lines, so it is for machines of a usual size.
 */
export function sharedWays({ nodes, edges }: PlacedScope): string[] {
  const found = nodes.flatMap(({ scopes }) => scopes.flatMap(({ placed }) => sharedWays(placed)));
  for (const [index, edge] of edges.entries()) {
    for (const other of edges.slice(index + 1)) {
      if (edge.to === other.to || (edge.from === other.from && edge.dashed === other.dashed)) continue;
      const along = segmentsOf(edge).some((a) => segmentsOf(other).some((b) => runAlong(a, b)));
      if (along) found.push(`${edge.id} and ${other.id} run along each other`);
    }
  }
  return found;
}

function runAlong([a, b]: [Point, Point], [c, d]: [Point, Point]): boolean {
  if (a.x === b.x && c.x === d.x && a.x === c.x) return share(a.y, b.y, c.y, d.y);
  return a.y === b.y && c.y === d.y && a.y === c.y && share(a.x, b.x, c.x, d.x);
}

function share(a: number, b: number, c: number, d: number): boolean {
  return Math.min(Math.max(a, b), Math.max(c, d)) - Math.max(Math.min(a, b), Math.min(c, d)) > 1;
}
