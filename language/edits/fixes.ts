/** The quick fixes that many rules offer. */
import type { AslDocument, PropertyNode, StringNode, SyntaxNode } from '#asl';
import type { Fix } from '../rule.ts';
import { removeProperty, replaceString, replaceValue } from './edits.ts';

/** Writes another name or text over a string: the one right answer. */
export function changeTo(doc: AslDocument, node: StringNode, text: string): Fix {
  return { title: `Change to '${text}'`, edits: [replaceString(doc, node, text)], preferred: true };
}

/** Writes another value, given as JSON text. */
export function changeValue(doc: AslDocument, node: SyntaxNode, json: string): Fix {
  return { title: `Change to ${json}`, edits: replaceValue(doc, node, json), preferred: true };
}

/** Gives a member another name. */
export function renameKey(doc: AslDocument, { key }: PropertyNode, name: string): Fix {
  return { title: `Rename to '${name}'`, edits: [replaceString(doc, key, name)] };
}

/** Takes a member away. */
export function remove(doc: AslDocument, property: PropertyNode): Fix {
  return { title: `Remove '${property.key.value}'`, edits: removeProperty(doc, property) };
}
