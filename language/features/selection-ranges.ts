/** What "expand selection" takes step by step: word, expression, text, value, member, object, … */
import { type AslDocument, nodeAt, type PropertyNode, placeOf, type Range, type SyntaxNode } from '#asl';
import { contentEnd } from '../edits/layout.ts';
import { rangeInString } from '../located.ts';
import { innerRange } from '../symbols.ts';

/** For each offset the ranges around it, the innermost first; each holds the one before. */
export function selectionRanges(doc: AslDocument, offsets: readonly number[]): readonly (readonly Range[])[] {
  return offsets.map((offset) =>
    growing(offset, [
      ...wordAt(doc.text, offset),
      ...expressionAt(doc, offset),
      ...nodesAt(doc, offset),
      { start: 0, end: doc.text.length },
    ]),
  );
}

function wordAt(text: string, offset: number): Range[] {
  let start = offset;
  let end = offset;
  while (/[\w$]/.test(text[start - 1] ?? '')) start--;
  while (/\w/.test(text[end] ?? '')) end++;
  return end > start ? [{ start, end }] : [];
}

function expressionAt(doc: AslDocument, offset: number): Range[] {
  const expression = placeOf(doc, offset)?.expression;
  if (!expression) return [];
  const { code, from, node } = expression;
  const lead = code.length - code.trimStart().length;
  return [rangeInString(doc, node, { start: from + lead, end: from + code.trimEnd().length })];
}

function nodesAt(doc: AslDocument, offset: number): Range[] {
  const ranges: Range[] = [];
  for (let node: SyntaxNode | PropertyNode | undefined = nodeAt(doc.root, offset); node; node = node.parent) {
    if (node.kind === 'string') ranges.push(innerRange(doc, node));
    if ((node.kind === 'object' || node.kind === 'array') && node.flow)
      ranges.push({ start: node.start + 1, end: node.end - 1 });
    ranges.push({ start: node.start, end: contentEnd(doc.text, node) });
  }
  return ranges;
}

/** Only ranges that hold the offset and are larger than the one before. */
function growing(offset: number, ranges: readonly Range[]): Range[] {
  const kept: Range[] = [];
  for (const range of ranges) {
    const last = kept[kept.length - 1] ?? { start: offset, end: offset };
    const holds = range.start <= last.start && range.end >= last.end;
    if (holds && range.end - range.start > last.end - last.start) kept.push(range);
  }
  return kept;
}
