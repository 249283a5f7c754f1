/** How a text is laid out: the indentation it uses and the lines on which things stand. New text follows it. */
import type { AslDocument, ObjectNode, PropertyNode, SyntaxNode } from '#asl';

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  const end = at === -1 ? text.length : at;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

/** The blanks at the start of the line of an offset. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** True where nothing but blanks stands before the offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

/** What one level of indentation is in this document: taken from its first nested property, else two blanks. */
export function indentUnit(doc: AslDocument): string {
  for (const machine of doc.machines) {
    const unit = unitIn(doc.text, machine.node);
    if (unit) return unit;
  }
  return '  ';
}

/** The line break of the document. */
export function lineBreak(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

function unitIn(text: string, root: ObjectNode): string | undefined {
  const open: { node: ObjectNode; indent: string | undefined }[] = [{ node: root, indent: undefined }];
  for (let next = open.pop(); next; next = open.pop()) {
    const first = next.node.properties[0];
    if (!first || !isFirstOnLine(text, first.start)) continue;
    const indent = indentAt(text, first.start);
    const outer = next.indent ?? (next.node.flow ? indentAt(text, next.node.start) : undefined);
    if (outer !== undefined && indent.length > outer.length && indent.startsWith(outer))
      return indent.slice(outer.length);
    for (const { value } of next.node.properties.slice(0, 50).reverse())
      if (value?.kind === 'object') open.push({ node: value, indent });
  }
  return undefined;
}

/** The end of what a node writes, without the blanks and line breaks that a YAML block may end with. */
export function contentEnd(text: string, node: SyntaxNode | PropertyNode): number {
  let end = node.end;
  while (end > node.start && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}

/** The column of an offset. */
export function columnAt(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}
