/**
 * To which member of an object or list each comment belongs: above it, behind it on its line, behind the bracket or key
 * that opens the whole, or below the last member. Formats write comments differently, but people place them alike.
 */
import type { AslDocument, ContainerNode, PropertyNode, Range, SyntaxNode } from '#asl';
import { contentEnd, lineEnd } from '../edits/layout.ts';

export interface MemberComments {
  /** Lines of text, without signs. */
  readonly above: readonly string[];
  readonly behind: readonly string[];
}

/** The comments of a document, handed out to who asks first. */
export class CommentReader {
  private readonly doc: AslDocument;
  private next = 0;

  constructor(doc: AslDocument) {
    this.doc = doc;
  }

  /** Lines of the comments before the offset that nobody has taken yet. */
  before(offset: number): string[] {
    const lines: string[] = [];
    for (let comment = this.peek(); comment && comment.start < offset; comment = this.peek()) {
      lines.push(...linesOf(this.doc.text.slice(comment.start, comment.end)));
      this.next++;
    }
    return lines;
  }

  /** Those on the line of the offset, where nothing but a comma is between. */
  behind(offset: number): string[] {
    const { text } = this.doc;
    const end = lineEnd(text, offset);
    let limit = offset;
    for (let i = this.next; ; i++) {
      const comment = this.doc.comments[i];
      if (!comment || comment.start >= end || !/^[\s,]*$/.test(text.slice(limit, comment.start))) break;
      limit = comment.end;
    }
    return this.before(limit);
  }

  /** The end of what a node writes. */
  endOf(node: SyntaxNode | PropertyNode): number {
    return contentEnd(this.doc.text, node);
  }

  private peek(): Range | undefined {
    return this.doc.comments[this.next];
  }
}

/** True where the node stands in its container's text: not so for what an alias or a merge key of YAML brings in. */
export function isInPlace(container: ContainerNode, node: Range): boolean {
  return node.start >= container.start && node.end <= container.end;
}

function linesOf(comment: string): string[] {
  if (comment.startsWith('//')) return [comment.slice(2).trim()];
  if (comment.startsWith('#')) return [comment.slice(1).trim()];
  const inside = comment.replace(/^\/\*+/, '').replace(/\*+\/$/, '');
  const lines = inside.split('\n').map((line) => line.replace(/^\s*\*(?!\/)\s?/, '').trim());
  return lines.length === 1 ? lines : lines.filter((line, i) => line !== '' || (i > 0 && i < lines.length - 1));
}
