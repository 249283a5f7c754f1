/**
 * The text of a JSONata expression to what rules, rename, hover and completion want to know of it: problems with
 * exact ranges, variables, function calls, `$states` paths. Never throws.
 */
import type { Range } from '../../syntax.ts';
import type { ExpressionProblem } from '../problem.ts';
import { indexTree } from './index-tree.ts';
import { jsonata } from './jsonata-sync.generated.js';
import type { JsonataFailure, JsonataNode } from './library.ts';
import type { JsonataBinding, JsonataCall, JsonataVariable } from './references.ts';

export interface ParsedJsonata {
  /** Absent where the text does not parse. */
  readonly tree?: JsonataNode;
  readonly problems: readonly ExpressionProblem[];
  readonly variables: readonly JsonataVariable[];
  readonly calls: readonly JsonataCall[];
  readonly bindings: readonly JsonataBinding[];
}

/** The text between `{%` and `%}` of a string that is an expression; `start` is its offset in the string. */
export interface JsonataText {
  readonly text: string;
  readonly start: number;
}

/**
 * Splits a string value into its expression: only a string that begins with `{%` and ends with `%}`, without outer
 * blanks, is one.
 */
export function expressionOf(value: string): JsonataText | undefined {
  return value.length >= 4 && value.startsWith('{%') && value.endsWith('%}')
    ? { text: value.slice(2, -2), start: 2 }
    : undefined;
}

/** Parses an expression, with all offsets in `text` (the part between the delimiters, outer blanks included). */
export function parseJsonata(text: string): ParsedJsonata {
  const nothing = { variables: [], calls: [], bindings: [] };
  try {
    const tree = jsonata(text).ast();
    const { refusals, ...index } = indexTree(tree, text);
    return { tree, problems: refusals, ...index };
  } catch (error) {
    return { problems: [syntaxProblem(text, error)], ...nothing };
  }
}

function syntaxProblem(text: string, error: unknown): ExpressionProblem {
  if (error instanceof RangeError) {
    return {
      start: 0,
      end: text.length,
      message: 'The JSONata expression is nested too deeply.',
      aws: { code: 'INVALID_JSONATA_EXPRESSION', message: 'Stack overflow' },
    };
  }
  const {
    code = '',
    message = 'The JSONata expression is not valid',
    position = text.length,
    token,
  } = error as JsonataFailure;
  const aws = { code: 'INVALID_JSONATA_EXPRESSION', message };
  const later = code === 'S0211' ? LATER_OPERATORS[text.slice(position - 2, position)] : undefined;
  if (later) return { start: position - 2, end: position, message: `${TOO_OLD} ${later}`, aws };
  return { ...rangeOf(text, code, position, token), message: `${message}.`, aws };
}

const TOO_OLD = 'Step Functions has JSONata 2.0.6, which does not know this operator yet.';

/** Operators of later versions, and what says the same in this one. */
const LATER_OPERATORS: Readonly<Record<string, string>> = {
  '??': "Write '$exists(a) ? a : b' for 'a ?? b'.",
  '?:': "Write 'a ? a : b' for 'a ?: b'.",
};

/** The library reports the end of the token in question; the range is that token, or the last character at the end. */
function rangeOf(text: string, code: string, position: number, token: unknown): Range {
  const trimmed = text.trimEnd().length;
  if (code === 'S0101') return { start: openQuote(text), end: text.length };
  if (code === 'S0302') return { start: Math.max(0, text.lastIndexOf('/')), end: text.length };
  if (code === 'S0106') return { start: position, end: text.length };
  const end = Math.max(1, Math.min(position, text.length));
  if (position >= trimmed && (code === 'S0203' || code === 'S0207'))
    return { start: Math.max(0, trimmed - 1), end: trimmed || 1 };
  const length = typeof token === 'string' && text.slice(0, end).endsWith(token) ? Math.max(1, token.length) : 1;
  return { start: end - length, end };
}

/** Where the string begins that is not closed: strings before it are closed. */
function openQuote(text: string): number {
  const closed = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\/\*[\s\S]*?\*\/|`[^`]*`/g;
  let last = 0;
  for (const match of text.matchAll(closed)) last = match.index + match[0].length;
  const rest = text.slice(last).search(/["']/);
  return rest < 0 ? 0 : last + rest;
}
