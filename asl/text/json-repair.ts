/**
 * The one slip that explains why a text is not JSON: a bracket, a comma, a colon or a quote too few or too many, or a
 * text without its quotes. Candidates come from the indentation and from where the reader first stumbles; one is right
 * if the whole text is JSON with it. Then the rest of the text means what it was meant to mean.
 */
import type { Range, SyntaxProblem } from '../syntax.ts';
import type { Token } from './json-tokens.ts';
import { fixOf, type Repair } from './text-repair.ts';

const NAMES: Readonly<Record<string, string>> = {
  '{': "An opening brace '{'",
  '[': "An opening bracket '['",
  '}': "A closing brace '}'",
  ']': "A closing bracket ']'",
  ':': "A colon ':'",
  ',': "A comma ','",
  '"': 'A double quote',
};
const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '[': ']' };
const isOpener = ({ kind }: Token): boolean => kind === '{' || kind === '[';
const isCloser = ({ kind }: Token): boolean => kind === '}' || kind === ']';

/** What may have been meant, the likelier first. */
export function repairsOf(text: string, problems: readonly SyntaxProblem[], tokens: readonly Token[]): Repair[] {
  const found: Repair[] = [...singleQuotes(text, tokens), ...suspects(text, tokens)];
  for (const problem of placesOf(problems)) {
    const index = tokens.findIndex(({ end }) => end > problem.start);
    const at = index < 0 ? tokens.length : index;
    found.push(
      ...missingQuotes(text, problem, tokens),
      ...unquoted(text, tokens, at),
      ...zerosInFront(tokens, at),
      ...aroundToken(text, tokens, at),
    );
  }
  // Without lines nothing shows what belongs together but what the result looks like.
  if (!text.trim().includes('\n')) found.push(...closersBetween(tokens));
  return found;
}

/** A container may end before each member. */
function closersBetween(tokens: readonly Token[]): Repair[] {
  return tokens.flatMap((token, i) =>
    token.kind === ',' && tokens[i + 1]?.kind === 'string' && tokens[i + 2]?.kind === ':'
      ? [inserted(token.start, '}'), inserted(token.start, ']')]
      : [],
  );
}

/** JSON reads `010` as two numbers. */
function zerosInFront(tokens: readonly Token[], index: number): Repair[] {
  const [zero, number] = [tokens[index], tokens[index + 1]];
  if (zero?.kind !== 'number' || number?.kind !== 'number' || zero.end !== number.start) return [];
  const { edits, problem } = deleted(zero);
  const range = { start: zero.start, end: number.end };
  return [{ edits, problem: { ...problem, ...range, message: 'JSON writes numbers without zeros in front.' } }];
}

/** A text that is written in single quotes throughout, as other languages have it, is one mistake. */
function singleQuotes(text: string, tokens: readonly Token[]): Repair[] {
  const first = tokens.find(({ kind, value }) => kind === 'word' && value.startsWith("'"));
  if (!first || !/'[^'"\n]*'\s*[:,}\]]/.test(text.slice(first.start))) return [];
  const edits: { at: number; remove: number; insert: string }[] = [];
  for (const { 0: all, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|'[^'"\\\n]*'/g)) {
    if (!all.startsWith("'")) continue;
    for (const at of [index, index + all.length - 1]) edits.push({ at, remove: 1, insert: '"' });
  }
  const range = { start: first.start, end: first.end };
  const message = 'JSON strings stand in double quotes.';
  return [
    { edits, problem: { ...range, message, keepsStructure: true, fix: fixOf('Use double quotes throughout', edits) } },
  ];
}

/** The first mistakes, and the first after which it is not known what belongs where. */
function placesOf(problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  const places = problems.slice(0, 2);
  const structural = problems.find(({ keepsStructure }) => !keepsStructure);
  if (structural && !places.includes(structural)) places.push(structural);
  return places;
}

interface Open {
  readonly token: Token;
  /** The indentation of the line that it stands on. */
  readonly indent: number;
  /** True where what it holds begins on the next line. */
  readonly isSpread: boolean;
}

/** How many places are suspected in a text at most: one that is laid out otherwise gives them everywhere. */
const MAX_SUSPECTS = 4;

/** Where the indentation says that a bracket is missing or too much: people and formatters indent by nesting. */
export function suspects(text: string, tokens: readonly Token[]): Repair[] {
  const found: Repair[] = [];
  const open: Open[] = [];
  const indentOf = indents(text);
  // A text of 1 MB has some 100,000 tokens, and it is broken at every other key: most of them are passed at once.
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    const before = tokens[index - 1];
    if (before && !isOpener(token) && !isCloser(token) && !isLineBetween(text, before.end, token.start)) continue;
    const top = open[open.length - 1];
    const repair = before && suspectAt({ text, indentOf }, token, before, open);
    if (repair?.edits[0]?.remove) found.push(...missingOpeners({ text, indentOf }, tokens, index));
    if (repair && found.push(repair) >= MAX_SUSPECTS) return found;
    if (repair && top && !repair.edits[0]?.remove) found.push(deleted(top.token));
    if (repair && top && repair.edits[0]?.insert.trim() === CLOSERS[top.token.kind]) open.pop();
    if (isCloser(token) && !repair?.edits[0]?.remove) open.pop();
    if (isOpener(token)) {
      const next = tokens[index + 1];
      const isSpread = next !== undefined && isLineBetween(text, token.end, next.start);
      open.push({ token, indent: indentOf(token.start), isSpread });
    }
  }
  return found;
}

/** A text, and the indentation of the line at each of its offsets. */
interface Layout {
  readonly text: string;
  readonly indentOf: (offset: number) => number;
}

function suspectAt({ text, indentOf }: Layout, token: Token, before: Token, open: readonly Open[]): Repair | undefined {
  const isFirst = isLineBetween(text, before.end, token.start);
  if (!isFirst && !isCloser(token)) return undefined;
  const top = open[open.length - 1];
  if (!top) return isCloser(token) ? deleted(token) : undefined;
  const indent = indentOf(token.start);
  if (!isCloser(token)) return indent <= top.indent && open.length > 1 ? closed(top, before) : undefined;
  if (indent === top.indent || !top.isSpread) return undefined;
  const isOuter =
    indent < top.indent && open.some((one) => one.indent === indent && CLOSERS[one.token.kind] === token.kind);
  return isOuter ? closed(top, before) : indent > top.indent ? deleted(token) : undefined;
}

function isLineBetween(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === LINE_FEED) return true;
  return false;
}

const LINE_FEED = 0x0a;

/** The container closed behind what stands before, as its layout wants it. */
function closed(top: Open, before: Token): Repair {
  const closer = CLOSERS[top.token.kind] ?? '';
  const at = before.kind === ',' ? before.start : before.end;
  return inserted(at, closer, top.isSpread ? `\n${' '.repeat(top.indent)}` : '');
}

/** A closer too much has lost its opener, where a member in its column has nothing behind the colon. */
function missingOpeners({ text, indentOf }: Layout, tokens: readonly Token[], index: number): Repair[] {
  const closer = tokens[index];
  if (!closer) return [];
  const indent = indentOf(closer.start);
  for (let i = index - 1; i > 1; i--) {
    const [colon, next] = [tokens[i], tokens[i + 1]];
    if (colon?.kind !== ':' || !next || !text.slice(colon.end, next.start).includes('\n')) continue;
    if (indentOf(colon.start) === indent) return [inserted(colon.end, closer.kind === '}' ? '{' : '[')];
  }
  return [];
}

/** Tells indentations; a line is looked at once for all of its tokens, as a whole text may stand on one. */
function indents(text: string): Layout['indentOf'] {
  let start = 0;
  let end = -1;
  let indent = 0;
  return (offset) => {
    if (offset >= start && offset <= end) return indent;
    start = text.lastIndexOf('\n', offset - 1) + 1;
    const newline = text.indexOf('\n', offset);
    end = newline < 0 ? text.length : newline;
    let first = start;
    while (text[first] === ' ' || text[first] === '\t') first++;
    indent = first - start;
    return indent;
  };
}

/** What somebody wrote as a value is never in the way: something around it is missing. */
const VALUES: ReadonlySet<Token['kind']> = new Set(['string', 'number', 'true', 'false', 'null']);

/** A sign too few or too many beside the token at which the reader stumbled. */
function aroundToken(text: string, tokens: readonly Token[], index: number): Repair[] {
  const found: Repair[] = [];
  const last = tokens[index - 1];
  for (const token of [tokens[index], last, tokens[index + 1], tokens[index + 2]])
    if (token && !VALUES.has(token.kind)) found.push(deleted(token));
  if (last) for (const sign of ['{', '[']) found.push(inserted(last.start, sign));
  if (last) for (const sign of ['{', '[', '}', ']', ':', ',']) found.push(inserted(last.end, sign));
  const token = tokens[index];
  if (token) for (const sign of ['{', '[', '}', ']']) found.push(inserted(token.end, sign));
  for (const one of [token, last]) {
    const other = one && { '}': ']', ']': '}', '{': '[', '[': '{' }[one.kind as string];
    if (one && other) found.push(replaced(one, other));
  }
  return found.map((repair) => atTheEnd(text, repair));
}

/** Behind everything there is no 'here', and a line of its own. */
function atTheEnd(text: string, repair: Repair): Repair {
  const [edit] = repair.edits;
  if (!edit || edit.remove > 0 || text.slice(edit.at).trim() !== '') return repair;
  const { problem } = inserted(edit.at, edit.insert, '\n');
  return {
    edits: [{ ...edit, insert: `\n${edit.insert}` }],
    problem: { ...problem, message: `${NAMES[edit.insert]} is missing at the end.` },
  };
}

/** A quote too few leaves a string open up to the end of its line. */
function missingQuotes(text: string, { start }: SyntaxProblem, tokens: readonly Token[]): Repair[] {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', start);
  const to = newline < 0 ? text.length : newline;
  const line = text.slice(from, to);
  if (line.length > MAX_LINE || (line.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 0) return [];
  const places = new Set<number>();
  // Behind a name before a colon, before an expression, behind a text before a sign; then before and behind words.
  const behind = [
    /"[\w.$-]+(?=\s*:)/g,
    /"[^"]*?[^\s"](?=\s*:(?:\s|$))/g,
    /\$\{[^}"]*\}(?=\s*[,}\]])/g,
    /[^\s",[\]{}:](?=\s*(?:[,}\]]|$))/g,
    /"[\w.$-]+/g,
  ];
  for (const { index } of line.matchAll(/(?<=[:,[]\s*)\{%/g)) places.add(from + index);
  for (const pattern of behind)
    for (const { index, 0: all } of line.matchAll(pattern)) places.add(from + index + all.length);
  for (const { index } of line.matchAll(/(?<=[[{,:]\s*)[^\s"[\]{},:]/g)) places.add(from + index);
  for (const { kind, start: at } of tokens) if (kind === 'word' && at >= from && at < to) places.add(at);
  return [...places].slice(0, MAX_QUOTES).flatMap((at) => quoteAt(line, from, at) ?? []);
}

const MAX_LINE = 400;
const MAX_QUOTES = 24;

/** A quote at the place, where it leaves nothing but strings, literals and signs on the line. */
function quoteAt(line: string, from: number, at: number): Repair | undefined {
  const mended = `${line.slice(0, at - from)}"${line.slice(at - from)}`;
  if (!LINE_OF_JSON.test(mended)) return undefined;
  return {
    edits: [{ at, remove: 0, insert: '"' }],
    problem: { ...missing(at, at, '"'), ...stringAround(mended, from, at) },
  };
}

/** The string that lacks one of its quotes. */
function stringAround(mended: string, from: number, at: number): Range {
  for (const { index, 0: all } of mended.matchAll(/"(?:[^"\\]|\\.)*"/g)) {
    const [start, end] = [from + index, from + index + all.length];
    if (start <= at && at < end) return { start, end: end - 1 };
  }
  return { start: at, end: at + 1 };
}

const LINE_OF_JSON =
  /^(?:\s|[{}[\],:]|"(?:[^"\\]|\\.)*"(?=\s*(?:[:,}\]]|$))|true|false|null|-?\d[\d.eE+-]*|\$\{[^{}"]+\})*$/;

/** A text without quotes: up to the next sign, or up to the end of its line. */
function unquoted(text: string, tokens: readonly Token[], index: number): Repair[] {
  const jsonata = bareJsonata(text, tokens[index - 1]?.start ?? 0);
  if (jsonata) return [jsonata];
  let first = Math.min(index, tokens.length - 1);
  while (first > 0 && !isBeforeValue(tokens, first - 1)) first--;
  const start = tokens[first]?.start;
  if (start === undefined || first === 0) return [];
  const newline = text.indexOf('\n', start);
  const lineEnd = newline < 0 ? text.length : newline;
  const rest = tokens.slice(first, first + MAX_WORDS).filter((token) => token.start < lineEnd && token.kind !== 'end');
  const sign = rest.findIndex(({ kind }, i) => i > 0 && (kind === ',' || kind === '}' || kind === ']'));
  const all = rest[rest.length - 1]?.kind === ',' ? rest.slice(0, -1) : rest;
  // What looks like a comment is a part of it: 's3://bucket'.
  const line = start + text.slice(start, lineEnd).trimEnd().replace(/,$/, '').length;
  const ends = new Set([(sign < 0 ? all : rest.slice(0, sign)).at(-1)?.end, all.at(-1)?.end, line]);
  return [...ends].flatMap((end) => (end === undefined ? [] : (quotedRun(text, start, end) ?? [])));
}

/** `{% … %}` looks like an object to a reader of JSON. */
function bareJsonata(text: string, offset: number): Repair | undefined {
  const from = text.lastIndexOf('\n', offset) + 1;
  const newline = text.indexOf('\n', offset);
  const line = text.slice(from, newline < 0 ? text.length : newline);
  const found = /(?<=[:,[]\s*)\{%[^"\\]*?%\}(?!")/.exec(line);
  return found ? quotedRun(text, from + found.index, from + found.index + found[0].length) : undefined;
}

const MAX_WORDS = 60;

/** True for a sign that a value follows: a bracket, a comma, or the colon of a member. */
function isBeforeValue(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token?.kind === ':') return tokens[index - 1]?.kind === 'string' && /^[{,]$/.test(tokens[index - 2]?.kind ?? '');
  return token?.kind === '[' || token?.kind === ',' || token?.kind === '{';
}

function quotedRun(text: string, start: number, end: number): Repair | undefined {
  const run = text.slice(start, end);
  // A key without quotes is known as that.
  if (/^[\w$]+\s*:\s/.test(run)) return undefined;
  if (/["\\\n]/.test(run) || !/[^\s\d{}[\],:]/.test(run)) return undefined;
  const edits = [
    { at: start, remove: 0, insert: '"' },
    { at: end, remove: 0, insert: '"' },
  ];
  return {
    edits,
    problem: {
      start,
      end,
      message: 'This text needs double quotes around it.',
      keepsStructure: true,
      fix: fixOf('Put it in double quotes', edits),
    },
  };
}

function inserted(at: number, sign: string, before = ''): Repair {
  const insert = before + sign;
  return { edits: [{ at, remove: 0, insert }], problem: missing(Math.max(at - 1, 0), at, sign, insert) };
}

function missing(start: number, at: number, sign: string, insert = sign): SyntaxProblem {
  const fix = fixOf(`Insert '${sign}'`, [{ at, remove: 0, insert }]);
  const message = `${NAMES[sign]} is missing here.`;
  return { start, end: Math.max(at, start + 1), message, keepsStructure: true, fix };
}

function deleted({ start, end, kind, value }: Token): Repair {
  const edits = [{ at: start, remove: end - start, insert: '' }];
  const sign = value || kind;
  const message = `'${sign}' has no place here.`;
  return { edits, problem: { start, end, message, keepsStructure: true, fix: fixOf(`Remove '${sign}'`, edits) } };
}

function replaced({ start, end, kind }: Token, sign: string): Repair {
  const edits = [{ at: start, remove: end - start, insert: sign }];
  const message = `This must be '${sign}', not '${kind}'.`;
  return { edits, problem: { start, end, message, keepsStructure: true, fix: fixOf(`Change to '${sign}'`, edits) } };
}
