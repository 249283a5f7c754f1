/**
 * Reference paths, which name exactly one place: reading it, as ItemsPath does, and writing to it, as ResultPath does.
 * Only the touched spine is copied, so snapshots share the rest. What is not there is a conflict, told in other words
 * than the miss of a path: users of AWS report "Unable to apply step …" under the name States.ReferencePathConflict,
 * which the guide calls States.ResultPathMatchFailure.
 */
import { copyOfMembers, isJsonArray, isJsonObject, type Json, setMember, stringifyJson } from '../../json.ts';
import { EvaluationError } from '../problem.ts';
import type { PathScope } from '../scope.ts';
import { indexStep, memberStep, PAST_END, type Step } from './access.ts';
import { compilePath, compileRoot } from './compile.ts';
import { type Path, type Segment, shownInSentences } from './path.ts';

/** A reference path that is read. */
export interface CompiledReference {
  readonly evaluate: (scope: PathScope) => Json;
}

/**
 * Compiles the reading of a reference path; a path of another kind is read as any path. Never throws.
 *
 * @example compileReference('$.order.items').evaluate(scope)
 */
export function compileReference(text: string): CompiledReference {
  const compiled = compilePath(text);
  const { path } = compiled;
  if (!path?.isReference) return compiled;
  const rootOf = compileRoot(path);
  const steps = path.segments.map((segment) => ({ key: keyOf(segment), read: readerOf(segment) }));
  return {
    evaluate: (scope) => {
      const root = rootOf(scope);
      // A variable that nothing has assigned.
      if (root === undefined) return compiled.evaluate(scope);
      let value = root;
      for (const { key, read } of steps) {
        const next = read(value);
        if (next === undefined || next === PAST_END) throw conflict(path, root, key);
        value = next;
      }
      return value;
    },
  };
}

const keyOf = (segment: Segment): string | number | undefined =>
  segment.kind === 'member' ? segment.names[0] : segment.kind === 'index' ? segment.indexes[0] : undefined;

const readerOf = (segment: Segment): Step => {
  const key = keyOf(segment);
  return typeof key === 'number' ? indexStep(key) : memberStep(key ?? '');
};

/** The target with the value placed somewhere in it. */
export type Placement = (target: Json, value: Json) => Json;

/**
 * The target with the value placed at the path; missing objects on the way are made. Fails with
 * States.ReferencePathConflict where a value on the way is no container.
 *
 * @example setAtReferencePath({ a: 1 }, path('$.b.c'), 2) // { a: 1, b: { c: 2 } }
 */
export function setAtReferencePath(target: Json, path: Path, value: Json): Json {
  return compilePlacement(path)(target, value);
}

/** The same for many targets. */
export function compilePlacement(path: Path): Placement {
  const keys = path.segments.map(keyOf);
  const fail = (target: Json, key?: string | number): never => {
    throw conflict(path, target, key);
  };
  if (!path.isReference || path.root !== 'data') return (target) => fail(target);
  let place: Place | undefined;
  for (const key of (keys as (string | number)[]).reverse())
    place = typeof key === 'number' ? inItem(key, place) : ofName(key, place);
  if (!place) return (_, value) => value;
  const whole = place;
  return (target, value) => whole(target, value, target, fail);
}

/** Makes the part anew with the value in it; a failure shows `whole` and the step that cannot be made. */
type Place = (part: Json | undefined, value: Json, whole: Json, fail: Fail) => Json;
type Fail = (whole: Json, key: string | number) => never;

/** `below` places the value inside the item; without it the value is the item. */
function inItem(index: number, below: Place | undefined): Place {
  return (part, value, whole, fail) => {
    if (!isJsonArray(part) || index >= part.length) return fail(whole, index);
    const items = [...part];
    items[index] = below ? below(part[index], value, whole, fail) : value;
    return items;
  };
}

function ofName(key: string, below: Place | undefined): Place {
  if (isInherited(key)) return ofInheritedName(key, below);
  return below ? inMember(key, below) : asMember(key);
}

/** Names such as `constructor`: every object has them already, though they are no members of it. */
const isInherited = (key: string): boolean => key in Object.prototype;

function ofInheritedName(key: string, below: Place | undefined): Place {
  return (part, value, whole, fail) => {
    const members = copyOf(part) ?? fail(whole, key);
    const known = Object.hasOwn(members, key) ? members[key] : undefined;
    setMember(members, key, below ? below(known, value, whole, fail) : value);
    return members;
  };
}

/** The value is the member. */
function asMember(key: string): Place {
  return (part, value, whole, fail) => {
    const members = copyOf(part) ?? fail(whole, key);
    members[key] = value;
    return members;
  };
}

/** The value is placed in the member. A function apart: V8 remembers for each which names it looks up, and few is fast. */
function inMember(key: string, below: Place): Place {
  return (part, value, whole, fail) => {
    const members = copyOf(part) ?? fail(whole, key);
    members[key] = below(members[key], value, whole, fail);
    return members;
  };
}

/** The members of the part, for a new one; undefined where it can have none. */
function copyOf(part: Json | undefined): Record<string, Json> | undefined {
  if (part === undefined) return {};
  return isJsonObject(part) ? copyOfMembers(part) : undefined;
}

/** The path cannot be applied: reported for a scalar with the whole path, for an object or array with the step. */
function conflict(path: Path, target: Json, key: string | number | undefined): EvaluationError {
  const isContainer = isJsonObject(target) || isJsonArray(target);
  const what = isContainer && key !== undefined ? `step "${key}"` : `ReferencePath ${shownInSentences(path.text)}`;
  const sentence = `Unable to apply ${what} to input ${stringifyJson(target)}`;
  return new EvaluationError('States.ReferencePathConflict', sentence);
}
