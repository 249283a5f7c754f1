/** Between states in the graph and places in the text: both ways, in the offsets of the scene's version of the text. */
import type { Scene, SceneNode, SceneScope } from '#graph';

export interface SceneIndex {
  node(id: string): SceneNode | undefined;
  /** The innermost state whose text holds the offset. */
  at(offset: number): SceneNode | undefined;
  /** All states with this name, in whatever scope. */
  named(name: string): readonly SceneNode[];
}

export function indexScene(scene: Scene): SceneIndex {
  const byId = new Map<string, SceneNode>();
  const byName = new Map<string, SceneNode[]>();
  const collect = (scope: SceneScope): void => {
    for (const node of scope.nodes) {
      byId.set(node.id, node);
      byName.set(node.name, [...(byName.get(node.name) ?? []), node]);
      node.scopes.forEach(collect);
    }
  };
  collect(scene.root);
  return {
    node: (id) => byId.get(id),
    at: (offset) => nodeAt(scene.root, offset),
    named: (name) => byName.get(name) ?? [],
  };
}

function nodeAt(scope: SceneScope, offset: number): SceneNode | undefined {
  for (const node of scope.nodes) {
    if (offset < node.range.start || offset > node.range.end) continue;
    for (const inner of node.scopes) {
      const found = nodeAt(inner, offset);
      if (found) return found;
    }
    return node;
  }
  return undefined;
}
