/**
 * The one slip that explains why a text is not YAML: a line in a wrong column, a colon, a dash or a quote that is
 * missing, a text that needs quotes. One is right if the whole text is YAML with it; the rest of the text then means
 * what it was meant to mean.
 */
import type { ParsedText, PropertyNode, SyntaxNode, SyntaxProblem } from '../syntax.ts';
import { type Doubt, fixOf, originalOffset, problemOf, type Repair, type RepairEdit, repaired } from './text-repair.ts';
import { SAME_COLUMN } from './yaml-words.ts';

interface Line {
  readonly start: number;
  readonly text: string;
  readonly indent: number;
}

/** Characters that may be read in search of a repair: the library takes its time. */
const BUDGET = 150_000;

/** The text as it was meant, with one problem in place of all that follow from it; undefined where nothing explains it. */
export function mendedYaml(
  text: string,
  first: ParsedText,
  read: (text: string) => ParsedText,
  doubtOf: Doubt,
): ParsedText | undefined {
  let best: { readonly repair: Repair; readonly parsed: ParsedText; readonly doubt: number } | undefined;
  let left = BUDGET;
  for (const repair of repairsOf(text, first.problems)) {
    left -= text.length;
    if (left < 0) break;
    const parsed = read(repaired(text, repair.edits));
    if (parsed.problems.length > 0 || parsed.root?.kind !== first.root?.kind) continue;
    const doubt = doubtOf(parsed.root);
    if (doubt < (best?.doubt ?? Number.POSITIVE_INFINITY)) best = { repair, parsed, doubt };
    if (doubt === 0) break;
  }
  if (!best) return undefined;
  const { repair, parsed } = best;
  const back = (offset: number): number => originalOffset(offset, repair.edits);
  const comments = parsed.comments.map(({ start, end }) => ({ start: back(start), end: back(end) }));
  moveBack(parsed.root, repair.edits);
  return {
    ...parsed,
    comments,
    problems: [told(text, first.problems[0] ?? repair.problem, problemOf(repair, best.doubt))],
  };
}

/** On its own line the library's complaint, in our words, says it best; elsewhere it only says what followed. */
function told(text: string, complaint: SyntaxProblem, repair: SyntaxProblem): SyntaxProblem {
  const line = (offset: number): number => text.lastIndexOf('\n', offset - 1);
  return line(complaint.start) === line(repair.start) ? { ...repair, ...complaint } : repair;
}

/** Brings the offsets of a tree back to the text as it stands. */
function moveBack(root: SyntaxNode | undefined, edits: readonly RepairEdit[]): void {
  for (const node of nodesOf(root)) {
    const moved = node as { start: number; end: number };
    moved.start = originalOffset(node.start, edits);
    moved.end = originalOffset(node.end, edits);
  }
}

/** Every node once: what an alias or a merge key brings in may hang in several places. */
function nodesOf(root: SyntaxNode | undefined): ReadonlySet<SyntaxNode | PropertyNode> {
  const open: (SyntaxNode | PropertyNode | undefined)[] = [root];
  const seen = new Set<SyntaxNode | PropertyNode>();
  for (let node = open.pop(); node; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'object') open.push(...node.properties);
    else if (node.kind === 'array') open.push(...node.items);
    else if (node.kind === 'property') {
      if (node.value) open.push(node.value);
      open.push(node.key);
    }
  }
  return seen;
}

/** What may have been meant, the likelier first. */
function repairsOf(text: string, problems: readonly SyntaxProblem[]): Repair[] {
  const lines = linesOf(text);
  const [problem] = problems;
  if (!problem) return [];
  const below = lines.findIndex(({ start }) => start > problem.start);
  const index = Math.max((below < 0 ? lines.length : below) - 1, 0);
  const near = [lines[index], lines[index - 1], lines[index + 1]].filter((line) => line !== undefined);
  return [
    ...tabs(text, problem),
    ...near.flatMap((line) => signsMissing(line, lines[lines.indexOf(line) + 1])),
    ...near.flatMap((line) => columnsOf(line, lines)),
  ];
}

/** A text that is indented with tabs throughout is one mistake. */
function tabs(text: string, problem: SyntaxProblem): Repair[] {
  const edits = [...text.matchAll(/^(?=[ ]*\t)[ \t]+/gm)].map(({ 0: all, index }) => ({
    at: index,
    remove: all.length,
    insert: all.replaceAll('\t', '  '),
  }));
  return edits.length > 1
    ? [repairAt(problem, 'YAML takes no tabs for indentation. Use spaces.', 'Use spaces', edits)]
    : [];
}

/** The lines that are neither empty nor comments. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const { 0: all, index } of text.matchAll(/[^\r\n]+/g)) {
    const indent = all.search(/\S/);
    if (indent >= 0 && all[indent] !== '#') lines.push({ start: index, text: all, indent });
  }
  return lines;
}

/** The line in the columns of the lines around it, the nearest column first. */
function columnsOf(line: Line, lines: readonly Line[]): Repair[] {
  const index = lines.indexOf(line);
  const around = lines.slice(Math.max(0, index - 3), index + 4);
  const columns = new Set(around.flatMap(({ indent, text }) => [indent, ...(/^\s*- /.test(text) ? [indent + 2] : [])]));
  columns.delete(line.indent);
  const [before, after] = [lines[index - 1], lines[index + 1]];
  const distance = (column: number): number => Math.abs(column - line.indent) * 2 + (column === before?.indent ? 0 : 1);
  return [...columns]
    .filter((column) => fits(column, line.text, before, after))
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 4)
    .map((column) => {
      const edit =
        column > line.indent
          ? { at: line.start, remove: 0, insert: ' '.repeat(column - line.indent) }
          : { at: line.start, remove: line.indent - column, insert: '' };
      return repairAt(wordOf(line), SAME_COLUMN, 'Put the line in the column of the lines around it', [edit]);
    });
}

/** What a key without a value holds stands deeper; behind a value nothing does. */
function fits(column: number, text: string, before: Line | undefined, after: Line | undefined): boolean {
  const isDash = (line: Line): boolean => line.text[line.indent] === '-';
  if (before && opens(before.text) && column <= before.indent && !/^\s*-/.test(text)) return false;
  if (after && opens(text)) return isDash(after) ? column <= after.indent : column < after.indent;
  return !after || column >= after.indent || isDash(after) || /^\s*-/.test(text);
}

const opens = (text: string): boolean => /:\s*$/.test(text);

const wordOf = ({ start, text, indent }: Line) => ({
  start: start + indent,
  end: start + indent + (/^(?:- +)?[^\s:]+/.exec(text.slice(indent))?.[0].length ?? 1),
});

const KEY = /^(\s*(?:- +)*)([\w.$]+)/;

function signsMissing(line: Line, below: Line | undefined): Repair[] {
  const { start, text, indent } = line;
  const found: Repair[] = [];
  const at = (column: number, insert: string, remove = 0): RepairEdit[] => [{ at: start + column, remove, insert }];
  const [, lead = '', name = ''] = KEY.exec(text) ?? [];
  const opensBlock = below !== undefined && below.indent > indent;
  const nameEnd = lead.length + name.length;
  const end = text.trimEnd().length;
  if (text.includes('\t'))
    found.push(
      repairAt({ start, end: start + indent }, 'YAML takes no tabs for indentation. Use spaces.', 'Use spaces', [
        { at: start, remove: indent, insert: text.slice(0, indent).replaceAll('\t', '  ') },
      ]),
    );
  const value = /:\s+(\S.*)$|^\s*-\s+(\S.*)$/.exec(text.slice(0, end));
  const word = value?.[1] ?? value?.[2];
  if (word !== undefined) found.push(...quotesFor(start + end - word.length, word));
  if (name && !/^["']/.test(text.slice(indent))) {
    const place = { start: start + lead.length, end: start + nameEnd };
    if (/^:\S/.test(text.slice(nameEnd)))
      found.push(
        repairAt(place, `A space is missing after the colon of '${name}'.`, 'Insert a space', at(nameEnd + 1, ' ')),
      );
    const whole = text.slice(lead.length, end);
    const wholePlace = { start: start + lead.length, end: start + end };
    if (!whole.includes(':') && opensBlock)
      found.push(repairAt(wholePlace, `A colon is missing after '${whole}'.`, "Insert ':'", at(end, ':')));
    if (nameEnd === end && !opensBlock)
      found.push(repairAt(place, `A colon and a value are missing after '${name}'.`, "Insert ':'", at(end, ':')));
    if (/^ +\S/.test(text.slice(nameEnd)) && !opensBlock)
      found.push(repairAt(place, `A colon is missing after '${name}'.`, "Insert ':'", at(nameEnd, ':')));
  }
  if (indent >= 2 && text[indent] !== '-')
    for (const edits of [at(indent - 1, '-'), at(indent - 2, '-', 1)])
      found.push(repairAt(wordOf(line), 'A dash is missing before this item of a list.', "Insert '-'", edits));
  return found;
}

/** A quote that is missing on one side, or quotes around the whole. */
function quotesFor(start: number, value: string): Repair[] {
  const end = start + value.length;
  const place = { start, end };
  const found: Repair[] = [];
  for (const quote of ['"', "'"]) {
    if (value.startsWith(quote) !== value.endsWith(quote) || value === quote) {
      const at = value.startsWith(quote) ? end : start;
      found.push(
        repairAt(place, 'A quote is missing at one end of this text.', `Insert ${quote}`, [
          { at, remove: 0, insert: quote },
        ]),
      );
    }
  }
  const closer = value[0] === '[' ? ']' : value[0] === '{' && value[1] !== '%' ? '}' : undefined;
  if (closer !== undefined) {
    found.push(
      repairAt(place, `'${closer}' is missing at the end of this value.`, `Insert '${closer}'`, [
        { at: end, remove: 0, insert: closer },
      ]),
    );
    return found;
  }
  const quote = value.includes('"') ? "'" : '"';
  if (!value.includes(quote) && !value.includes('\\')) {
    const edits = [
      { at: start, remove: 0, insert: quote },
      { at: end, remove: 0, insert: quote },
    ];
    found.push(
      repairAt(place, 'This text needs quotes: YAML reads some of its signs as its own.', 'Put it in quotes', edits),
    );
  }
  return found;
}

function repairAt(
  { start, end }: { readonly start: number; readonly end: number },
  message: string,
  title: string,
  edits: readonly RepairEdit[],
): Repair {
  return { edits, problem: { start, end, message, keepsStructure: true, fix: fixOf(title, edits) } };
}
