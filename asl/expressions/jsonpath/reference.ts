/** Writing to a reference path: what ResultPath does. Only the touched spine is copied, so snapshots share the rest. */
import {
  copyOfMembers,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  setMember,
  stringifyJson,
} from '../../json.ts';
import { EvaluationError } from '../problem.ts';
import type { Path } from './path.ts';

/** The target with the value placed somewhere in it. */
export type Placement = (target: Json, value: Json) => Json;

/**
 * The target with the value placed at the path; missing objects on the way are made. Fails with
 * States.ResultPathMatchFailure where a value on the way is no container.
 *
 * @example setAtReferencePath({ a: 1 }, path('$.b.c'), 2) // { a: 1, b: { c: 2 } }
 */
export function setAtReferencePath(target: Json, path: Path, value: Json): Json {
  return compilePlacement(path)(target, value);
}

/** The same for many targets. */
export function compilePlacement(path: Path): Placement {
  const keys = path.segments.map((segment) =>
    segment.kind === 'member' ? segment.names[0] : segment.kind === 'index' ? segment.indexes[0] : undefined,
  );
  const fail = (target: Json): never => {
    throw mismatch(path, target);
  };
  if (!path.isReference || path.root !== 'data') return fail;
  let place: Place | undefined;
  for (const key of (keys as (string | number)[]).reverse())
    place = typeof key === 'number' ? inItem(key, place) : inMember(key, place);
  if (!place) return (_, value) => value;
  const whole = place;
  return (target, value) => whole(target, value, target, fail);
}

/** Makes the part anew with the value in it; `whole` is what the message of a failure shows. */
type Place = (part: Json | undefined, value: Json, whole: Json, fail: (whole: Json) => never) => Json;

/** `below` places the value inside the item; without it the value is the item. */
function inItem(index: number, below: Place | undefined): Place {
  return (part, value, whole, fail) => {
    if (!isJsonArray(part) || index >= part.length) return fail(whole);
    const items = [...part];
    items[index] = below ? below(part[index], value, whole, fail) : value;
    return items;
  };
}

function inMember(key: string, below: Place | undefined): Place {
  return (part, value, whole, fail) => {
    if (part !== undefined && !isJsonObject(part)) return fail(whole);
    const members = part === undefined ? {} : copyOfMembers(part);
    const placed = below ? below(ownMember(part, key), value, whole, fail) : value;
    if (key === '__proto__') setMember(members, key, placed);
    else members[key] = placed;
    return members;
  };
}

const ownMember = (object: JsonObject | undefined, key: string): Json | undefined =>
  object && Object.hasOwn(object, key) ? object[key] : undefined;

function mismatch(path: Path, target: Json): EvaluationError {
  const shown = stringifyJson(target);
  return new EvaluationError(
    'States.ResultPathMatchFailure',
    `Unable to apply ReferencePath ${path.text} to input ${shown}`,
  );
}
