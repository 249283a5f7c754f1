/** A syntax tree as one short line, for tests: `{a:1,b:[«Name»,∅]}`. */
import type { SyntaxNode } from '#asl';

export function printTree(node: SyntaxNode | undefined): string {
  if (!node) return '∅';
  switch (node.kind) {
    case 'object':
      return `{${node.properties.map((property) => `${property.key.value}:${printTree(property.value)}`).join(',')}}`;
    case 'array':
      return `[${node.items.map(printTree).join(',')}]`;
    case 'placeholder':
      return `«${node.name.replace(/[\s,]+/g, '')}»`;
    case 'null':
      return 'null';
    default:
      return JSON.stringify(node.value);
  }
}
