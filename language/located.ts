/** Puts a mistake inside an expression at its place in the document, through escapes, folds and indentation. */
import type { AslDocument, Range, StringNode } from '#asl';
import { offsetInString } from '#asl/string-offsets';

/** The range in the text of a part of a string's value. */
export function rangeInString(doc: AslDocument, node: StringNode, part: Range): Range {
  const start = offsetInString(doc.text, node, part.start);
  return { start, end: Math.max(offsetInString(doc.text, node, part.end), Math.min(start + 1, node.end)) };
}
