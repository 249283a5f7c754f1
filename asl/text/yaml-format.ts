/**
 * YAML text laid out anew by the `yaml` library, where that keeps every word: the values, how each of them is written,
 * comments, anchors and aliases. Where it would not, there is no answer.
 */
import { parseDocument } from 'yaml';
import type { SyntaxNode } from '../syntax.ts';
import { coverBraces, restoreBraces } from './yaml-braces.ts';
import { parseYamlSyntax } from './yaml-syntax.ts';
import { tokensOf } from './yaml-tokens.ts';

/** The text in the library's layout; undefined where something would be lost or changed. */
export function formatYaml(text: string, indent: number): string | undefined {
  const doc = parseDocument(coverBraces(text), { uniqueKeys: false, logLevel: 'silent' });
  if (doc.errors.length > 0 || doc.contents === null) return undefined;
  const width = Math.max(indent, 2);
  const formatted = restoreBraces(doc.toString({ lineWidth: 0, indent: width, flowCollectionPadding: false }));
  return wordsOf(text) === wordsOf(formatted) ? formatted : undefined;
}

/** Everything of a text but its layout: its structure, and its words in their order, comments among them. */
function wordsOf(text: string): string {
  const words = [...tokensOf(text)].map(({ type, offset, source }) => {
    const lines = source.split('\n').map((line) => line.trim());
    const ownLine = type === 'comment' && text.slice(text.lastIndexOf('\n', offset) + 1, offset).trim() === '';
    return `${type}${ownLine ? ' on its own line' : ''} ${lines.join('\n').trim()}`;
  });
  return JSON.stringify([words, structureOf(parseYamlSyntax(text).root)]);
}

function structureOf(node: SyntaxNode | undefined): unknown {
  if (node?.kind === 'object') return node.properties.map(({ key, value }) => [key.value, structureOf(value)]);
  return node?.kind === 'array' ? [node.items.map(structureOf)] : node?.kind;
}
