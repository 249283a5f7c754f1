/** What may be typed at a place: fields, values, names, functions, whole states; also in half-typed text. */
import { type AslDocument, type Place, placeOf, type Range } from '#asl';
import { NO_SERVICES, type ServiceCatalog } from '#asl/services/catalog';
import { commentCompletions, commentFieldCompletions } from '../completion/directives.ts';
import { expressionCompletions } from '../completion/expressions.ts';
import type { CompletionItem } from '../completion/item.ts';
import { keyCompletions } from '../completion/keys.ts';
import { machineCompletions } from '../completion/machine.ts';
import { valueCompletions } from '../completion/values.ts';

export type { CompletionItem, CompletionKind } from '../completion/item.ts';

/** The characters after which an editor asks by itself. */
export const COMPLETION_TRIGGERS: readonly string[] = ['"', '$', '.', ' ', ':'];

/** The completions at an offset; `trigger` is the character after which the editor asked by itself. */
export function completion(
  doc: AslDocument,
  offset: number,
  trigger?: string,
  services: ServiceCatalog = NO_SERVICES,
): readonly CompletionItem[] {
  const comment = commentAt(doc, offset);
  if (comment) return commentCompletions(doc, comment, offset);
  const place = placeOf(doc, offset);
  if (!place) return machineCompletions(doc, offset);
  const inDirective = commentFieldCompletions(doc, place);
  if (inDirective) return inDirective;
  return isWanted(doc, place, trigger) ? completionsAt(doc, place, services) : [];
}

/** True where the name of a service or an action may be typed. */
export function isResourceAt(doc: AslDocument, offset: number): boolean {
  const place = placeOf(doc, offset);
  return place?.on === 'value' && place.field?.spec.kind === 'resource';
}

/** Proposals that nobody asked for would be taken by the next Enter: none behind a closed string, few after a blank. */
function isWanted(doc: AslDocument, place: Place, trigger: string | undefined): boolean {
  const { string, on, offset, typed, field } = place;
  const quote = string && string.style !== 'plain' ? doc.text[string.start] : undefined;
  const isClosed =
    string && (quote === '"' || quote === "'") && string.end - string.start > 1 && doc.text[string.end - 1] === quote;
  if (isClosed && offset >= string.end) return false;
  // A colon goes on with an ARN; elsewhere it ends a key.
  if (trigger === ':') return on === 'value' && string !== undefined && field?.spec.kind === 'resource';
  return trigger !== ' ' || ((on === 'value' || on === 'item') && typed.start === typed.end);
}

function completionsAt(doc: AslDocument, place: Place, services: ServiceCatalog): readonly CompletionItem[] {
  if (place.on === 'key' || place.on === 'member') return keyCompletions(doc, place, services);
  if (place.expression) return expressionCompletions(doc, place, place.expression, services);
  return valueCompletions(doc, place, services);
}

/** A line of comment goes on at its end, a closed one does not. */
function commentAt({ comments, text }: AslDocument, offset: number): Range | undefined {
  return comments.find(
    ({ start, end }) => offset > start && (offset < end || (offset === end && !text.startsWith('/*', start))),
  );
}
