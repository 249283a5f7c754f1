/** What must hold for every tree, of whatever text: parents are set, children lie in order inside their parents. */
import assert from 'node:assert/strict';
import type { AslDocument, PropertyNode, SyntaxNode } from '#asl';

export function checkShape(doc: AslDocument): void {
  const open: (SyntaxNode | PropertyNode)[] = doc.root ? [doc.root] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    assert.ok(node.start <= node.end && node.end <= doc.text.length, `${node.kind} ${node.start}-${node.end}`);
    const children: (SyntaxNode | PropertyNode)[] =
      node.kind === 'object' ? [...node.properties] : node.kind === 'array' ? [...node.items] : [];
    let last = node.start;
    for (const child of children) {
      assert.equal(child.parent, node);
      assert.ok(child.start >= last || isAliased(doc, node), `${child.kind} at ${child.start} after ${last}`);
      last = child.start;
      open.push(child);
    }
    if (node.kind === 'property' && node.value) open.push(node.value);
  }
  for (const problem of doc.problems) {
    assert.ok(problem.start < problem.end, JSON.stringify(problem));
    assert.match(problem.message, /^\S.*[.]$/s, problem.message);
  }
}

/** Inside an alias the nodes have the places of the anchor. */
const isAliased = (doc: AslDocument, node: SyntaxNode | PropertyNode): boolean => doc.text[node.start] === '*';
