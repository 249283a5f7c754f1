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
}

export interface Place {
  readonly names: ReadonlyMap<string, Local>;
  readonly frame: FrameLayout;
  /** At least the library's nesting inside the function. */
  readonly depth: number;
  /** Names that a block around the node binds further on, with the block's function. */
  readonly pending: ReadonlyMap<string, number>;
  /** The node is evaluated for each item in the same frame: a function that is made there would see the last one's. */
  readonly isRepeated: boolean;
  /** The call that a function ends with is left to the caller, so that a loop of calls needs no stack. */
  readonly leavesCalls: boolean;
}

export const rootPlace = (): Place => ({
  names: new Map(),
  frame: { level: 0, size: 1, deepest: 0 },
  depth: 1,
  pending: new Map(),
  isRepeated: false,
  leavesCalls: false,
});

/** The place of a node's children. */
export const below = (place: Place, levels = 1): Place => ({ ...place, depth: place.depth + levels });

export const repeated = (place: Place): Place => ({ ...place, depth: place.depth + 1, isRepeated: true });

/** A new variable of the function. */
export function bind(names: Map<string, Local>, name: string, frame: FrameLayout): Local {
  const local = { level: frame.level, at: frame.size++ };
  names.set(name, local);
  return local;
}

/** Whether the name may be bound by the time that a function which is made here is called. */
export const isPending = ({ pending, frame }: Place, name: string): boolean =>
  (pending.get(name) ?? Number.POSITIVE_INFINITY) < frame.level;

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
