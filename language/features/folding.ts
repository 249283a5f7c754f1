/** What can be folded: objects, lists, blocks of text and comments that span several lines. */
import type { AslDocument, PropertyNode, Range, SyntaxNode } from '#asl';
import { contentEnd, lineEnd, lineStart } from '../edits/layout.ts';

/** Folding hides from the end of the line of `start` to the end of the line of `end`. */
export interface FoldingRange extends Range {
  readonly kind?: 'comment';
}

/** The ranges that an editor can fold, in the order of the text. */
export function foldingRanges(doc: AslDocument): readonly FoldingRange[] {
  const found: FoldingRange[] = [];
  const open: (SyntaxNode | PropertyNode)[] = doc.root ? [doc.root] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    const fold = foldOf(doc.text, node);
    if (fold) found.push(fold);
    for (const child of childrenOf(node)) if (child.start >= node.start && child.end <= node.end) open.push(child);
  }
  return [...found, ...commentFolds(doc)].sort((a, b) => a.start - b.start);
}

function childrenOf(node: SyntaxNode | PropertyNode): readonly (SyntaxNode | PropertyNode)[] {
  switch (node.kind) {
    case 'object':
      return node.properties;
    case 'array':
      return node.items;
    case 'property':
      return node.value ? [node.value] : [];
    default:
      return [];
  }
}

/** A container in brackets folds to its brackets, a block of YAML under its key. */
function foldOf(text: string, node: SyntaxNode | PropertyNode): Range | undefined {
  const bracketed = (node.kind === 'object' || node.kind === 'array') && node.flow;
  const block = node.kind === 'property' && node.value !== undefined && !isBracketed(node.value);
  if (!bracketed && !block) return undefined;
  const end = bracketed ? lastLineInside(text, node) : contentEnd(text, node);
  return end > lineEnd(text, node.start) ? { start: node.start, end } : undefined;
}

const isBracketed = (node: SyntaxNode): boolean => (node.kind === 'object' || node.kind === 'array') && node.flow;

/** The line of the closing bracket stays in sight where nothing else stands on it. */
function lastLineInside(text: string, node: SyntaxNode | PropertyNode): number {
  const start = lineStart(text, node.end - 1);
  return text.slice(start, node.end - 1).trim() === '' ? start - 1 : node.end;
}

/** Lines of comment that follow each other, and comments of several lines. */
function commentFolds(doc: AslDocument): FoldingRange[] {
  const found: FoldingRange[] = [];
  let block: Range | undefined;
  const finish = (): void => {
    if (block && block.end > lineEnd(doc.text, block.start)) found.push({ ...block, kind: 'comment' });
  };
  for (const { start, end } of doc.comments) {
    const follows =
      block && doc.text.slice(block.end, start).trim() === '' && !/\n\s*\n/.test(doc.text.slice(block.end, start));
    if (block && follows) block = { start: block.start, end };
    else {
      finish();
      block = { start, end };
    }
  }
  finish();
  return found;
}
