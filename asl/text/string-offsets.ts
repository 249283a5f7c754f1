/**
 * From an index in the value of a string to its place in the text, and back. An expression stands inside a string
 * that JSON or YAML escapes, folds or indents; problems, completion and rename in it need the true offsets.
 * Each way of writing a string is decoded again here, character by character, with the place of each character.
 */
import type { StringNode } from '../syntax.ts';

/** The place in the text of the character at `index` of the string's value; `index` may be its length. */
export function offsetInString(text: string, node: StringNode, index: number): number {
  const at = Math.max(0, Math.min(index, node.value.length));
  return identityStart(node) !== undefined ? (identityStart(node) ?? 0) + at : (offsetsOf(text, node)[at] ?? node.end);
}

/** The same for many places of one string, which is decoded once. */
export function offsetsInString(text: string, node: StringNode): (index: number) => number {
  const start = identityStart(node);
  const offsets = start === undefined ? offsetsOf(text, node) : [];
  return (index) => {
    const at = Math.max(0, Math.min(index, node.value.length));
    return start === undefined ? (offsets[at] ?? node.end) : start + at;
  };
}

/** The index in the string's value of the character at `offset` in the text, or of the last one before it. */
export function indexInString(text: string, node: StringNode, offset: number): number {
  const start = identityStart(node);
  if (start !== undefined) return Math.max(0, Math.min(offset - start, node.value.length));
  const offsets = offsetsOf(text, node);
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the value begins when each of its characters is one of the text: escapes and folds only ever shorten. */
function identityStart(node: StringNode): number | undefined {
  const quote = node.style === 'double' || node.style === 'single' ? 1 : 0;
  if (node.style === 'block-literal' || node.style === 'block-folded') return undefined;
  return node.end - node.start - 2 * quote === node.value.length ? node.start + quote : undefined;
}

/** The place of each character of the value, and of its end. */
function offsetsOf(text: string, node: StringNode): readonly number[] {
  for (const decoded of decodings(text, node)) {
    if (decoded.value === node.value) return [...decoded.offsets, decoded.end];
  }
  // A string that is not closed or otherwise broken: the nearest that can be said.
  const quote = node.style === 'plain' ? 0 : 1;
  return Array.from({ length: node.value.length + 1 }, (_, i) => Math.min(node.start + quote + i, node.end));
}

function* decodings(text: string, node: StringNode): Iterable<Decoding> {
  if (node.style === 'block-literal' || node.style === 'block-folded') yield* blocks(text, node);
  else yield flow(text, node);
}

class Decoding {
  value = '';
  end = 0;
  readonly offsets: number[] = [];

  /** Each character of `characters` comes from the same place, or from places that follow each other. */
  push(characters: string, offset: number, step: 0 | 1): void {
    this.value += characters;
    for (let i = 0; i < characters.length; i++) this.offsets.push(offset + i * step);
  }

  /** Takes back blanks at the end, down to `keep` characters: a fold swallows them. */
  trimBlanks(keep: number): void {
    let length = this.value.length;
    while (length > keep && /[ \t]/.test(this.value[length - 1] ?? '')) length--;
    this.value = this.value.slice(0, length);
    this.offsets.length = length;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Quoted and plain strings: escapes, and line breaks that fold into a blank. */
function flow(text: string, node: StringNode): Decoding {
  const quote = node.style === 'double' ? '"' : node.style === 'single' ? "'" : '';
  const decoded = new Decoding();
  const closed = quote !== '' && node.end - node.start >= 2 && text[node.end - 1] === quote;
  decoded.end = closed ? node.end - 1 : node.end;
  // What an escape has made is not a blank that a fold may swallow.
  let solid = 0;
  for (let at = node.start + quote.length; at < decoded.end; ) {
    const character = text[at] ?? '';
    if (character === '\n' || character === '\r') {
      decoded.trimBlanks(solid);
      at = fold(text, at, decoded);
      solid = decoded.value.length;
    } else if (quote === '"' && character === '\\') {
      at = escape(text, at, decoded);
      solid = decoded.value.length;
    } else {
      decoded.push(character, at, 1);
      at += quote === "'" && character === "'" ? 2 : 1;
    }
  }
  return decoded;
}

/** One line break is a blank; each empty line after it is a line break. */
function fold(text: string, at: number, decoded: Decoding): number {
  const breaks = /[ \t]*(?:\r?\n|\r)/y;
  breaks.lastIndex = at;
  let count = 0;
  let end = at;
  while (breaks.test(text)) {
    count++;
    end = breaks.lastIndex;
    if (count > 1) decoded.push('\n', at, 0);
  }
  if (count === 1) decoded.push(' ', at, 0);
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end;
}

function escape(text: string, at: number, decoded: Decoding): number {
  const sign = text[at + 1] ?? '';
  const digits = HEX_DIGITS[sign];
  if (digits !== undefined) {
    const code = Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
    decoded.push(Number.isNaN(code) || code > 0x10ffff ? '' : String.fromCodePoint(code), at, 0);
    return at + 2 + digits;
  }
  if (sign === '\n' || sign === '\r') {
    // An escaped line break joins two lines; the indentation of the next is not part of the value.
    let end = at + (sign === '\r' && text[at + 2] === '\n' ? 3 : 2);
    while (text[end] === ' ' || text[end] === '\t') end++;
    return end;
  }
  decoded.push(ESCAPES[sign] ?? sign, at, 0);
  return at + 2;
}

interface Line {
  readonly start: number;
  readonly content: string;
}

/** Literal and folded blocks, with every indentation that could be meant: the header may name it. */
function* blocks(text: string, node: StringNode): Iterable<Decoding> {
  const source = text.slice(node.start, node.end);
  const headerEnd = source.indexOf('\n') + 1;
  if (headerEnd === 0) return;
  const lines: Line[] = [];
  for (let at = headerEnd; at < source.length; ) {
    const end = source.indexOf('\n', at) === -1 ? source.length : source.indexOf('\n', at);
    lines.push({ start: node.start + at, content: source.slice(at, end).replace(/\r$/, '') });
    at = end + 1;
  }
  const first = lines.find(({ content }) => content.trim() !== '');
  const found = first ? first.content.length - first.content.trimStart().length : 0;
  for (const indent of [found, ...Array.from({ length: found }, (_, i) => i)]) {
    const cut = lines.map(({ start, content }) => ({
      start: start + Math.min(indent, content.length),
      content: content.slice(indent),
    }));
    yield block(cut, node);
  }
}

function block(lines: readonly Line[], node: StringNode): Decoding {
  const decoded = new Decoding();
  decoded.end = node.end;
  const folded = node.style === 'block-folded';
  let previous: 'none' | 'text' | 'indented' = 'none';
  let lineEnd = node.start;
  let empty: number[] = [];
  for (const { start, content } of lines) {
    if (content === '') {
      empty.push(start);
      continue;
    }
    const indented = /^[ \t]/.test(content);
    if (previous !== 'none') {
      const foldable = folded && previous === 'text' && !indented;
      if (!foldable) decoded.push('\n', lineEnd, 0);
      else if (empty.length === 0) decoded.push(' ', lineEnd, 0);
    }
    for (const offset of empty) decoded.push('\n', offset, 0);
    empty = [];
    decoded.push(content, start, 1);
    previous = indented ? 'indented' : 'text';
    lineEnd = start + content.length;
  }
  // Chomping: the value tells how many of the last line breaks are kept.
  const missing = node.value.length - decoded.value.length;
  for (let i = 0; i < missing; i++) decoded.push('\n', node.end, 0);
  return decoded;
}
