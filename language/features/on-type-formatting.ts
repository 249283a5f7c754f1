/**
 * What is put right while somebody types: the indentation of a new line, the column of a closing bracket, the comma that
 * is missing before a new member, the dash of a new list. Words and comments are never touched.
 */
import {
  type AslDocument,
  type ContainerNode,
  nodeAt,
  type PropertyNode,
  placeOf,
  type Range,
  type SyntaxNode,
} from '#asl';
import { indentAt, isFirstOnLine, lineEnd, lineStart } from '../edits/layout.ts';
import type { TextEdit } from '../rule.ts';
import type { FormattingOptions } from './formatting.ts';

/** What asks for it when it is typed. */
export const FORMATTING_TRIGGERS = ['\n', '}', ']', '"'] as const;

/** The edits after `typed` was typed in front of the offset. */
export function onTypeFormatting(
  doc: AslDocument,
  offset: number,
  typed: string,
  options: FormattingOptions,
): readonly TextEdit[] {
  const unit = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
  if (isInComment(doc, offset)) return [];
  if (doc.format === 'yaml') return typed === '\n' ? yamlLine(doc, offset, ' '.repeat(options.tabSize)) : [];
  if (typed === '\n') return jsonLine(doc, offset, unit);
  if (typed === '"') return missingComma(doc, offset - 1);
  return typed === '}' || typed === ']' ? closingBracket(doc, offset - 1) : [];
}

const isInComment = ({ comments }: AslDocument, offset: number): boolean =>
  comments.some(({ start, end }) => offset > start && offset < end);

/** One level deeper than the line of the bracket around it, or as deep where the bracket is closed at once. */
function jsonLine(doc: AslDocument, offset: number, unit: string): readonly TextEdit[] {
  const { text } = doc;
  const start = lineStart(text, offset);
  const around = bracketsAround(doc, start);
  if (!around || isInString(doc, start)) return [];
  const rest = text.slice(start, lineEnd(text, start)).trimStart();
  const outer = indentAt(text, text.length > around.start ? lineIndentEnd(text, around.start) : around.start);
  return indentLine(text, start, rest.startsWith('}') || rest.startsWith(']') ? outer : outer + unit);
}

/** In the column of the line that opens the bracket. */
function closingBracket(doc: AslDocument, offset: number): readonly TextEdit[] {
  const { text } = doc;
  if (!isFirstOnLine(text, offset)) return [];
  const around = bracketsAround(doc, offset);
  if (!around || around.end !== offset + 1 || isInString(doc, offset)) return [];
  return indentLine(text, lineStart(text, offset), indentAt(text, lineIndentEnd(text, around.start)));
}

/** The quote begins a new member or item on its line, and the value before it has no comma behind it. */
function missingComma(doc: AslDocument, offset: number): readonly TextEdit[] {
  const { text } = doc;
  if (text[offset] !== '"' || !isFirstOnLine(text, offset) || isInString(doc, offset)) return [];
  const around = bracketsAround(doc, offset);
  if (!around) return [];
  const members: readonly Range[] = around.kind === 'object' ? around.properties : around.items;
  const before = members.filter(({ end }) => end <= offset).at(-1);
  if (!before || !isWhole(before)) return [];
  const between = withoutComments(doc, before.end, offset);
  if (between.trim() !== '') return [];
  return [{ range: { start: before.end, end: before.end }, newText: ',' }];
}

/** A property has a value. */
const isWhole = (node: Range | PropertyNode): boolean => !('key' in node) || node.value !== undefined;

function withoutComments({ text, comments }: AslDocument, start: number, end: number): string {
  let rest = text.slice(start, end);
  for (const comment of [...comments].reverse())
    if (comment.start >= start && comment.end <= end)
      rest = rest.slice(0, comment.start - start) + rest.slice(comment.end - start);
  return rest;
}

/** The innermost brackets that are open at the offset. */
function bracketsAround(doc: AslDocument, offset: number): ContainerNode | undefined {
  let node: SyntaxNode | PropertyNode | undefined = nodeAt(doc.root, offset);
  for (; node; node = node.parent)
    if ((node.kind === 'object' || node.kind === 'array') && node.flow && node.start < offset) return node;
  return undefined;
}

function isInString(doc: AslDocument, offset: number): boolean {
  const node = nodeAt(doc.root, offset);
  return node?.kind === 'string' && offset > node.start && offset < node.end;
}

/** Where the words of the offset's line begin. */
function lineIndentEnd(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return start + (/^[ \t]*/.exec(text.slice(start, offset + 1))?.[0].length ?? 0);
}

function indentLine(text: string, start: number, indent: string): readonly TextEdit[] {
  const end = start + (/^[ \t]*/.exec(text.slice(start, lineEnd(text, start)))?.[0].length ?? 0);
  return text.slice(start, end) === indent ? [] : [{ range: { start, end }, newText: indent }];
}

/** Deeper below a key without a value, with a dash where the field is a list; else as deep as the line above. */
function yamlLine(doc: AslDocument, offset: number, unit: string): readonly TextEdit[] {
  const { text } = doc;
  const start = lineStart(text, offset);
  const above = text.slice(lineStart(text, Math.max(start - 1, 0)), Math.max(start - 1, 0)).replace(/\r$/, '');
  if (above.trim() === '' || isInBlockText(doc, start)) return [];
  if (text.slice(start, lineEnd(text, start)).trim() !== '') return [];
  const content = above.replace(/\s+#.*$/, '').trimEnd();
  const [, blanks = '', dashes = ''] = /^( *)((?:- +)*)/.exec(content) ?? [];
  const own = ' '.repeat(blanks.length + dashes.length);
  if (!/:$/.test(content)) return indentLine(text, start, own);
  const colon = lineStart(text, start - 1) + content.length - 1;
  return indentLine(text, start, own + unit + (isListField(doc, colon) ? '- ' : ''));
}

/** Lines of a block of text, of a quoted text, or in brackets have an indentation of their own. */
function isInBlockText(doc: AslDocument, start: number): boolean {
  const node = nodeAt(doc.root, Math.max(start - 1, 0));
  const last = nodeAt(doc.root, start);
  return [node, last].some(
    (one) =>
      one !== undefined &&
      ((one.kind === 'string' && one.style !== 'plain' && one.start < start - 1 && one.end >= start) ||
        ((one.kind === 'object' || one.kind === 'array') && one.flow && one.start < start && one.end > start)),
  );
}

/** True where the language wants a list of objects or names behind the colon. */
function isListField(doc: AslDocument, colon: number): boolean {
  const place = placeOf(doc, Math.max(colon - 1, 0));
  const spec = place?.field?.property === place?.property ? place?.field?.spec : undefined;
  return spec !== undefined && ['objects', 'scopes', 'errorNames', 'strings'].includes(spec.kind);
}
