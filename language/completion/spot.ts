/** The place of a value that is being completed, and what all proposals for it share: range, quotes, missing commas. */
import type { AslDocument, Place, Range } from '#asl';
import type { ServiceCatalog } from '#asl/services/catalog';
import type { TextEdit } from '../rule.ts';
import { type CompletionItem, type CompletionKind, filterFor, stringValue, typedRange } from './item.ts';
import { missingCommaBefore, needsCommaAfter } from './separators.ts';

/** What all proposals at a place share. */
export interface Spot {
  readonly doc: AslDocument;
  readonly place: Place;
  readonly range: Range;
  /** A comma that is missing behind the value. */
  readonly comma: string;
  readonly before: readonly TextEdit[];
  readonly services: ServiceCatalog;
}

export function spotAt(doc: AslDocument, place: Place, services: ServiceCatalog): Spot {
  const range = typedRange(doc, place);
  const inJson = doc.format === 'json' || place.object?.flow === true;
  const comma = inJson && needsCommaAfter(doc, range.end) ? ',' : '';
  const before = place.on === 'item' && inJson ? missingCommaBefore(doc, range) : [];
  return { doc, place, range, comma, before, services };
}

interface Text {
  readonly name: string;
  readonly doc?: string | undefined;
  readonly detail?: string | undefined;
  readonly rank?: number;
  readonly kind?: CompletionKind;
}

/** A string as value, in the quotes of the document. A scope may have thousands of states: no spreads here. */
export function textItem(spot: Spot, { name, doc: text, detail, rank = 0, kind = 'value' }: Text): CompletionItem {
  const item: { -readonly [K in keyof CompletionItem]: CompletionItem[K] } = {
    label: name,
    kind,
    range: spot.range,
    newText: stringValue(spot.doc, spot.place, name) + spot.comma,
    isSnippet: false,
    filterText: filterFor(spot.doc, spot.range, name),
    sortText: String(rank).padStart(5, '0') + name,
  };
  if (detail !== undefined) item.detail = detail;
  if (text !== undefined) item.doc = text;
  if (spot.before.length > 0) item.additional = spot.before;
  return item;
}

/** A value without quotes: true, false. */
export const plainItem = (spot: Spot, name: string): CompletionItem => ({
  ...valueEdit(spot, name),
  label: name,
  kind: 'value',
  sortText: name === 'true' ? '0' : '1',
});

/** The edit that writes a value, with the commas that are missing around it. */
export function valueEdit(
  spot: Spot,
  text: string,
): Pick<CompletionItem, 'range' | 'newText' | 'isSnippet' | 'additional'> {
  const { range, comma, before } = spot;
  return { range, newText: text + comma, isSnippet: false, ...(before.length > 0 && { additional: before }) };
}
