/** Places in a file as people and terminals read them: `order.asl.json:12:5`. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type AslDocument, type PropertyNode, pointerOf, type SyntaxNode } from '#asl';

/** The place of an offset, counted from 1. */
export function placeOf(doc: AslDocument, file: string, offset: number): string {
  const { line, character } = TextDocument.create('', '', 0, doc.text).positionAt(offset);
  return `${file}:${line + 1}:${character + 1}`;
}

/** The place of a pointer such as `/mocks/Ship[1]/throw`, or of the innermost thing around it that exists. */
export function placeOfPointer(doc: AslDocument, file: string, pointer: string): string {
  let best: { readonly start: number; readonly length: number } = { start: doc.root?.start ?? 0, length: 0 };
  const visit = (node: SyntaxNode | PropertyNode): void => {
    const own = pointerOf(node);
    if (own !== '/' && !(pointer.startsWith(own) && /^(?:$|[/[])/.test(pointer.slice(own.length)))) return;
    if (own.length > best.length) best = { start: node.start, length: own.length };
    if (node.kind === 'object') node.properties.forEach(visit);
    else if (node.kind === 'array') node.items.forEach(visit);
    else if (node.kind === 'property' && node.value) visit(node.value);
  };
  if (doc.root) visit(doc.root);
  return placeOf(doc, file, best.start);
}
