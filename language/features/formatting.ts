/**
 * Lays a text out anew. Only blanks and line breaks change: the order of keys, comments, anchors and the words stay.
 * Invariant: a text that could lose anything is left as it is.
 */
import { format as formatJsonText } from 'jsonc-parser';
import { type AslDocument, jsonOf, parseAsl, type Range, type SyntaxNode } from '#asl';
import { equalJson } from '#asl/json/value';
import { coverPlaceholders } from '#asl/text/json-tokens';
import { formatYaml } from '#asl/text/yaml-format';
import { applyEdits } from '../edits/apply.ts';
import { lineBreak, lineStart } from '../edits/layout.ts';
import type { TextEdit } from '../rule.ts';

export interface FormattingOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/** The edits that lay out the document, or the lines of `range`. */
export function formatting(doc: AslDocument, options: FormattingOptions, range?: Range): readonly TextEdit[] {
  if (!doc.root || isDeeperThan(doc.root, DEEPEST)) return [];
  if (doc.format === 'yaml') {
    const edits = lineEdits(doc.text, formatYaml(doc.text, options.tabSize));
    return range ? yamlPart(doc, edits, range) : edits;
  }
  const edits = formatJson(doc, options);
  if (!range) return edits;
  const start = lineStart(doc.text, range.start);
  return edits.filter((edit) => edit.range.end >= start && edit.range.start <= range.end);
}

/** In YAML the blanks of one line may depend on those of another: a part that would mean something else is left alone. */
function yamlPart(doc: AslDocument, edits: readonly TextEdit[], range: Range): readonly TextEdit[] {
  const start = lineStart(doc.text, range.start);
  const part = edits.filter(({ range: at }) => (at.end > start || at.start === start) && at.start <= range.end);
  const after = parseAsl(applyEdits(doc.text, part), 'yaml');
  const isSame = doc.root && after.root && equalJson(jsonOf(doc.root, doc.text), jsonOf(after.root, after.text));
  return isSame && after.problems.length <= doc.problems.length ? part : [];
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

/** So far apart two lines may be that are taken for the same one. */
const FAR = 40;

/** The edits from one text to another, line by line: lines that are equal are left alone. */
function lineEdits(before: string, after: string | undefined): TextEdit[] {
  if (after === undefined || after === before) return [];
  const old = linesOf(before);
  const fresh = linesOf(after);
  const edits: TextEdit[] = [];
  let offset = 0;
  for (let i = 0, j = 0; i < old.length || j < fresh.length; ) {
    const [skipped, added, isEqual] = nextEqual(old, i, fresh, j);
    if (skipped > 0 || added > 0) {
      const length = old.slice(i, i + skipped).join('').length;
      edits.push({ range: { start: offset, end: offset + length }, newText: fresh.slice(j, j + added).join('') });
      offset += length;
    }
    i += skipped;
    j += added;
    if (!isEqual) continue;
    offset += old[i]?.length ?? 0;
    i++;
    j++;
  }
  return edits;
}

/** Lines with their line breaks. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** How many lines of each text come before the next two that are equal; where none are near, some or all that are left. */
function nextEqual(
  old: readonly string[],
  i: number,
  fresh: readonly string[],
  j: number,
): readonly [skipped: number, added: number, isEqual: boolean] {
  for (let distance = 0; distance <= FAR; distance++) {
    for (let skipped = 0; skipped <= distance; skipped++) {
      const added = distance - skipped;
      const line = old[i + skipped];
      if (line !== undefined && line === fresh[j + added]) return [skipped, added, true];
    }
  }
  const [left, coming] = [old.length - i, fresh.length - j];
  return left > FAR && coming > FAR ? [FAR, FAR, false] : [left, coming, false];
}
