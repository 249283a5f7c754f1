/**
 * The text of an intrinsic function to a tree with ranges. It reads on behind a mistake as far as it can, so that
 * signature help and completion work in half-typed text. Never throws.
 */
import { readPath } from '../jsonpath/parse.ts';
import { PathReader } from '../jsonpath/reader.ts';
import type { ExpressionProblem } from '../problem.ts';
import type { IntrinsicArgument, IntrinsicCall, IntrinsicLiteral } from './call.ts';
import { checkCall } from './check.ts';

export interface ParsedIntrinsic {
  /** Absent where the text has no function name at all. */
  readonly value?: IntrinsicCall;
  readonly problems: readonly ExpressionProblem[];
}

/** Functions may stand in each other so deep (documented). */
const MAX_NESTED = 10;

/**
 * Parses an intrinsic function and checks names, numbers and types of its arguments.
 *
 * @example parseIntrinsic("States.Format('{}', $.a)").value?.args.length // 2
 */
export function parseIntrinsic(text: string): ParsedIntrinsic {
  const reader = new PathReader(text);
  if (/^\s/.test(text))
    reader.problem(0, text.length - text.trimStart().length, 'No blank may stand before an intrinsic function.');
  const value = reader.attempt(() => {
    reader.skipBlanks();
    const call = readCall(reader, 1);
    reader.skipBlanks();
    if (!reader.atEnd())
      reader.problem(reader.at, text.length, `The function should end here, found '${reader.rest(12)}'.`);
    return call;
  });
  if (!value) return { problems: reader.problems };
  return { value, problems: [...reader.problems, ...checkCall(value)].sort((a, b) => a.start - b.start) };
}

function readCall(reader: PathReader, depth: number): IntrinsicCall {
  const start = reader.at;
  const name = reader.match(/[A-Za-z_][\w.]*/y);
  if (name === undefined)
    reader.fail("An intrinsic function such as States.Format('…') is expected here.", start, reader.text.length);
  const nameRange = { start, end: reader.at };
  if (depth > MAX_NESTED)
    reader.fail(`Intrinsic functions may be nested at most ${MAX_NESTED} deep.`, start, reader.at);
  reader.skipBlanks();
  if (reader.peek() !== '(') {
    reader.problem(start, reader.at, `An opening parenthesis '(' is expected after '${name}'.`);
    return {
      kind: 'call',
      name,
      nameRange,
      args: [],
      argumentsRange: { start: reader.at, end: reader.at },
      start,
      end: reader.at,
    };
  }
  reader.take();
  const from = reader.at;
  const args = readArguments(reader, depth);
  const argumentsRange = { start: from, end: reader.at };
  if (reader.peek() === ')') reader.take();
  else
    reader.problem(
      nameRange.start,
      Math.max(reader.at, nameRange.end),
      `The closing parenthesis ')' of ${name} is missing.`,
    );
  return { kind: 'call', name, nameRange, args, argumentsRange, start, end: reader.at };
}

function readArguments(reader: PathReader, depth: number): IntrinsicArgument[] {
  const args: IntrinsicArgument[] = [];
  reader.skipBlanks();
  while (!reader.atEnd() && reader.peek() !== ')') {
    args.push(readArgument(reader, depth));
    const end = reader.at;
    reader.skipBlanks();
    if (reader.peek() === ',') {
      reader.take();
      reader.skipBlanks();
      if (reader.peek() === ')' || reader.atEnd())
        reader.problem(end, reader.at, 'An argument is expected after the comma.');
    } else if (!reader.atEnd() && reader.peek() !== ')') {
      // AWS's own language service takes arguments without commas, so this cannot be an error.
      if (reader.at === end || !/[$'\w-]/.test(reader.peek()))
        reader.fail(`A comma or ')' is expected here, found '${reader.rest(12)}'.`, reader.at, reader.at + 1);
      reader.problem(end, reader.at + 1, 'A comma is missing between these two arguments.', 'warning');
    }
  }
  return args;
}

function readArgument(reader: PathReader, depth: number): IntrinsicArgument {
  const start = reader.at;
  const next = reader.peek();
  if (next === '$') {
    const path = readPath(reader, 'argument');
    return { kind: 'path', path, start, end: reader.at };
  }
  if (next === "'") return readText(reader);
  if (/[A-Za-z_]/.test(next)) {
    const literal = reader.literal();
    return literal
      ? { kind: 'literal', value: literal.value as boolean | null, raw: '', start, end: reader.at }
      : readCall(reader, depth + 1);
  }
  const number = reader.match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number !== undefined) return { kind: 'literal', value: Number(number), raw: number, start, end: reader.at };
  const advice = next === '"' ? ' Strings stand in single quotes.' : '';
  return reader.fail(
    `A path ('$…'), a string in single quotes, a number, true, false, null or a function is expected here${next ? `, found '${next}'` : ''}.${advice}`,
    start,
    start + 1,
  );
}

function readText(reader: PathReader): IntrinsicLiteral {
  const start = reader.at;
  reader.take();
  let value = '';
  for (;;) {
    if (reader.atEnd()) reader.fail('The closing quote of this string is missing.', start, reader.at);
    const char = reader.take();
    if (char === "'") break;
    if (char === '\\' && !reader.atEnd()) {
      const escaped = reader.take();
      if (!"'{}\\".includes(escaped))
        reader.problem(
          reader.at - 2,
          reader.at,
          `'\\${escaped}' is not an escape of intrinsic functions: only \\' \\{ \\} and \\\\ are.`,
        );
      value += escaped;
    } else value += char;
  }
  return { kind: 'literal', value, raw: reader.text.slice(start + 1, reader.at - 1), start, end: reader.at };
}
