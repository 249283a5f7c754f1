/** Puts a mistake inside an expression at its place in the document, through escapes, folds and indentation. */
import { type AslDocument, pointerOf, type Range, type StringNode } from '#asl';
import type { ExpressionProblem } from '#asl/expressions';
import { offsetInString } from '#asl/text/string-offsets';
import type { Finding } from './rule.ts';

/** The range in the text of a part of a string's value. */
export function rangeInString(doc: AslDocument, node: StringNode, part: Range): Range {
  const start = offsetInString(doc.text, node, part.start);
  return { start, end: Math.max(offsetInString(doc.text, node, part.end), Math.min(start + 1, node.end)) };
}

/** A problem that an expression parser found, as a finding; `offset` is where the expression begins in the string. */
export function locatedProblem(
  doc: AslDocument,
  node: StringNode,
  problem: ExpressionProblem,
  offset: number,
): Finding {
  const { start, end, message, severity, aws } = problem;
  return {
    range: rangeInString(doc, node, { start: start + offset, end: end + offset }),
    message,
    ...(severity ? { severity } : {}),
    ...(aws ? { aws: { ...aws, location: pointerOf(node) } } : {}),
  };
}
