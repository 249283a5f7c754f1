/** What a completion proposes, as plain data with offsets. */
import type { AslDocument, Place, Range } from '#asl';
import type { DocPlace } from '#asl/services/shape';
import { stringText } from '../edits/value-text.ts';

export type CompletionKind =
  | 'field'
  | 'state'
  | 'snippet'
  | 'value'
  | 'error'
  | 'function'
  | 'variable'
  | 'member'
  | 'resource';

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Beside the label: a type, a signature. */
  readonly detail?: string;
  /** Markdown. */
  readonly doc?: string;
  /** Where the documentation stands, for whoever wants to show it. */
  readonly docPlace?: DocPlace;
  /** What is replaced: what is typed so far of the key, value or name. */
  readonly range: Range;
  readonly newText: string;
  /** `newText` is a snippet: `$1`, `${1:default}`, `${1|a,b|}`, `$0`. Its further lines are indented relative to the line of the cursor. */
  readonly isSnippet: boolean;
  /** What the typed text is compared with; the label when absent. */
  readonly filterText?: string;
  readonly sortText: string;
  /** Completion should be asked for again at once: the value of the inserted field is a choice too. */
  readonly retrigger?: boolean;
  readonly deprecated?: boolean;
  /** Changes elsewhere: a comma that is missing before. */
  readonly additional?: readonly { readonly range: Range; readonly newText: string }[];
}

/** A text as it stands in a snippet. */
export const escapeSnippet = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** What is typed at the cursor; of a string that is not closed only what stands before the cursor. */
export function typedRange(doc: AslDocument, place: Place): Range {
  const { typed, string, offset } = place;
  const quote = doc.text[typed.start];
  const closed =
    string === undefined ||
    string.style === 'plain' ||
    (typed.end - typed.start > 1 && doc.text[typed.end - 1] === quote);
  return closed ? { start: typed.start, end: Math.max(typed.end, offset) } : { start: typed.start, end: offset };
}

/** A string as a value at the place: in the quotes that are typed, or as the format writes it. */
export function stringValue(doc: AslDocument, place: Place, value: string): string {
  if (doc.format === 'json') return JSON.stringify(value);
  const inFlow = place.object?.flow === true || (place.property?.value?.kind === 'array' && place.property.value.flow);
  return stringText(value, place.string?.style ?? 'plain', inFlow);
}

/** What the editor compares with the typed text: with the quote that is typed already. */
export function filterFor(doc: AslDocument, range: Range, label: string): string {
  const quote = range.end > range.start ? doc.text[range.start] : '';
  return quote === '"' || quote === "'" ? `${quote}${label}${quote}` : label;
}
