/**
 * Filters, `?(@.price < 10 && @.name =~ /a/i)`: comparisons of paths and literals, joined by `&&`, `||`, `!`. No code.
 * A path holds filters and a filter holds paths, so this file and `parse.ts` import each other: they are one grammar.
 */
import { parsePattern } from '../pattern/parse.ts';
import { readPath } from './parse.ts';
import { COMPARISONS, type Comparison, type FilterOperand, type FilterPath, type FilterTest } from './path.ts';
import type { PathReader } from './reader.ts';

/** Reads `?(…)` up to its closing parenthesis. */
export function readFilter(reader: PathReader): FilterTest {
  reader.take();
  reader.skipBlanks();
  if (reader.peek() !== '(')
    reader.fail("A filter is written '?(…)': the opening parenthesis is missing.", reader.at - 1, reader.at + 1);
  return readGroup(reader);
}

function readGroup(reader: PathReader): FilterTest {
  const start = reader.at;
  reader.take();
  const test = readOr(reader);
  reader.skipBlanks();
  if (reader.peek() !== ')') {
    reader.fail(
      reader.atEnd()
        ? "The closing parenthesis ')' of the filter is missing."
        : `An operator or ')' is expected here, found '${reader.rest(12)}'.`,
      reader.atEnd() ? start : reader.at,
      reader.at + 1,
    );
  }
  reader.take();
  return test;
}

function readOr(reader: PathReader): FilterTest {
  let left = readAnd(reader);
  while (joined(reader, '||')) left = { kind: 'or', left, right: readAnd(reader) };
  return left;
}

function readAnd(reader: PathReader): FilterTest {
  let left = readNot(reader);
  while (joined(reader, '&&')) left = { kind: 'and', left, right: readNot(reader) };
  return left;
}

function joined(reader: PathReader, operator: string): boolean {
  reader.skipBlanks();
  if (reader.rest(2) !== operator) return false;
  reader.at += 2;
  return true;
}

function readNot(reader: PathReader): FilterTest {
  reader.skipBlanks();
  const start = reader.at;
  if (reader.peek() === '!') {
    reader.take();
    reader.skipBlanks();
    if (reader.peek() !== '@' && reader.peek() !== '$')
      reader.problem(start, reader.at, "'!' may only stand before a path, where it means that the path has no value.");
    return { kind: 'not', test: reader.nested(() => readNot(reader)) };
  }
  return reader.peek() === '(' ? reader.nested(() => readGroup(reader)) : readComparison(reader);
}

function readComparison(reader: PathReader): FilterTest {
  const left = readOperand(reader);
  reader.skipBlanks();
  const operator = readOperator(reader);
  if (!operator) {
    if (left.kind === 'path') return { kind: 'exists', path: left };
    return reader.fail("A comparison such as '==' is expected after this value.", left.start, left.end);
  }
  reader.skipBlanks();
  const right = readOperand(reader);
  if (operator === '=~' && left.kind !== 'regex' && right.kind !== 'regex') {
    reader.problem(right.start, right.end, "'=~' compares with a regular expression, written between slashes: /a.*/.");
  }
  return { kind: 'compare', operator, left, right };
}

function readOperator(reader: PathReader): Comparison | undefined {
  const start = reader.at;
  const symbols = reader.match(/[=!<>~]+|[A-Za-z]+/y);
  if (symbols === undefined) return undefined;
  const known = COMPARISONS.find((operator) => operator === symbols);
  return (
    known ??
    reader.fail(
      `'${symbols}' is not an operator of filters. They are ${COMPARISONS.join(' ')} && || and !.`,
      start,
      reader.at,
    )
  );
}

function readOperand(reader: PathReader): FilterOperand {
  const start = reader.at;
  const next = reader.peek();
  if (next === '@' || next === '$') return readFilterPath(reader);
  if (next === '/') return readRegex(reader);
  const literal = reader.literal();
  if (literal) return literal;
  // Published samples have words without quotes, and blanks between them: they are strings.
  const word = reader.match(/(?:(?!&&|\|\|)[^()[\]'@$=<>!~])+/y)?.trimEnd() ?? '';
  if (word === '' || reader.peek() === '(') {
    return reader.fail(
      `A path ('@…' or '$…'), a string in single quotes, a number, true, false or null is expected here${reader.atEnd() ? '' : `, found '${reader.text.slice(start, start + 24)}'`}.`,
      start,
      Math.max(reader.at, start + 1),
    );
  }
  reader.at = start + word.length;
  if (word.startsWith('"'))
    reader.problem(
      start,
      reader.at,
      `Double quotes count as characters of the text here. Write the string in single quotes: '${word.replaceAll('"', '')}'.`,
      'warning',
    );
  return { kind: 'literal', value: word, raw: word, start, end: reader.at };
}

function readFilterPath(reader: PathReader): FilterPath {
  const start = reader.at;
  const from = reader.peek() === '@' ? 'item' : 'document';
  const path = reader.nested(() => readPath(reader, 'filter'));
  if (!path.definite)
    reader.problem(
      start,
      reader.at,
      'A path in a filter must name one place: wildcards, slices and filters may not stand in it.',
    );
  return { kind: 'path', from, path, start, end: reader.at };
}

function readRegex(reader: PathReader): FilterOperand {
  const start = reader.at;
  const body = reader.match(/\/(?:[^/\\]|\\[\s\S])+\//y);
  if (body === undefined)
    return reader.fail("This regular expression is not closed: a '/' is missing.", start, reader.text.length);
  const flags = reader.match(/[a-zA-Z]*/y) ?? '';
  const pattern = body.slice(1, -1);
  const { problem } = parsePattern(pattern, flags);
  if (problem)
    reader.problem(
      start + 1 + problem.offset,
      Math.max(start + 2 + problem.offset, reader.at - flags.length - 1),
      problem.message,
    );
  return { kind: 'regex', pattern, flags, start, end: reader.at };
}
