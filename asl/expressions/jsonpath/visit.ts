/** Segments that may find several values: each visits what it finds and hands it to the next. */
import { isJsonArray, isJsonObject, type Json, type JsonArray, type JsonObject, setMember } from '../../json.ts';
import { EvaluationError } from '../problem.ts';
import { indexStep, memberStep, PAST_END } from './access.ts';
import { compileReader } from './compile.ts';
import { compileTest } from './filter.ts';
import { PATH_FUNCTION_TABLE, PATH_FUNCTIONS } from './functions.ts';
import type { FunctionSegment, Segment, SliceSegment } from './path.ts';

/** What one evaluation carries along: the document, and how much it may still visit. */
export interface Visitation {
  readonly root: Json;
  visitsLeft: number;
}
export type Visit = (value: Json, visitation: Visitation, found: Json[]) => void;

const collect: Visit = (value, visitation, found) => {
  countVisit(visitation);
  found.push(value);
};

function countVisit(visitation: Visitation): void {
  if (--visitation.visitsLeft < 0) throw new EvaluationError('States.Runtime', 'The JSONPath selects too many values.');
}

/** Compiles the segments of a path, last one first. */
export function compileSegments(segments: readonly Segment[]): Visit {
  let next = collect;
  for (let i = segments.length - 1; i >= 0; i--) {
    const segment = segments[i] as Segment;
    if (segment.kind === 'function') return compileFunction(segment, compileSegments(segments.slice(0, i)), next);
    const isLast = i === segments.length - 1;
    if (segments[i - 1]?.kind === 'descendant') {
      next = descend(compileSegment(segment, isLast, next), segment.kind === 'index');
      i--;
    } else next = segment.kind === 'descendant' ? descend(next, false) : compileSegment(segment, isLast, next);
  }
  return next;
}

/** A function takes what the path before it found: the value itself, or the list. */
function compileFunction(segment: FunctionSegment, before: Visit, next: Visit): Visit {
  const name = PATH_FUNCTIONS.find((f) => f === segment.name);
  const args = segment.args.map((arg) => ('kind' in arg ? () => arg.value as Json : compileReader(arg)));
  return (value, visitation, found) => {
    const values: Json[] = [];
    before(value, visitation, values);
    const subject = values.length === 1 && values[0] !== undefined ? values[0] : values;
    const result =
      name &&
      PATH_FUNCTION_TABLE[name](
        subject,
        args.map((arg) => arg(visitation.root) ?? null),
      );
    if (result !== undefined) next(result, visitation, found);
  };
}

function compileSegment(segment: Segment, isLast: boolean, next: Visit): Visit {
  switch (segment.kind) {
    case 'member':
      if (segment.names.length === 1) return one(memberStep(segment.names[0] ?? ''), next);
      return isLast ? pick(segment.names, next) : each(segment.names.map((name) => one(memberStep(name), next)));
    case 'index':
      return each(segment.indexes.map((index) => one(indexStep(index), next)));
    case 'from-end':
      return one((value) => (isJsonArray(value) ? indexStep(value.length - segment.distance)(value) : undefined), next);
    case 'slice':
      return slice(segment, next);
    case 'wildcard':
      return (value, visitation, found) => {
        for (const child of childrenOf(value)) next(child, visitation, found);
      };
    case 'filter':
      return filter(compileTest(segment.test), next);
    default:
      return next;
  }
}

const each =
  (visits: readonly Visit[]): Visit =>
  (value, visitation, found) => {
    for (const visit of visits) visit(value, visitation, found);
  };

const one =
  (step: (value: Json) => Json | undefined, next: Visit): Visit =>
  (value, visitation, found) => {
    if (value === PAST_END) return;
    const child = step(value);
    if (child !== undefined) next(child, visitation, found);
  };

/** `['a','b']` at the end of a path: one object with the members that exist. */
const pick =
  (names: readonly string[], next: Visit): Visit =>
  (value, visitation, found) => {
    if (!isJsonObject(value)) return;
    const picked: Record<string, Json> = {};
    for (const name of names) if (Object.hasOwn(value, name)) setMember(picked, name, value[name] as Json);
    next(picked, visitation, found);
  };

/** Jayway reads the bounds literally: with both given, a negative end after a positive start selects nothing. */
function slice({ from, to }: SliceSegment, next: Visit): Visit {
  return (value, visitation, found) => {
    if (!isJsonArray(value)) return;
    const start = Math.max(from === undefined ? 0 : from < 0 ? value.length + from : from, 0);
    const end = Math.min(to === undefined ? value.length : to < 0 ? value.length + to : to, value.length);
    for (let i = start; i < end; i++) next(value[i] as Json, visitation, found);
  };
}

/** A filter tests the items of an array; an object is tested itself, not its members. */
function filter(test: (item: Json, visitation: Visitation) => boolean, next: Visit): Visit {
  return (value, visitation, found) => {
    for (const item of isJsonArray(value) ? value : isJsonObject(value) ? [value] : []) {
      countVisit(visitation);
      if (test(item, visitation)) next(item, visitation, found);
    }
  };
}

/** `..`: applies the visit to the value and to every container below it, outer ones first. */
function descend(visit: Visit, skipsMisses: boolean): Visit {
  const descendant: Visit = (value, visitation, found) => {
    if (typeof value !== 'object' || value === null || value === PAST_END) return;
    countVisit(visitation);
    const before = found.length;
    visit(value, visitation, found);
    if (skipsMisses) dropPastEnd(found, before);
    for (const child of childrenOf(value)) descendant(child, visitation, found);
  };
  return descendant;
}

/** `$..[5]` asks every array below: the short ones have no say. */
function dropPastEnd(found: Json[], from: number): void {
  for (let i = found.length - 1; i >= from; i--) if (found[i] === PAST_END) found.splice(i, 1);
}

function childrenOf(value: Json): JsonArray {
  if (isJsonArray(value)) return value;
  return isJsonObject(value) ? Object.values(value as JsonObject) : [];
}
