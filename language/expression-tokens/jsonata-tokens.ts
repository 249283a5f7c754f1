/** The words of a JSONata expression, as the language's own reader separates them. */
import { type Patterns, readTokens, type Token, type TokenKind } from './token.ts';

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_]*`;

/** Made once, because a machine has thousands of expressions; each use sets the place where it begins. */
const PATTERNS: Patterns = [
  [/\/\*[\s\S]*?(?:\*\/|$)/y, 'comment'],
  [/"(?:[^"\\]|\\[\s\S])*(?:"|$)|'(?:[^'\\]|\\[\s\S])*(?:'|$)/y, 'string'],
  [/`[^`]*(?:`|$)/y, 'property'],
  [/\$states(?![\p{L}\p{N}_])/uy, 'root'],
  [new RegExp(String.raw`\$${NAME}(?=\s*\()`, 'uy'), 'function'],
  [new RegExp(String.raw`\$${NAME}`, 'uy'), 'variable'],
  [/\$\$?/y, 'root'],
  [/\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y, 'number'],
  [/(?:function|\u03bb)(?=\s*\()/y, 'keyword'],
  [new RegExp(NAME, 'uy'), wordKind],
  [/\/(?:[^/\\\n]|\\.)+\/[a-z]*/y, 'regex'],
  [/:=|~>|\?\?|\?:|!=|<=|>=|\.\.|\*\*|[-+*/%&=<>?:|^@#!~]/y, 'operator'],
  [/[[\](){},;.]/y, 'punctuation'],
];

/** The words of the code between `{%` and `%}`, in their order. */
export function jsonataTokens(code: string): readonly Token[] {
  return splitDivisions(readTokens(code, PATTERNS));
}

/** `and`, `or` and `in` are names where a value is expected, as in `and = 1`. */
function wordKind(text: string, tokens: readonly Token[]): TokenKind {
  const before = tokens[tokens.length - 1];
  if (before?.text === '.') return 'property';
  if (text === 'true' || text === 'false' || text === 'null') return 'literal';
  if (text !== 'and' && text !== 'or' && text !== 'in') return 'property';
  return before && endsValue(before) ? 'keyword' : 'property';
}

const endsValue = ({ kind, text }: Token): boolean =>
  kind === 'operator' || kind === 'punctuation' ? text === ')' || text === ']' || text === '}' : kind !== 'keyword';

/** What looks like a regular expression behind a value is a division: its words are read once more. */
function splitDivisions(tokens: readonly Token[]): Token[] {
  const found: Token[] = [];
  for (const token of tokens) {
    const before = found[found.length - 1];
    if (token.kind !== 'regex' || !before || !endsValue(before)) {
      found.push(token);
      continue;
    }
    const { start, text } = token;
    found.push({ kind: 'operator', text: '/', start, end: start + 1 });
    const rest = jsonataTokens(text.slice(1));
    found.push(...rest.map((one) => ({ ...one, start: one.start + start + 1, end: one.end + start + 1 })));
  }
  return found;
}
