/** Why a definite path finds nothing, in Jayway's words, which AWS quotes. Computed only when a state fails. */
import { isJsonArray, isJsonObject, type Json, stringifyJson } from '../../json.ts';
import { indexStep, memberStep, PAST_END } from './access.ts';
import type { Path, Segment } from './path.ts';

/** The reason for a miss: `No results for path: $['a']['b']`. */
export function explainMiss(path: Path, root: Json | undefined): string {
  let shown = '$';
  let value = root;
  if (value === undefined) return `No results for path: ${shownPath(path)}`;
  for (const [i, segment] of path.segments.entries()) {
    const next = stepOf(segment, value as Json);
    if (segment.kind === 'member') {
      if (!isJsonObject(value))
        return `Expected to find an object with property ${shownSegment(segment)} in path ${shown} but found '${kindOf(value)}'.`;
      shown += shownSegment(segment);
      if (next === undefined && i < path.segments.length - 1) return `Missing property in path ${shown}`;
    } else if (segment.kind === 'index') {
      if (value === null) return `The path ${shown} is null`;
      if (!isJsonArray(value))
        return `Filter: ${shownSegment(segment)} can only be applied to arrays. Current context is: ${stringifyJson(value as Json)}`;
      shown += shownSegment(segment);
    }
    if (next === undefined) break;
    value = next === PAST_END ? null : next;
  }
  return `No results for path: ${shownPath(path)}`;
}

function stepOf(segment: Segment, value: Json): Json | undefined {
  if (segment.kind === 'member' && segment.names.length === 1) return memberStep(segment.names[0] ?? '')(value);
  return segment.kind === 'index' && segment.indexes.length === 1
    ? indexStep(segment.indexes[0] ?? 0)(value)
    : undefined;
}

function kindOf(value: Json | undefined): string {
  return value === null || value === undefined ? 'null' : isJsonArray(value) ? 'array' : typeof value;
}

const shownPath = (path: Path): string => `$${path.segments.map(shownSegment).join('')}`;

/** A segment in bracket notation, as Jayway prints paths. */
function shownSegment(segment: Segment): string {
  switch (segment.kind) {
    case 'member':
      return `[${segment.names.map((name) => `'${name}'`).join(',')}]`;
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
    case 'function':
      return `.${segment.name}()`;
  }
}
