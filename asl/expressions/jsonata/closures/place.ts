/**
 * Where a node stands while the tree is compiled: which variables it may read, in which function, and how deeply the
 * library is nested there. What a name means is known from the text alone; where it is not, nothing is compiled.
 */
import type { JsonataNode } from '../library.ts';
import type { Closure } from './values.ts';

/** Thrown inside the compilation for a node that only the library knows. */
export const UNSUPPORTED: unique symbol = Symbol('unsupported');

export function unsupported(): never {
  throw UNSUPPORTED;
}

/** Nesting up to which the library's own count, which ends at 100, cannot be reached. */
export const MAX_NESTING = 90;

/** The variables of a function: how many there are, behind the frame of the function around it. */
export interface FrameLayout {
  /** How many functions stand around it. */
  readonly level: number;
  size: number;
  /** The deepest nesting inside the function. */
  deepest: number;
}

/** A variable: the level of its function, and its place in that function's frame. */
export interface Local {
  readonly level: number;
  readonly at: number;
  /** It may not be bound yet when it is read. */
  readonly isEarly?: boolean;
}

/** The names of a block or of a function's parameters. Looking outwards, and never copying, keeps large blocks cheap. */
export interface NameScope {
  /** The function around it. */
  readonly frame: FrameLayout;
  readonly locals: Map<string, Local>;
  /** What the block binds further on. */
  readonly pending: Set<string>;
  /** Variables of these that a function reads which is made before. */
  readonly early: Map<string, Local>;
  readonly outer: NameScope | undefined;
}

export const nameScope = (
  frame: FrameLayout,
  outer: NameScope | undefined,
  pending = new Set<string>(),
): NameScope => ({
  frame,
  locals: new Map(),
  pending,
  early: new Map(),
  outer,
});

/** Closures of paths that many expressions of a machine hold, by the path: what all use is at hand. */
export type SharedPaths = Map<string, Closure>;

export interface Place {
  readonly shared: SharedPaths;
  readonly names: NameScope | undefined;
  readonly frame: FrameLayout;
  /** At least the library's nesting inside the function. */
  readonly depth: number;
  /** The node is evaluated for each item in the same frame: a function that is made there would see the last one's. */
  readonly isRepeated: boolean;
  /** The call that a function ends with is left to the caller, so that a loop of calls needs no stack. */
  readonly leavesCalls: boolean;
  /** The node is the whole of a function. */
  readonly isBody: boolean;
}

export const rootPlace = (shared: SharedPaths): Place => ({
  shared,
  names: undefined,
  frame: { level: 0, size: 1, deepest: 0 },
  depth: 1,
  isRepeated: false,
  leavesCalls: false,
  isBody: false,
});

/** The variable of the expression that a name means; undefined where it means one of the machine, or a function. */
export function findLocal({ names, frame }: Place, name: string): Local | undefined {
  for (let scope = names; scope; scope = scope.outer) {
    const local = scope.locals.get(name);
    if (local) return local;
    // By the time that a function which is made here is called, the block may have bound the name, or not.
    if (scope.frame.level < frame.level && scope.pending.has(name)) return earlyLocal(scope, name);
  }
  return undefined;
}

/** The place of a node's children. */
export const below = (place: Place, levels = 1): Place => ({ ...place, depth: place.depth + levels, isBody: false });

export const repeated = (place: Place): Place => ({
  ...place,
  depth: place.depth + 1,
  isRepeated: true,
  isBody: false,
});

function earlyLocal(scope: NameScope, name: string): Local {
  const { early, frame } = scope;
  const local = early.get(name) ?? { level: frame.level, at: frame.size++, isEarly: true };
  early.set(name, local);
  return local;
}

/** A variable of the function. What the block binds again stays the same, for functions that were made in between. */
export function bind({ frame, locals, pending, early }: NameScope, name: string): Local {
  pending.delete(name);
  const known = locals.get(name);
  if (known) return known;
  const local = { level: frame.level, at: early.get(name)?.at ?? frame.size++ };
  locals.set(name, local);
  return local;
}

/** Compiles the nodes inside a node. */
export type Compile = (node: JsonataNode, place: Place) => Closure;

/** What every node may carry: `predicate`, `group` and `keepArray` are compiled for all of them. */
const COMMON: ReadonlySet<string> = new Set(['type', 'value', 'position', 'start', 'predicate', 'stages']);
const AROUND: ReadonlySet<string> = new Set([...COMMON, 'group', 'keepArray']);

/** Refuses a node with members that are not listed: nothing that is written may be overlooked. */
export function only(node: JsonataNode, ...keys: readonly string[]): void {
  for (const key of Object.keys(node))
    if (!AROUND.has(key) && !keys.includes(key) && (node as unknown as Record<string, unknown>)[key] !== undefined)
      unsupported();
}
