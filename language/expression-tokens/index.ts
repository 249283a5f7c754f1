/** The words of an expression in either language. */
import type { Expression } from '#asl';
import { jsonataTokens } from './jsonata-tokens.ts';
import { pathTokens } from './path-tokens.ts';
import type { Token } from './token.ts';

export type { Token, TokenKind } from './token.ts';

/** The words of the expression, in the order of its code. */
export function tokensOf({ language, code }: Pick<Expression, 'language' | 'code'>): readonly Token[] {
  return language === 'JSONata' ? jsonataTokens(code) : pathTokens(code);
}
