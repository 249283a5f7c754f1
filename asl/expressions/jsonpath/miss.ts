/** Why a path finds nothing, in the words of the library that AWS quotes. Computed only when a state fails. */
import { isJsonArray, isJsonObject, type Json, stringifyJson } from '../../json.ts';
import { indexStep, memberStep, PAST_END } from './access.ts';
import type { Path, Segment } from './path.ts';

/**
 * The reason for a miss: `No results for path: $['a']['b']`. A variable is shown as a member of all variables, as a path
 * into the context object is shown as one of that object (recorded); no recording has a variable here.
 */
export function explainMiss(path: Path, root: Json | undefined): string {
  const { segments } = path;
  const shownPath = (shown: readonly Segment[]): string =>
    `$${path.variable ? `['${path.variable.name}']` : ''}${shown.map(shownSegment).join('')}`;
  if (root === undefined)
    return segments.length > 0 && path.variable
      ? `Missing property in path ${shownPath([])}`
      : `No results for path: ${shownPath(segments)}`;
  let values: Json[] = [root];
  for (const [i, segment] of segments.entries()) {
    const shown = shownPath(segments.slice(0, i));
    const isSeveral = segment.kind === 'member' && segment.names.length > 1 && i < segments.length - 1;
    if (isSeveral && values.some(isJsonObject))
      return `Multi properties can only be used as path leafs: ${shownPath(segments.slice(0, i + 1))}`;
    const wrong = values.map((value) => mistakeAt(segment, value, shown)).find((mistake) => mistake !== undefined);
    if (wrong !== undefined) return wrong;
    const next = values.flatMap((value) => nextValues(segment, value));
    if (next.length === 0 && i < segments.length - 1)
      return `Missing property in path ${shownPath(segments.slice(0, i + 1))}`;
    values = next;
  }
  return `No results for path: ${shownPath(segments)}`;
}

/** What is wrong with applying the segment to the value, apart from an absent member. */
function mistakeAt(segment: Segment, value: Json, shown: string): string | undefined {
  if (segment.kind === 'member')
    return isJsonObject(value) ? undefined : `Property ${shownSegment(segment)} not found in path ${shown}`;
  if (segment.kind !== 'index' && segment.kind !== 'slice' && segment.kind !== 'from-end') return undefined;
  if (value === null) return `The path ${shown} is null`;
  return isJsonArray(value)
    ? undefined
    : `Filter: ${shownSegment(segment)} can only be applied to arrays. Current context is: ${contextOf(value)}`;
}

const contextOf = (value: Json): string => (typeof value === 'string' ? value : stringifyJson(value));

function nextValues(segment: Segment, value: Json): Json[] {
  if (segment.kind === 'member')
    return segment.names.map((name) => memberStep(name)(value)).filter((child) => child !== undefined);
  if (segment.kind === 'index')
    return segment.indexes
      .map((index) => indexStep(index)(value) ?? null)
      .map((item) => (item === PAST_END ? null : item));
  if (isJsonArray(value)) return [...value];
  return segment.kind === 'wildcard' && isJsonObject(value) ? Object.values(value) : [value];
}

/** A segment in bracket notation, as Jayway prints paths. */
function shownSegment(segment: Segment): string {
  switch (segment.kind) {
    case 'member':
      return `[${segment.names.map((name) => `'${name}'`).join(', ')}]`;
    case 'index':
      return `[${segment.indexes.join(',')}]`;
    case 'slice':
      return `[${segment.from ?? ''}:${segment.to ?? ''}]`;
    case 'wildcard':
      return '[*]';
    case 'descendant':
      return '..';
    case 'filter':
      return '[?]';
    case 'from-end':
      return `[(@.length-${segment.distance})]`;
  }
}
