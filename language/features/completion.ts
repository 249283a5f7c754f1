/** What may be typed at a place: fields, values, names, functions, whole states; also in half-typed text. */
import { type AslDocument, type Place, placeOf } from '#asl';
import { expressionCompletions } from '../completion/expressions.ts';
import type { CompletionItem } from '../completion/item.ts';
import { keyCompletions } from '../completion/keys.ts';
import { machineCompletions } from '../completion/machine.ts';
import { valueCompletions } from '../completion/values.ts';

export type { CompletionItem, CompletionKind } from '../completion/item.ts';

/** The characters after which an editor asks by itself. */
export const COMPLETION_TRIGGERS: readonly string[] = ['"', '$', '.', ' ', '\n'];

/** The completions at an offset. */
export function completion(doc: AslDocument, offset: number): readonly CompletionItem[] {
  if (isInComment(doc, offset)) return [];
  const place = placeOf(doc, offset);
  return place ? completionsAt(doc, place) : machineCompletions(doc, offset);
}

function completionsAt(doc: AslDocument, place: Place): readonly CompletionItem[] {
  if (place.on === 'key' || place.on === 'member') return keyCompletions(doc, place);
  if (place.expression) return expressionCompletions(doc, place, place.expression);
  return valueCompletions(doc, place);
}

/** A line of comment goes on at its end, a closed one does not. */
function isInComment({ comments, text }: AslDocument, offset: number): boolean {
  return comments.some(
    ({ start, end }) => offset > start && (offset < end || (offset === end && !text.startsWith('/*', start))),
  );
}
