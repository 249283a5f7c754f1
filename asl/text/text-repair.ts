/** A small change of a broken text that makes it readable, and the way back from the changed text to the one that stands there. */
import type { SyntaxFix, SyntaxNode, SyntaxProblem } from '../syntax.ts';

/** A change of the text that may mend it, with what it says about the mistake. */
export interface Repair {
  /** In the order of the text, without overlaps. */
  readonly edits: readonly RepairEdit[];
  readonly problem: SyntaxProblem;
}

export interface RepairEdit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** How unlikely a tree is to be what was meant: decides between several repairs. */
export type Doubt = (root: SyntaxNode | undefined) => number;

/** The text with the edits made. */
export function repaired(text: string, edits: readonly RepairEdit[]): string {
  let result = '';
  let from = 0;
  for (const { at, remove, insert } of edits) {
    result += text.slice(from, at) + insert;
    from = at + remove;
  }
  return result + text.slice(from);
}

/** Where an offset of the repaired text is in the text as it stands. */
export function originalOffset(offset: number, edits: readonly RepairEdit[]): number {
  let shift = 0;
  for (const { at, remove, insert } of edits) {
    const from = at + shift;
    if (offset <= from) break;
    if (offset < from + insert.length) return at;
    shift += insert.length - remove;
  }
  return offset - shift;
}

/** The same change as something to offer to the user. */
export const fixOf = (title: string, edits: readonly RepairEdit[]): SyntaxFix => ({
  title,
  edits: edits.map(({ at, remove, insert }) => ({ range: { start: at, end: at + remove }, newText: insert })),
});

/** From so many oddities on the repair makes the text readable, but is not what was meant. */
const TOO_ODD = 2;

/** The problem of a repair, which keeps the structure only where the result looks as it was meant. */
export function problemOf({ problem }: Repair, oddity: number): SyntaxProblem {
  if (oddity < TOO_ODD) return { ...problem, isMended: true };
  const { start, end, message } = problem;
  return { start, end, message, isMended: true };
}

/** A slip often shows again on its line, or on the next ones: the repair says it, and of the rest what is elsewhere. */
export function problemsWith(
  text: string,
  problem: SyntaxProblem,
  others: readonly SyntaxProblem[],
): readonly SyntaxProblem[] {
  const line = (offset: number): number => text.lastIndexOf('\n', offset - 1);
  const elsewhere = others.filter(({ start }) => line(start) !== line(problem.start));
  return [...elsewhere, problem].sort((a, b) => a.start - b.start);
}
