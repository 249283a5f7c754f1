/**
 * Which line leads back and how far down each state stands. One depth-first walk from the start, main path first,
 * finds the loops; the longest way over what is left gives the ranks.
 */
import type { Link, ScopeGraph, Vertex } from './links.ts';

export interface Ranks {
  /** By vertex index. */
  readonly rank: readonly number[];
  readonly back: ReadonlySet<Link>;
  /** From the start along the first way that goes on: the column that runs straight down. */
  readonly main: readonly Vertex[];
  /** The link by which the walk first came to a vertex; undefined for roots. */
  readonly parent: readonly (Link | undefined)[];
  /** The way on from a vertex, which stands below it where nothing hinders. */
  readonly primary: readonly (Link | undefined)[];
  readonly roots: readonly Vertex[];
}

interface Frame {
  readonly vertex: Vertex;
  readonly links: readonly Link[];
  next: number;
}

interface Walk {
  readonly graph: ScopeGraph;
  readonly visited: boolean[];
  readonly open: boolean[];
  readonly back: Set<Link>;
  readonly parent: (Link | undefined)[];
  readonly finished: Vertex[];
  /** The way on from each vertex, by which the main path goes. */
  readonly primary: (Link | undefined)[];
}

/** The rank of every state, and the lines that lead back. */
export function ranksOf(graph: ScopeGraph): Ranks {
  const walk: Walk = {
    graph,
    visited: [],
    open: [],
    back: new Set(),
    parent: graph.vertices.map(() => undefined),
    finished: [],
    primary: [],
  };
  const roots: Vertex[] = [];
  for (const root of graph.start ? [graph.start, ...graph.vertices] : graph.vertices) {
    if (walk.visited[root.index]) continue;
    roots.push(root);
    descend(walk, root);
  }
  const rank = longestWays(walk);
  lowerRoots(graph, roots, walk.back, rank);
  return { rank, back: walk.back, main: mainPath(walk, roots[0]), parent: walk.parent, primary: walk.primary, roots };
}

/** An explicit stack: a chain of thousands of states must not overflow the call stack. */
function descend(walk: Walk, root: Vertex): void {
  const stack: Frame[] = [enter(walk, root)];
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const link = frame.links[frame.next++];
    if (!link) {
      walk.open[frame.vertex.index] = false;
      walk.finished.push(frame.vertex);
      stack.pop();
    } else if (walk.open[link.to.index]) walk.back.add(link);
    else if (!walk.visited[link.to.index]) {
      walk.parent[link.to.index] = link;
      stack.push(enter(walk, link.to));
    }
  }
}

function enter(walk: Walk, vertex: Vertex): Frame {
  walk.visited[vertex.index] = true;
  walk.open[vertex.index] = true;
  const links = walk.graph.out[vertex.index] ?? [];
  const primary = wayOn(walk, links);
  walk.primary[vertex.index] = primary;
  return { vertex, links: primary ? [primary, ...links.filter((link) => link !== primary)] : links, next: 0 };
}

/**
 * The way on: the first in the order of the text. A way that at once ends, leads back or fails is an exception and
 * gives way to one that leads on, in this order.
 */
function wayOn(walk: Walk, links: readonly Link[]): Link | undefined {
  let best: Link | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const link of links) {
    if (link.dashed || walk.visited[link.to.index]) continue;
    const outcome = outcomeOf(walk, link.to);
    if (outcome >= least) continue;
    least = outcome;
    best = link;
  }
  return best;
}

/** 0 leads on, 1 ends, 2 leads back to where the walk has been, 3 fails; decided at the first fork at the latest. */
function outcomeOf({ graph, visited }: Walk, first: Vertex): number {
  const seen = new Set<Vertex>();
  for (let vertex = first; ; ) {
    if (vertex.isFailure) return 3;
    if (vertex.kind === 'end') return 1;
    if (visited[vertex.index] || seen.has(vertex)) return 2;
    seen.add(vertex);
    const [only, ...others] = (graph.out[vertex.index] ?? []).filter((link) => !link.dashed);
    if (others.length > 0 || seen.size > 3) return 0;
    if (!only) return 1;
    vertex = only.to;
  }
}

function longestWays({ graph, finished, back }: Walk): number[] {
  const rank: number[] = graph.vertices.map((vertex) => (vertex.kind === 'start' || !graph.start ? 0 : 1));
  for (let i = finished.length - 1; i >= 0; i--) {
    const vertex = finished[i];
    for (const link of (vertex && graph.out[vertex.index]) ?? []) {
      if (back.has(link)) continue;
      rank[link.to.index] = Math.max(rank[link.to.index] ?? 0, (rank[link.from.index] ?? 0) + 1);
    }
  }
  return rank;
}

/** A state that nothing leads to stands right above the first state that it leads to, not at the top. */
function lowerRoots(graph: ScopeGraph, roots: readonly Vertex[], back: ReadonlySet<Link>, rank: number[]): void {
  for (const root of roots) {
    if (root.kind !== 'node' || root === roots[0]) continue;
    const below = (graph.out[root.index] ?? [])
      .filter((link) => !back.has(link))
      .map((link) => rank[link.to.index] ?? 0);
    if (below.length > 0) rank[root.index] = Math.max(rank[root.index] ?? 0, Math.min(...below) - 1);
  }
}

function mainPath({ parent, primary }: Walk, root: Vertex | undefined): Vertex[] {
  const path: Vertex[] = [];
  for (let vertex = root; vertex; ) {
    path.push(vertex);
    const link: Link | undefined = primary[vertex.index];
    vertex = link && parent[link.to.index] === link ? link.to : undefined;
  }
  return path;
}
