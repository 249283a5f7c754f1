/**
 * Segments that may find several values: each visits what it finds and hands it to the next. Jayway's peculiar rules
 * of what is a miss and what is passed over are kept (compared with version 2.0, whose messages AWS quotes).
 */
import { isJsonArray, isJsonObject, type Json, type JsonArray } from '../../json.ts';
import { EvaluationError } from '../problem.ts';
import { indexStep, memberStep, PAST_END, type Step } from './access.ts';
import { pickStep } from './definite.ts';
import { compileTest, type Test } from './filter.ts';
import type { Segment, SliceSegment } from './path.ts';

/** What one evaluation carries along: the document, and how much it may still visit. */
export interface Visitation {
  readonly root: Json;
  visitsLeft: number;
}

/** How a visit ended: `miss` is passed over by a wildcard, `invalid` by nobody. */
type Outcome = 'found' | 'miss' | 'invalid';
export type Visit = (value: Json, visitation: Visitation, found: Json[]) => Outcome;

const collect: Visit = (value, visitation, found) => {
  countVisit(visitation);
  found.push(value);
  return 'found';
};

function countVisit(visitation: Visitation): void {
  if (--visitation.visitsLeft < 0) throw new EvaluationError('States.Runtime', 'The JSONPath selects too many values.');
}

/** Compiles the segments of an indefinite path, last one first. */
export function compileSegments(segments: readonly Segment[]): Visit {
  let next = collect;
  for (let i = segments.length - 1; i >= 0; i--) {
    const segment = segments[i] as Segment;
    const isLast = i === segments.length - 1;
    if (segment.kind === 'descendant') continue;
    const isScanned = segments[i - 1]?.kind === 'descendant';
    const visit = compileSegment(segment, isLast, next);
    next = isScanned ? descend(fitting(segment), visit) : visit;
  }
  return next;
}

/** `isNeeded`: an absent member is a miss; elsewhere the path just finds nothing there. */
function compileSegment(segment: Segment, isNeeded: boolean, next: Visit): Visit {
  switch (segment.kind) {
    case 'member':
      if (segment.names.length === 1) return member(segment.names[0] ?? '', isNeeded, next);
      return isNeeded ? pick(segment.names, next) : () => 'invalid';
    case 'index':
      return ofArray((array, visitation, found) =>
        inTurn(segment.indexes, (index) => next(at(array, index), visitation, found)),
      );
    case 'from-end':
      return ofArray((array, visitation, found) => next(at(array, array.length - segment.distance), visitation, found));
    case 'slice':
      return slice(segment, next);
    case 'wildcard':
      return (value, visitation, found) =>
        inTurn(childrenOf(value), (child) => forgiving(next(child, visitation, found)));
    case 'filter':
      return filter(compileTest(segment.test), next);
    case 'descendant':
      return next;
  }
}

const forgiving = (outcome: Outcome): Outcome => (outcome === 'miss' ? 'found' : outcome);
const at = (array: JsonArray, index: number): Json => indexStep(index)(array) ?? PAST_END;

/** Visits one after the other until one does not end well. */
function inTurn<T>(items: readonly T[], visit: (item: T) => Outcome): Outcome {
  for (const item of items) {
    const outcome = visit(item);
    if (outcome !== 'found') return outcome;
  }
  return 'found';
}

function member(name: string, isNeeded: boolean, next: Visit): Visit {
  const step: Step = memberStep(name);
  return (value, visitation, found) => {
    if (!isJsonObject(value) || value === PAST_END) return 'miss';
    const child = step(value);
    if (child === undefined) return isNeeded ? 'miss' : 'found';
    return next(child, visitation, found);
  };
}

/** `['a','b']` at the end of a path. */
function pick(names: readonly string[], next: Visit): Visit {
  const step = pickStep(names);
  return (value, visitation, found) => {
    const picked = step(value);
    return picked === undefined ? 'miss' : next(picked, visitation, found);
  };
}

function ofArray(visit: (array: JsonArray, visitation: Visitation, found: Json[]) => Outcome): Visit {
  return (value, visitation, found) => {
    if (isJsonArray(value)) return visit(value, visitation, found);
    return value === null || value === PAST_END ? 'miss' : 'invalid';
  };
}

/** The bounds are read literally: with both given, negative ones are indexes outside the array. */
function slice({ from, to }: SliceSegment, next: Visit): Visit {
  return ofArray((array, visitation, found) => {
    if (array.length === 0) return 'found';
    const fromEnd = (bound: number): number => (bound < 0 ? Math.max(0, array.length + bound) : bound);
    const start = from === undefined ? 0 : to === undefined ? fromEnd(from) : from;
    const end = to === undefined ? array.length : Math.min(from === undefined ? fromEnd(to) : to, array.length);
    for (let i = Math.max(start, -MAX_OUTSIDE); i < end; i++) {
      const outcome = next(at(array, i), visitation, found);
      if (outcome !== 'found') return outcome;
    }
    return 'found';
  });
}

/** So many items before its beginning a slice may name. */
const MAX_OUTSIDE = 10_000;

/** A filter tests the items of an array; an object is tested itself, not its members. */
function filter(test: Test, next: Visit): Visit {
  return (value, visitation, found) => {
    if (typeof value !== 'object' || value === null || value === PAST_END) return 'invalid';
    return inTurn(isJsonArray(value) ? value : [value], (item) => {
      countVisit(visitation);
      return test(item, visitation.root) ? next(item, visitation, found) : 'found';
    });
  };
}

/** `..`: applies the visit to the value and to every container below it that it fits, outer ones first. */
function descend(fits: Fits, visit: Visit): Visit {
  const descendant: Visit = (value, visitation, found) => {
    if (typeof value !== 'object' || value === null || value === PAST_END) return 'found';
    countVisit(visitation);
    const outcome = fits(value, visitation) ? visit(value, visitation, found) : 'found';
    return outcome === 'found' ? inTurn(childrenOf(value), (child) => descendant(child, visitation, found)) : outcome;
  };
  return descendant;
}

type Fits = (value: Json, visitation: Visitation) => boolean;

function fitting(segment: Segment): Fits {
  switch (segment.kind) {
    case 'member':
      return (value) => isJsonObject(value) && segment.names.every((name) => Object.hasOwn(value, name));
    case 'index':
      // A short array has nothing at a far index, and is passed over.
      return (value) => isJsonArray(value) && segment.indexes.every((index) => index >= 0 && index < value.length);
    case 'filter': {
      // Each value below is tested itself, so that an item is not found again by way of its array.
      const test = compileTest(segment.test);
      return (value, visitation) => isJsonObject(value) && test(value, visitation.root);
    }
    case 'wildcard':
      return () => true;
    default:
      return isJsonArray;
  }
}

function childrenOf(value: Json): JsonArray {
  if (isJsonArray(value)) return value;
  return isJsonObject(value) && value !== PAST_END ? Object.values(value) : [];
}
