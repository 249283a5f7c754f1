/** From the syntax tree back to a value: what an engine runs is exactly what the editor has shown. */
import { type Json, parseJson, setMember } from './json.ts';
import type { NumberNode, SyntaxNode } from './syntax.ts';

/**
 * The JSON value that a node stands for. An unquoted placeholder gives its own text, `${Name}`; a property whose
 * value is still missing is left out.
 *
 * @example jsonOf(doc.root, doc.text)
 */
export function jsonOf(node: SyntaxNode, text: string): Json {
  switch (node.kind) {
    case 'object': {
      const value: Record<string, Json> = {};
      for (const property of node.properties) {
        if (property.value) setMember(value, property.key.value, jsonOf(property.value, text));
      }
      return value;
    }
    case 'array':
      return node.items.map((item) => jsonOf(item, text));
    case 'null':
      return null;
    case 'placeholder':
      return `\${${node.name}}`;
    case 'number':
      return numberIn(node, text);
    default:
      return node.value;
  }
}

/** JSON's own spelling is kept (`1.0` stays `1.0`); what only YAML can write (`0x10`, `1_000`) is its value. */
function numberIn(node: NumberNode, text: string): Json {
  return parseJson(text.slice(node.start, node.end)).value ?? node.value;
}
