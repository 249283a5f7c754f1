/** A definition in the other format: JSON as YAML and YAML as JSON, with the comments, and with the same values. */
import { type AslDocument, type Format, jsonOf, parseAsl, type SyntaxNode } from '#asl';
import { type Json, setMember } from '#asl/json';
import { equalJson } from '#asl/json/value';
import { toJson } from '../convert/to-json.ts';
import { toYaml } from '../convert/to-yaml.ts';

export interface Converted {
  readonly format: Format;
  readonly text: string;
}

/** The whole text in the other format; undefined where it is broken, or would not say the same. */
export function convertFormat(doc: AslDocument): Converted | undefined {
  if (doc.root?.kind !== 'object' || doc.problems.length > 0) return undefined;
  const format: Format = doc.format === 'json' ? 'yaml' : 'json';
  const text = format === 'yaml' ? toYaml(doc) : toJson(doc);
  const after = parseAsl(text, format);
  if (!after.root || after.problems.length > 0) return undefined;
  return equalJson(meant(doc.root, doc.text), meant(after.root, text)) ? { format, text } : undefined;
}

/** The value of a node; a key of YAML without a value means null. */
function meant(node: SyntaxNode | undefined, text: string): Json {
  if (node?.kind === 'array') return node.items.map((item) => meant(item, text));
  if (node?.kind !== 'object') return node ? jsonOf(node, text) : null;
  const value: Record<string, Json> = {};
  for (const property of node.properties) setMember(value, property.key.value, meant(property.value, text));
  return value;
}
