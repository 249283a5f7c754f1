/** Writing to a reference path: what ResultPath does. Only the touched spine is copied, so snapshots share the rest. */
import { isJsonArray, isJsonObject, type Json, setMember } from '../../json.ts';
import { EvaluationError } from '../problem.ts';
import type { Path } from './path.ts';

/**
 * The target with the value placed at the path; missing objects on the way are made. Fails with
 * States.ResultPathMatchFailure where a value on the way is no container.
 *
 * @example setAtReferencePath({ a: 1 }, path('$.b.c'), 2) // { a: 1, b: { c: 2 } }
 */
export function setAtReferencePath(target: Json, path: Path, value: Json): Json {
  const keys = path.segments.map((segment) =>
    segment.kind === 'member' ? segment.names[0] : segment.kind === 'index' ? segment.indexes[0] : undefined,
  );
  if (!path.isReference || path.root !== 'data') throw mismatch(path, target);
  return place(target, keys as (string | number)[], 0, value, () => mismatch(path, target));
}

function mismatch(path: Path, target: Json): EvaluationError {
  const shown = JSON.stringify(target);
  return new EvaluationError(
    'States.ResultPathMatchFailure',
    `Unable to apply ReferencePath ${path.text} to input ${shown}`,
  );
}

function place(
  target: Json | undefined,
  keys: readonly (string | number)[],
  depth: number,
  value: Json,
  fail: () => EvaluationError,
): Json {
  const key = keys[depth];
  if (key === undefined) return value;
  if (typeof key === 'number') {
    if (!isJsonArray(target) || key >= target.length) throw fail();
    const items = [...target];
    items[key] = place(target[key], keys, depth + 1, value, fail);
    return items;
  }
  if (target !== undefined && !isJsonObject(target)) throw fail();
  const members: Record<string, Json> = { ...target };
  const old = target && Object.hasOwn(target, key) ? target[key] : undefined;
  setMember(members, key, place(old, keys, depth + 1, value, fail));
  return members;
}
