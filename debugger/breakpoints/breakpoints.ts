/**
 * Breakpoints as the user has set them, put onto the places of the running definition: by line, by state name, and
 * for failures by filter. What a hit does (condition, count, message) is decided while running, not here.
 */
import { type Machine, pathOf, pointerOf, type State } from '#asl';
import { nearestName } from '#asl/nearest-name';
import type { Definition } from '../launch/definition.ts';
import { keyOf, type Place, placesOf } from '../launch/places.ts';
import type { Positions } from '../launch/positions.ts';
import { HIT_CONDITION_GRAMMAR, type HitCondition, parseHitCondition } from './hit-condition.ts';
import { type LogPart, parseLogMessage } from './log-message.ts';
import type { Watch } from './watch.ts';

/** What the user wants of a breakpoint beyond its place. */
export interface Wish {
  readonly condition?: string | undefined;
  readonly hitCondition?: string | undefined;
  readonly logMessage?: string | undefined;
}

/** A place with the text in which it is. */
export interface PlacedAt extends Place {
  readonly definition: Definition;
}

export interface Breakpoint {
  readonly id: number;
  readonly kind: 'line' | 'function' | 'data';
  readonly wish: Wish;
  /** Where it fires; empty when it could not be placed, and then `problem` says why. */
  readonly places: readonly PlacedAt[];
  readonly problem: string | undefined;
  readonly condition: string | undefined;
  readonly hitTest: HitCondition | undefined;
  readonly log: readonly LogPart[] | undefined;
  /** What a data breakpoint watches; it has no places. */
  readonly watch: Watch | undefined;
}

export interface LineWish extends Wish {
  /** Zero-based. */
  readonly line: number;
  readonly column?: number | undefined;
}

export interface NameWish extends Wish {
  readonly name: string;
}

/** Makes a breakpoint of a wish and the places that fit it. */
export function createBreakpoint(
  id: number,
  kind: Breakpoint['kind'],
  wish: Wish,
  places: readonly PlacedAt[],
  problem: string | undefined,
  watch?: Watch,
): Breakpoint {
  const hitTest = wish.hitCondition?.trim() ? parseHitCondition(wish.hitCondition) : undefined;
  const isBadCount = wish.hitCondition?.trim() && !hitTest ? HIT_CONDITION_GRAMMAR : undefined;
  return {
    id,
    kind,
    wish,
    places: isBadCount ? [] : places,
    problem: problem ?? isBadCount,
    condition: wish.condition?.trim() || undefined,
    hitTest,
    log: wish.logMessage ? parseLogMessage(wish.logMessage) : undefined,
    watch: isBadCount ? undefined : watch,
  };
}

/** The place that a line breakpoint moves to: on the line, else further down in the same state, else the state's name. */
export function placeOnLine(machine: Machine, positions: Positions, line: number, column?: number): Place | undefined {
  const state = stateOnLine(machine, positions, line);
  if (!state) return undefined;
  const places = placesOf(state);
  const lineOf = (place: Place): number => positions.lineOf(place.range.start);
  const here = places.filter((place) => lineOf(place) === line);
  if (column !== undefined) {
    const behind = here.find((place) => positions.columnOf(place.range.start) >= column);
    return behind ?? here.at(-1) ?? places[0];
  }
  return here[0] ?? enclosing(places, positions, line) ?? places.find((place) => lineOf(place) > line) ?? places[0];
}

/** Inside a retrier, catcher or choice rule the whole of it is meant. */
function enclosing(places: readonly Place[], positions: Positions, line: number): Place | undefined {
  return places.find(
    ({ occasion, range }) =>
      (occasion.kind === 'retrier' || occasion.kind === 'catcher' || occasion.kind === 'choice') &&
      positions.lineOf(range.start) <= line &&
      line <= positions.lineOf(range.end),
  );
}

/** The innermost state with text on the line; of several on one line the first. */
function stateOnLine(machine: Machine, positions: Positions, line: number): State | undefined {
  const holds = (state: State): boolean =>
    positions.lineOf(state.property.start) <= line && line <= positions.lineOf(state.property.end);
  let states: readonly State[] = machine.scope.states;
  let found: State | undefined;
  for (let inner = states.find(holds); inner; inner = states.find(holds)) {
    // A container whose own name stands on the line is meant itself, also when everything is on one line.
    found = inner;
    if (positions.lineOf(inner.key.start) === line) return found;
    states = inner.scopes.flatMap((scope) => scope.states);
  }
  return found;
}

/** All places on the lines from `first` to `last`, zero-based, both included. */
export function placesOnLines(machine: Machine, positions: Positions, first: number, last: number): readonly Place[] {
  const isIn = (place: Place): boolean => {
    const line = positions.lineOf(place.range.start);
    return line >= first && line <= last;
  };
  const overlaps = (state: State): boolean =>
    positions.lineOf(state.property.start) <= last && positions.lineOf(state.property.end) >= first;
  return machine.states.filter(overlaps).flatMap((state) => placesOf(state).filter(isIn));
}

/** The states that a name means: `Ship`, `Fan out/Ship`, with `*` for any text; and what was meant where none fits. */
export function statesNamed(
  machine: Machine,
  name: string,
): { readonly states: readonly State[]; readonly problem: string | undefined } {
  const wanted = name.trim();
  const pattern = wanted.includes('*')
    ? new RegExp(`^${wanted.split('*').map(escapeRegExp).join('.*')}$`, 's')
    : undefined;
  const fits = (text: string): boolean => (pattern ? pattern.test(text) : text === wanted);
  const states = machine.states.filter((state) => namesOf(state).some(fits));
  if (states.length > 0) return { states, problem: undefined };
  const nearest = nearestName(wanted, machine.states.flatMap(namesOf));
  const hint = nearest === undefined ? '' : ` Did you mean '${nearest}'?`;
  return {
    states,
    problem: pattern ? `No state has a name like '${wanted}'.` : `There is no state '${wanted}'.${hint}`,
  };
}

/** The names under which a state can be meant: `Ship`, `Fan out/Ship`, … */
export function namesOf(state: State): readonly string[] {
  const path = pathOf(state).map((part) => part.name);
  return path.map((_, index) => path.slice(path.length - 1 - index).join('/'));
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The place at which a state is entered. */
export function entryOf(state: State): Place {
  return { state, pointer: pointerOf(state.node), occasion: { kind: 'phase', phase: 'enter' }, range: state.key };
}

/** Breakpoints by what they wait for, so that a step without one costs a single look-up. */
export function indexBreakpoints(breakpoints: Iterable<Breakpoint>): ReadonlyMap<string, readonly Breakpoint[]> {
  const index = new Map<string, Breakpoint[]>();
  for (const breakpoint of breakpoints) {
    for (const { pointer, occasion } of breakpoint.places) {
      const key = keyOf(pointer, occasion);
      const list = index.get(key);
      if (list) list.push(breakpoint);
      else index.set(key, [breakpoint]);
    }
  }
  return index;
}
