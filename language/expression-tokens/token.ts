/**
 * The words of an expression with their places. Unlike the parsers, which know what a whole expression means, the
 * readers of words always answer: colours, signature help and the names of arguments are wanted in half-typed text too.
 */
import type { Range } from '#asl';

export type TokenKind =
  | 'comment'
  | 'string'
  | 'regex'
  | 'number'
  /** `true`, `false`, `null`. */
  | 'literal'
  /** `and`, `or`, `in`, `function`. */
  | 'keyword'
  | 'operator'
  /** Brackets, commas, semicolons: they keep the colour of the text around them. */
  | 'punctuation'
  /** `States` in the name of an intrinsic function. */
  | 'namespace'
  /** A name in front of an opening parenthesis: `$sum`, and `Format` behind `States.`. */
  | 'function'
  /** `$`, `$$`, `@`, `$states`: what every expression has. */
  | 'root'
  /** `$name`. */
  | 'variable'
  /** A member of data. */
  | 'property';

/** A word; the range is in the code of the expression. */
export interface Token extends Range {
  readonly kind: TokenKind;
  readonly text: string;
}

/** Sticky patterns, of which the first that fits is meant, with what they find. */
export type Patterns = readonly (readonly [
  pattern: RegExp,
  kind: TokenKind | ((text: string, tokens: readonly Token[]) => TokenKind),
])[];

/** Reads words by their patterns; what no pattern knows is passed over. */
export function readTokens(code: string, patterns: Patterns): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < code.length; ) {
    const character = code.charCodeAt(at);
    let end = at + 1;
    // Blanks are no words, and the most frequent characters.
    if (character !== 32 && character !== 10)
      for (const [pattern, kind] of patterns) {
        pattern.lastIndex = at;
        if (!pattern.test(code) || pattern.lastIndex === at) continue;
        end = pattern.lastIndex;
        const text = code.slice(at, end);
        tokens.push({ kind: typeof kind === 'function' ? kind(text, tokens) : kind, text, start: at, end });
        break;
      }
    at = end;
  }
  return tokens;
}
