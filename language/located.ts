/** Puts a mistake inside an expression at its place in the document, through escapes, folds and indentation. */
import { type AslDocument, pointerOf, type Range, type StringNode } from '#asl';
import type { ExpressionProblem } from '#asl/expressions';
import { offsetInString } from '#asl/text/string-offsets';
import type { Finding, Fix } from './rule.ts';

/** The range in the text of a part of a string's value. */
export function rangeInString(doc: AslDocument, node: StringNode, part: Range): Range {
  const start = offsetInString(doc.text, node, part.start);
  return { start, end: Math.max(offsetInString(doc.text, node, part.end), Math.min(start + 1, node.end)) };
}

/** The fixes that write something else in the place of a name. */
function replacements(range: Range, instead: readonly string[]): Fix[] {
  const isSure = instead.length === 1;
  return instead.map((newText) => ({
    title: `Change to '${newText}'`,
    edits: [{ range, newText }],
    ...(isSure ? { preferred: true } : {}),
  }));
}

/** A problem that an expression parser found, as a finding; `offset` is where the expression begins in the string. */
export function locatedProblem(
  doc: AslDocument,
  node: StringNode,
  problem: ExpressionProblem,
  offset: number,
): Finding {
  const { start, end, message, severity, aws, instead } = problem;
  const range = rangeInString(doc, node, { start: start + offset, end: end + offset });
  return {
    range,
    message,
    ...(instead ? { fixes: () => replacements(range, instead) } : {}),
    ...(severity ? { severity } : {}),
    ...(aws ? { aws: { ...aws, location: pointerOf(node) } } : {}),
  };
}
