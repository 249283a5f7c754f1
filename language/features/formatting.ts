/**
 * Lays a text out anew. Only blanks and line breaks change: the order of keys, comments, anchors and the words stay.
 * Invariant: a text that could lose anything is left as it is.
 */
import { format as formatJsonText } from 'jsonc-parser';
import type { AslDocument, Range, SyntaxNode } from '#asl';
import { coverPlaceholders } from '#asl/text/json-tokens';
import { formatYaml } from '#asl/text/yaml-format';
import { lineBreak, lineStart } from '../edits/layout.ts';
import type { TextEdit } from '../rule.ts';

export interface FormattingOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/** The edits that lay out the document, or the lines of `range`. */
export function formatting(doc: AslDocument, options: FormattingOptions, range?: Range): readonly TextEdit[] {
  if (!doc.root || isDeeperThan(doc.root, DEEPEST)) return [];
  const edits =
    doc.format === 'json' ? formatJson(doc, options) : lineEdits(doc.text, formatYaml(doc.text, options.tabSize));
  if (!range) return edits;
  const start = lineStart(doc.text, range.start);
  return edits.filter((edit) => edit.range.end >= start && edit.range.start <= range.end);
}

function formatJson(doc: AslDocument, { tabSize, insertSpaces }: FormattingOptions): TextEdit[] {
  const { source } = coverPlaceholders(doc.text);
  const edits = formatJsonText(source, undefined, { tabSize, insertSpaces, eol: lineBreak(doc.text) });
  return edits
    .map(({ offset, length, content }) => ({ range: { start: offset, end: offset + length }, newText: content }))
    .filter(({ range: { start, end }, newText }) => isBlank(doc.text.slice(start, end)) && isBlank(newText));
}

/**
 * Indentation grows with the square of the depth, and the libraries recurse: a hostile text of 20 kB would become
 * 400 MB, or end the process where a regular expression is compiled at the end of the stack.
 */
const DEEPEST = 100;

function isDeeperThan(root: SyntaxNode, limit: number): boolean {
  let level: readonly SyntaxNode[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((node) => {
      if (node.kind === 'array') return node.items;
      return node.kind === 'object' ? node.properties.flatMap(({ value }) => value ?? []) : [];
    });
  }
  return false;
}

const isBlank = (text: string): boolean => /^\s*$/.test(text);

/** The edits from one text to another with as many equal lines as stand at the start and the end left alone. */
function lineEdits(before: string, after: string | undefined): TextEdit[] {
  if (after === undefined || after === before) return [];
  const old = before.split('\n');
  const fresh = after.split('\n');
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < fresh.length - head &&
    old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]
  )
    tail++;
  const offset = (lines: readonly string[], count: number): number =>
    lines.slice(0, count).reduce((sum, line) => sum + line.length + 1, 0);
  const start = Math.min(offset(old, head), before.length);
  const end = Math.max(start, tail === 0 ? before.length : offset(old, old.length - tail));
  const text = fresh
    .slice(head, fresh.length - tail)
    .map((line) => `${line}\n`)
    .join('');
  return [{ range: { start, end }, newText: tail === 0 ? text.slice(0, -1) : text }];
}
