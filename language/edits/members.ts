/**
 * The members of an object, or the items of a list, as pieces of text that can be put together anew: each with the
 * comments above it and behind it. What moves a member keeps every word of it.
 */
import type { AslDocument, ContainerNode, PropertyNode, Range, SyntaxNode } from '#asl';
import type { TextEdit } from '../rule.ts';
import { applyEdits } from './apply.ts';
import { contentEnd, lineBreak, lineStart } from './layout.ts';

export interface MemberPiece<T extends PropertyNode | SyntaxNode = PropertyNode | SyntaxNode> {
  readonly node: T;
  /** What stands before it and belongs to it: line break, indentation, comments above. */
  readonly lead: string;
  /** The member itself; the dash of an item is part of it. */
  readonly body: string;
  /** The comment behind it on its line. */
  readonly trail: string;
}

export interface MemberPieces<T extends PropertyNode | SyntaxNode = PropertyNode | SyntaxNode> {
  /** From the first lead to the last trail. */
  readonly range: Range;
  readonly pieces: readonly MemberPiece<T>[];
  readonly separator: '' | ',';
}

/** The pieces of the properties of an object, with edits inside of them carried out. */
export function propertyPieces(
  doc: AslDocument,
  object: ContainerNode & { readonly kind: 'object' },
  edits: readonly TextEdit[] = [],
): MemberPieces<PropertyNode> {
  return piecesOf(doc, object, object.properties, edits);
}

/** The pieces of the items of a list. */
export function itemPieces(
  doc: AslDocument,
  list: ContainerNode & { readonly kind: 'array' },
  edits: readonly TextEdit[] = [],
): MemberPieces<SyntaxNode> {
  return piecesOf(doc, list, list.items, edits);
}

function piecesOf<T extends PropertyNode | SyntaxNode>(
  doc: AslDocument,
  container: ContainerNode,
  nodes: readonly T[],
  edits: readonly TextEdit[],
): MemberPieces<T> {
  const { text } = doc;
  const pieces: MemberPiece<T>[] = [];
  const start = startOf(doc, container, nodes[0]);
  let at = start;
  for (const node of nodes) {
    const end = contentEnd(text, node);
    const from = container.kind === 'array' && !container.flow ? text.lastIndexOf('-', node.start - 1) : node.start;
    const lead = text.slice(at, from);
    const comma = container.flow ? commaBehind(doc, end, container.end) : end;
    const line = commentsOnLine(doc, comma);
    const inner = edits.filter(({ range }) => range.start >= node.start && range.end <= end);
    pieces.push({ node, lead, body: edited(text, { start: from, end }, inner), trail: text.slice(comma, line) });
    at = line;
  }
  return { range: { start, end: at }, pieces, separator: container.flow ? ',' : '' };
}

/** Behind the bracket or the key under which the members stand, and the comment there. */
function startOf(doc: AslDocument, container: ContainerNode, first: Range | undefined): number {
  if (container.flow) return commentsOnLine(doc, container.start + 1);
  if (!first) return container.start;
  const holder = container.parent?.kind === 'property' ? container.parent : undefined;
  const colon = holder ? doc.text.indexOf(':', holder.key.end) + 1 : 0;
  const behind = colon > 0 && colon <= first.start ? commentsOnLine(doc, colon) : first.start;
  if (behind < first.start && doc.text.startsWith(lineBreak(doc.text), behind)) return behind;
  // An anchor or a tag stands behind the key: it belongs to the container.
  return Math.max(lineStart(doc.text, first.start) - lineBreak(doc.text).length, 0);
}

/** The pieces in a new order, or fewer of them, or others among them, as one text. */
export function joined(pieces: readonly MemberPiece[], separator: '' | ',', first: string): string {
  return pieces
    .map(({ lead, body, trail }, i) => {
      const before =
        i === 0
          ? withoutBlankLines(lead, withoutComments(first))
          : pieces[i - 1]?.trail.includes('//') && !lead.includes('\n')
            ? `\n${lead}`
            : lead;
      return `${before}${body}${i < pieces.length - 1 ? separator : ''}${trail}`;
    })
    .join('');
}

/** Takes items out of a list that keeps others. */
export function removeItems(
  doc: AslDocument,
  list: ContainerNode & { readonly kind: 'array' },
  gone: ReadonlySet<SyntaxNode>,
  edits: readonly TextEdit[] = [],
): TextEdit {
  const { range, pieces, separator } = itemPieces(doc, list, edits);
  const kept = pieces.filter(({ node }) => !gone.has(node));
  return { range, newText: joined(kept, separator, pieces[0]?.lead ?? '') };
}

/** The line break and indentation of a lead alone. */
function withoutComments(lead: string): string {
  if (!lead.includes('\n')) return /^\s*/.exec(lead)?.[0] ?? '';
  return `${lineBreak(lead)}${/[^\n]*$/.exec(lead)?.[0] ?? ''}`;
}

/** The first member stands where the first one stood, without the blank lines that parted it from others. */
function withoutBlankLines(lead: string, first: string): string {
  if (!lead.includes('\n')) return lead.trim() === '' ? first : lead;
  const comments = lead.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd();
  if (comments === '') return first;
  const indent = /[^\n]*$/.exec(lead)?.[0] ?? '';
  const lineBreak = /\r?\n/.exec(lead)?.[0] ?? '\n';
  const isOwnLine = first.includes('\n');
  return `${isOwnLine ? lineBreak : ''}${isOwnLine ? comments : comments.trimStart()}${lineBreak}${indent}`;
}

/** A part of the text with edits carried out in it. */
export function edited(text: string, { start, end }: Range, edits: readonly TextEdit[]): string {
  const moved = edits.map(({ range, newText }) => ({
    range: { start: range.start - start, end: range.end - start },
    newText,
  }));
  return applyEdits(text.slice(start, end), moved);
}

/** Behind the comma that ends a member, or the end of the member where none follows. */
function commaBehind(doc: AslDocument, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const comment = doc.comments.find(({ start }) => start === at);
    if (comment) at = comment.end;
    else if (/\s/.test(doc.text[at] ?? '')) at++;
    else return doc.text[at] === ',' ? at + 1 : from;
  }
  return from;
}

/** The end of the comments that stand behind the offset on its line. */
function commentsOnLine(doc: AslDocument, from: number): number {
  let end = from;
  for (let at = from; at < doc.text.length; ) {
    const comment = doc.comments.find(({ start }) => start === at);
    if (comment) {
      at = comment.end;
      end = at;
    } else if (doc.text[at] === ' ' || doc.text[at] === '\t') at++;
    else break;
  }
  return end;
}

/** Lines below the first moved to the right. */
export function indented(text: string, by: string): string {
  return text.replace(/\n(?=[^\r\n])/g, `\n${by}`);
}
