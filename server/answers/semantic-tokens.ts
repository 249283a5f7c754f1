/**
 * Semantic tokens: whole, for a range, and as the change since the last answer. The last answer of each document is
 * kept, because the protocol speaks of it by a number.
 */
import type {
  Position,
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensEdit,
  SemanticTokensOptions,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type SemanticToken, semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from '#language';
import { fromLspRange } from '../convert.ts';
import type { Request } from '../routes.ts';

export const SEMANTIC_TOKENS: SemanticTokensOptions = {
  legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
  full: { delta: true },
  range: true,
};

/** The last answer about a document; it goes with the document. */
interface LastAnswer {
  readonly resultId: string;
  readonly data: readonly number[];
}
const lastAnswers = new WeakMap<TextDocument, LastAnswer>();

export function tokensAnswer(request: Request<SemanticTokensParams>): SemanticTokens {
  const data = encoded(request.text, semanticTokens(request.asl));
  return { resultId: remember(request.text, data), data };
}

/** The whole again where the client speaks of an answer that is not the last one. */
export function tokenEditsAnswer(request: Request<SemanticTokensDeltaParams>): SemanticTokens | SemanticTokensDelta {
  const before = lastAnswers.get(request.text);
  if (before?.resultId !== request.params.previousResultId) return tokensAnswer(request);
  const data = encoded(request.text, semanticTokens(request.asl));
  return { resultId: remember(request.text, data), edits: editsBetween(before.data, data) };
}

export function rangeTokensAnswer({ asl, text, params }: Request<SemanticTokensRangeParams>): SemanticTokens {
  return { data: encoded(text, semanticTokens(asl, fromLspRange(text, params.range))) };
}

function remember(text: TextDocument, data: readonly number[]): string {
  const resultId = String(Number(lastAnswers.get(text)?.resultId ?? 0) + 1);
  lastAnswers.set(text, { resultId, data });
  return resultId;
}

/** Five numbers for each word: lines and characters since the one before, length, type, modifiers as bits. */
function encoded(text: TextDocument, tokens: readonly SemanticToken[]): number[] {
  const data: number[] = [];
  let last: Position = { line: 0, character: 0 };
  for (const { start, end, type, modifiers } of tokens) {
    const at = text.positionAt(start);
    const column = at.line === last.line ? at.character - last.character : at.character;
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
    data.push(at.line - last.line, column, end - start, TOKEN_TYPES.indexOf(type), bits);
    last = at;
  }
  return data;
}

/** What lies between the equal beginning and the equal end. */
function editsBetween(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const deleteCount = before.length - head - tail;
  if (deleteCount === 0 && after.length === before.length) return [];
  return [{ start: head, deleteCount, data: after.slice(head, after.length - tail) }];
}
