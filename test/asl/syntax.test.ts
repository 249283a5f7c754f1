import assert from 'node:assert/strict';
import { nodeAtPointer, type PropertyNode, parseAsl, pointerOf, type SyntaxNode } from '#asl';

const TEXT = '{"States": {"A/B": {"Retry": [{"ErrorEquals": ["X"]}, {"MaxAttempts": 2}]}, "A": {"B": 1}}}';

function* nodesIn(node: SyntaxNode | PropertyNode): Iterable<SyntaxNode | PropertyNode> {
  yield node;
  const children =
    node.kind === 'object'
      ? node.properties
      : node.kind === 'array'
        ? node.items
        : node.kind === 'property'
          ? [node.value]
          : [];
  for (const child of children) if (child) yield* nodesIn(child);
}

describe('the pointer of a node', () => {
  const { root } = parseAsl(TEXT, 'json');
  assert.ok(root);

  it('leads back to the node, by way of its key where it has one', () => {
    for (const node of nodesIn(root)) {
      const found = nodeAtPointer(root, pointerOf(node));
      const isValue = node.parent?.kind === 'property' && node.parent.value === node;
      // With slashes in keys two nodes can have one pointer; the first in the text is found.
      if (pointerOf(node) === '/States/A/B') continue;
      assert.equal(found, isValue ? node.parent : node, pointerOf(node));
    }
  });

  it('leads to what is around it where it names nothing', () => {
    const around = (pointer: string): string => pointerOf(nodeAtPointer(root, pointer));
    assert.equal(around('/States/A/B/Retry[1]/ErrorEquals[0]'), '/States/A/B/Retry[1]');
    assert.equal(around('/States/C'), '/States');
    assert.equal(around('/Elsewhere'), '/');
    assert.equal(around(''), '/');
  });
});
