/** What the `yaml` library knows only of its concrete syntax: where comments stand, and how a scalar is written. */
import { type CST, Parser, type Scalar } from 'yaml';
import type { Range, StringStyle } from '../syntax.ts';

/** What one walk over the concrete syntax finds. */
export interface TokenFacts {
  /** The range of every comment, in the order of the text. */
  readonly comments: readonly Range[];
  /** How deep collections stand in each other at most. */
  readonly depth: number;
  /** Where a quoted text begins that nothing closes. */
  readonly openQuote: number | undefined;
}

/** A token that is not layout: a word, an anchor, a tag, a comment. */
export interface WordToken {
  readonly type: string;
  readonly offset: number;
  readonly source: string;
}

const LAYOUT = new Set(['space', 'newline', 'byte-order-mark', 'doc-mode', 'flow-error-end', 'map-value-ind', 'comma']);

/** The words of a text in their order. */
export function tokensOf(text: string): readonly WordToken[] {
  const found: WordToken[] = [];
  visitTokens([...new Parser().parse(text)], ({ type, offset, source }) => {
    if (type !== undefined && offset !== undefined && source !== undefined && !LAYOUT.has(type))
      found.push({ type, offset, source });
  });
  return found.sort((a, b) => a.offset - b.offset);
}

/** Walks the concrete syntax once, without recursion: its depth is not known yet. */
export function factsOf(tokens: readonly CST.Token[]): TokenFacts {
  const comments: Range[] = [];
  let openQuote: number | undefined;
  const depth = visitTokens(tokens, ({ type, offset, source = '' }) => {
    if (type === 'comment' && offset !== undefined) comments.push({ start: offset, end: offset + source.length });
    const isQuoted = type === 'double-quoted-scalar' || type === 'single-quoted-scalar';
    if (isQuoted && (source.length < 2 || source.at(-1) !== source[0])) openQuote = offset;
  });
  return { comments: comments.sort((a, b) => a.start - b.start), depth, openQuote };
}

/** Calls back for every token; answers how deep collections stand in each other at most. */
function visitTokens(tokens: readonly CST.Token[], visit: (token: Partial<WordToken>) => void): number {
  let deepest = 0;
  const open: { token: unknown; depth: number }[] = [...tokens].reverse().map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (Array.isArray(token)) {
      for (let i = token.length - 1; i >= 0; i--) open.push({ token: token[i], depth });
    } else if (typeof token === 'object' && token !== null) {
      visit(token as Partial<WordToken>);
      const inner = 'items' in token ? depth + 1 : depth;
      deepest = Math.max(deepest, inner);
      for (const part of PARTS)
        if (part in token) open.push({ token: (token as Record<string, unknown>)[part], depth: inner });
    }
  }
  return deepest;
}

/** Where a token of the concrete syntax keeps others. */
const PARTS = ['start', 'props', 'key', 'sep', 'value', 'items', 'end'] as const;

/** How a scalar is written. */
export function styleOf(node: Scalar | undefined): StringStyle {
  switch (node?.type) {
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'QUOTE_SINGLE':
      return 'single';
    case 'BLOCK_LITERAL':
      return 'block-literal';
    case 'BLOCK_FOLDED':
      return 'block-folded';
    default:
      return 'plain';
  }
}
