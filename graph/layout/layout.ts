/**
 * The layout of a whole scene, from the innermost scopes outwards. Each scope is laid out alone, so a cache keeps
 * the scopes that an edit did not change.
 */
import type { Scene, SceneNode, SceneScope } from '../scene.ts';
import { BOLD, badgesWidth, FONT, GAP, NODE, SCOPE, TEXT, textWidth, toBoxWidth, toGrid } from './metrics.ts';
import type { PlacedScope } from './placed.ts';
import { contentKey, placeScope, type SizedNode } from './scope.ts';

/**
 * The scopes of earlier layouts by their content. Holds what the last layout used and nothing older. The text
 * ranges in a scope that comes from here may be out of date: look those up in the scene.
 */
export class LayoutCache {
  private last = new Map<string, PlacedScope>();
  private current = new Map<string, PlacedScope>();
  private readonly keys = new WeakMap<PlacedScope, string>();

  /** Begins a new layout: what the one before did not use is forgotten. */
  turn(): void {
    this.last = this.current;
    this.current = new Map();
  }

  get(key: string): PlacedScope | undefined {
    const found = this.current.get(key) ?? this.last.get(key);
    if (found) this.keep(found, key);
    return found;
  }

  set(key: string, placed: PlacedScope): void {
    this.current.set(key, placed);
    this.keys.set(placed, key);
  }

  /** A scope that is kept keeps the scopes in it, which the next layout may ask for one by one. */
  private keep(placed: PlacedScope, key: string): void {
    this.current.set(key, placed);
    for (const node of placed.nodes) {
      for (const inner of node.scopes) this.keep(inner.placed, this.keys.get(inner.placed) ?? '');
    }
  }
}

const MAP_RUN = textWidth('00 of 00 done · 00 failed', FONT.detail);

/** The size of a scope without states: room for the words that say so. */
const EMPTY = { width: 136, height: 40 } as const;

/**
 * Places everything in a scene. With a cache, scopes that are as they were are not laid out again.
 *
 *     const cache = new LayoutCache();
 *     const placed = layoutScene(scene, cache);
 */
export function layoutScene(scene: Scene, cache = new LayoutCache()): PlacedScope {
  cache.turn();
  return layoutScope(scene.root, cache);
}

/** Places one scope and all that is in it. */
function layoutScope(scope: SceneScope, cache: LayoutCache): PlacedScope {
  const key = contentKey(scope);
  const known = cache.get(key);
  if (known) return known;
  const nodes = scope.nodes.map((node) =>
    sizedNode(
      node,
      node.scopes.map((inner) => layoutScope(inner, cache)),
    ),
  );
  const placed = nodes.length === 0 ? emptyScope(scope) : placeScope(scope, nodes);
  cache.set(key, placed);
  return placed;
}

function emptyScope(scope: SceneScope): PlacedScope {
  return { scope, ...EMPTY, start: undefined, end: undefined, nodes: [], edges: [] };
}

function sizedNode(node: SceneNode, inner: readonly PlacedScope[]): SizedNode {
  const badges = badgesWidth(node.badges);
  if (inner.length === 0) {
    const name = TEXT.left + textWidth(node.name, FONT.name) + TEXT.right;
    const detail = TEXT.left + textWidth(node.detail, FONT.detail) + badges + TEXT.edge;
    const wanted = Math.max(NODE.width, name, Math.min(detail, NODE.detailWidth));
    return { node, scopes: [], width: toBoxWidth(Math.min(wanted, NODE.maxWidth)), height: NODE.height };
  }
  const content = inner.reduce((sum, placed) => sum + placed.width, 0) + (inner.length - 1) * GAP.column;
  // A run of a Map says how many iterations are done where the detail stands.
  const detail = Math.max(textWidth(node.detail, FONT.detail), node.type === 'Map' ? MAP_RUN : 0);
  const header = TEXT.left + textWidth(node.name, FONT.header) * BOLD + 2 * TEXT.gap + detail;
  const width = toBoxWidth(
    Math.max(content + 2 * SCOPE.padding, Math.min(header + badges + TEXT.right, NODE.headerWidth)),
  );
  const top = toGrid(SCOPE.header + SCOPE.padding / 2);
  let x = toGrid((width - content) / 2);
  const scopes = inner.map((placed) => {
    const place = { placed, x, y: top };
    x += placed.width + GAP.column;
    return place;
  });
  const tallest = inner.reduce((most, placed) => Math.max(most, placed.height), 0);
  return { node, scopes, width, height: toGrid(top + tallest + SCOPE.padding) };
}
