/** The words of a JSONPath or of an intrinsic function with the paths in its arguments. */
import { type Patterns, readTokens, type Token } from './token.ts';

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_]*`;

/** Made once, because a machine has thousands of expressions; each use sets the place where it begins. */
const PATTERNS: Patterns = [
  [/'(?:[^'\\]|\\[\s\S])*(?:'|$)/y, (_, tokens) => (namesMember(tokens) ? 'property' : 'string')],
  [/"(?:[^"\\]|\\[\s\S])*(?:"|$)/y, 'string'],
  [/\$\$/y, 'root'],
  [new RegExp(String.raw`\$${NAME}`, 'uy'), 'variable'],
  [/[$@]/y, 'root'],
  [/States(?=\.)/y, 'namespace'],
  [new RegExp(String.raw`${NAME}(?=\s*\()`, 'uy'), (_, tokens) => (isCalled(tokens) ? 'function' : 'property')],
  [/\.\.|\*|==|!=|<=|>=|=~|&&|\|\||[<>!?]/y, 'operator'],
  [/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\p{L}_-])/uy, 'number'],
  [/(?:true|false|null)(?![\p{L}\p{N}_-])/uy, (_, tokens) => (tokens.at(-1)?.text === '.' ? 'property' : 'literal')],
  [/\/(?:[^/\\\n]|\\.)+\/[a-z]*/y, 'regex'],
  [/[[\](),:.]/y, 'punctuation'],
  [/[^.[\]\s*(),'"@=<>!~&|$:?]+/uy, 'property'],
];

/** The words of a path or of an intrinsic function, in their order. */
export function pathTokens(code: string): readonly Token[] {
  return readTokens(code, PATTERNS);
}

/** `['name']` and `['one', 'other']` name members; a string elsewhere is a value. */
function namesMember(tokens: readonly Token[]): boolean {
  for (let i = tokens.length - 1; i >= 0; i--) {
    const { text, kind } = tokens[i] as Token;
    if (text === '[') return true;
    if (text !== ',' && kind !== 'property') return false;
  }
  return false;
}

/** `States.Format(` is called, `$.a.length(` is not: JSONPath has no functions here. */
function isCalled(tokens: readonly Token[]): boolean {
  const dot = tokens.at(-1);
  return dot?.text !== '.' || tokens.at(-2)?.kind === 'namespace';
}
