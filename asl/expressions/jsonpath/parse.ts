/**
 * Text to `Path`, in the dialect that AWS accepts: Jayway's JSONPath plus `$$` for the context object and `$name`
 * for variables. A dot before a bracket (`$.[0]`) is legal, as published samples have it. Never throws.
 */

import { readFilter } from './parse-filter.ts';
import type { ParsedPath, Path, Segment } from './path.ts';
import { MAX_INDEX, PathReader } from './reader.ts';

/**
 * Parses a JSONPath.
 *
 * @example parsePath('$.items[0].id').value?.isReference // true
 */
export function parsePath(text: string): ParsedPath {
  const reader = new PathReader(text);
  const value = reader.attempt(() => {
    const path = readPath(reader, 'whole');
    reader.skipBlanks();
    if (!reader.atEnd()) reader.fail(`The path should end here, found '${reader.rest(12)}'.`, reader.at, text.length);
    return path;
  });
  return value ? { value, problems: reader.problems } : { problems: reader.problems };
}

/** Where a path stands: alone, as an argument of an intrinsic function, or inside a filter. More may follow the last two. */
export type PathPlace = 'whole' | 'argument' | 'filter';

/** Reads a path that begins at the reader's position with `$` (or `@`, inside a filter). */
export function readPath(reader: PathReader, place: PathPlace): Path {
  const start = reader.at;
  const sign = reader.take();
  if (sign !== '$' && !(sign === '@' && place === 'filter')) {
    reader.fail(
      `A JSONPath begins with '$'${reader.text ? `, found '${reader.text.slice(start, start + 12)}'` : ''}.`,
      start,
      Math.max(start + 1, reader.text.length),
    );
  }
  let root: Path['root'] = 'data';
  let variable: Path['variable'];
  if (sign === '$' && place !== 'filter') {
    if (reader.peek() === '$') {
      reader.take();
      root = 'context';
    } else {
      const name = reader.match(/[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*/uy);
      if (name) {
        root = 'variable';
        variable = { name, start: reader.at - name.length, end: reader.at };
      }
    }
  }
  const segments = readSegments(reader, place);
  checkNames(reader, segments);
  return {
    text: reader.text.slice(start, reader.at),
    start,
    end: reader.at,
    root,
    ...(variable ? { variable } : {}),
    segments,
    definite: segments.every(isDefinite),
    isReference: segments.every(
      (s) =>
        (s.kind === 'member' && s.names.length === 1) ||
        (s.kind === 'index' && s.indexes.length === 1 && (s.indexes[0] ?? -1) >= 0),
    ),
  };
}

function isDefinite(segment: Segment): boolean {
  switch (segment.kind) {
    case 'index':
      return segment.indexes.length === 1;
    case 'member':
    case 'from-end':
      return true;
    default:
      return false;
  }
}

/** Data is never nested deeper, so that a longer path finds nothing. */
const MAX_SEGMENTS = 1000;

function readSegments(reader: PathReader, place: PathPlace): Segment[] {
  const segments: Segment[] = [];
  for (;;) {
    const start = reader.at;
    const next = reader.peek();
    if (segments.length > MAX_SEGMENTS)
      reader.fail(`A path may have at most ${MAX_SEGMENTS} segments.`, start, reader.text.length);
    if (next === '.') {
      reader.take();
      if (reader.peek() === '.') {
        reader.take();
        segments.push({ kind: 'descendant', start, end: reader.at });
      }
      if (reader.peek() === '[') segments.push(readBracket(reader));
      else segments.push(readDotted(reader, place, start));
    } else if (next === '[') segments.push(readBracket(reader));
    else return segments;
  }
}

/** The characters of a dotted name: nearly all, as Jayway has it, except those that end the path where it stands. */
const DOTTED_NAMES: Readonly<Record<PathPlace, RegExp>> = {
  whole: /[^.[\]\s*]+/y,
  argument: /[^.[\]\s*(),']+(?:\(\))?/y,
  filter: /[^.[\]\s*(),'"@=<>!~&|]+(?:\(\))?/y,
};

function readDotted(reader: PathReader, place: PathPlace, dot: number): Segment {
  const start = reader.at;
  if (reader.peek() === '*') {
    reader.take();
    return { kind: 'wildcard', start, end: reader.at };
  }
  const name = reader.match(DOTTED_NAMES[place]);
  if (!name)
    return reader.fail(
      `A name, '*' or '[' is expected after the dot${reader.atEnd() ? '' : `, found '${reader.rest(12)}'`}.`,
      dot,
      reader.at + 1,
    );
  if (name.endsWith('()'))
    reader.problem(
      start,
      reader.at,
      `JSONPath functions are not supported: '${name}' is read as the name of a member.`,
      'warning',
    );
  return { kind: 'member', names: [name], nameRanges: [{ start, end: reader.at }], start, end: reader.at };
}

/** Several names make an object, which nothing may follow. AWS takes such a path, and fails when it is read (seen by users). */
function checkNames(reader: PathReader, segments: readonly Segment[]): void {
  for (const [i, segment] of segments.entries()) {
    if (segment.kind === 'member' && segment.names.length > 1 && i < segments.length - 1) {
      reader.problem(
        segment.start,
        segment.end,
        'Several names may only stand at the end of a path: what follows them makes it fail when it is read.',
        'warning',
      );
    }
  }
}

function readBracket(reader: PathReader): Segment {
  const start = reader.at;
  reader.take();
  reader.skipBlanks();
  const first = reader.peek();
  let segment: Segment;
  if (first === "'") segment = readNames(reader, start);
  else if (first === '"')
    return reader.fail("A name in brackets stands in single quotes: ['name'].", reader.at, reader.text.length);
  else if (first === '*') {
    reader.take();
    segment = { kind: 'wildcard', start, end: start };
  } else if (first === '?')
    segment = { kind: 'filter', test: reader.nested(() => readFilter(reader)), start, end: start };
  else if (first === '(') segment = readFromEnd(reader, start);
  else segment = readIndexes(reader, start);
  reader.skipBlanks();
  if (reader.peek() !== ']') {
    const found = reader.atEnd() ? '' : `, found '${reader.rest(12)}'`;
    reader.fail(`A closing bracket ']' is expected here${found}.`, reader.atEnd() ? start : reader.at, reader.at + 1);
  }
  reader.take();
  return { ...segment, end: reader.at };
}

function readNames(reader: PathReader, start: number): Segment {
  const names: string[] = [];
  const nameRanges: { start: number; end: number }[] = [];
  for (;;) {
    const from = reader.at + 1;
    names.push(reader.quoted());
    nameRanges.push({ start: from, end: reader.at - 1 });
    reader.skipBlanks();
    if (reader.peek() !== ',') return { kind: 'member', names, nameRanges, start, end: reader.at };
    reader.take();
    reader.skipBlanks();
    if (reader.peek() !== "'" && reader.peek() !== '"')
      reader.fail('A quoted name is expected after the comma.', reader.at, reader.at + 1);
  }
}

/** `(@.length-1)`: the only script that Jayway takes, and no code of any kind. */
function readFromEnd(reader: PathReader, start: number): Segment {
  const script = reader.match(/\(\s*@\.length\s*-\s*(\d+)\s*\)/y);
  if (!script)
    reader.fail(
      "Only '(@.length-n)' may stand in parentheses here. A filter is written '[?(…)]'.",
      reader.at,
      reader.at + 1,
    );
  return { kind: 'from-end', distance: Number(/\d+/.exec(script)?.[0]), start, end: reader.at };
}

function readIndexes(reader: PathReader, start: number): Segment {
  const from = reader.at;
  const text = reader.match(/[-\d:,\s]+/y)?.trimEnd() ?? '';
  reader.at = from + text.length;
  const slice = /^(-?\d+)?\s*:\s*(-?\d+)?$/.exec(text);
  if (slice && slice[1] === undefined && slice[2] === undefined)
    return reader.fail("A slice needs a start or an end. All items are '[*]'.", from, reader.at);
  if (slice) return { kind: 'slice', from: integer(slice[1]), to: integer(slice[2]), start, end: reader.at };
  if (/^-?\d+(\s*,\s*-?\d+)*$/.test(text)) {
    const indexes = text.split(',').map(Number);
    if (indexes.some((i) => Math.abs(i) > MAX_INDEX))
      reader.fail(`An index may not be larger than ${MAX_INDEX}.`, from, reader.at);
    return { kind: 'index', indexes, start, end: reader.at };
  }
  if (/:.*:/.test(text)) reader.fail('A slice has a start and an end only: a step is not supported.', from, reader.at);
  return reader.fail(
    "An index, a slice, '*', a quoted name or a filter '?(…)' is expected in the brackets.",
    from,
    Math.max(from + 1, reader.at),
  );
}

const integer = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
