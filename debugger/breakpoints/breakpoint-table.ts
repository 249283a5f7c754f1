/**
 * What the user has set: breakpoints by file and by name, and filters for failures, as wishes that are put onto a
 * definition whenever one is loaded. Ids stay with a wish, so that a restart does not lose what the client shows.
 */

import type { Definition } from '../launch/definition.ts';
import {
  type Breakpoint,
  createBreakpoint,
  entryOf,
  indexBreakpoints,
  type LineWish,
  type NameWish,
  placeOnLine,
  statesNamed,
  type Wish,
} from './breakpoints.ts';
import { parseWatch } from './watch.ts';

/** When to stop for a failure: before Retry, when it is retried, caught, or ends the execution. */
export const FILTERS = ['raised', 'retried', 'caught', 'uncaught'] as const;
export type FilterName = (typeof FILTERS)[number];

export interface ExceptionFilter {
  readonly name: FilterName;
  /** Error names or globs; empty means every error. */
  readonly errors: readonly string[];
}

/** A data breakpoint as the client sets it. */
export interface DataWish extends Wish {
  /** What `dataBreakpointInfo` has given, or the client has kept. */
  readonly dataId: string;
  readonly accessType?: string | undefined;
}

/** The text that was made of the definition, where it is set like a file. */
export const GENERATED = 'generated';

const NO_DEFINITION = 'The breakpoint is placed when the execution starts.';
const OTHER_FILE = 'This file is not the state machine that is being debugged.';
const NO_STATE = 'There is no state on this line. Set the breakpoint on a state or inside one.';

export class BreakpointTable {
  filters: readonly ExceptionFilter[] = [{ name: 'uncaught', errors: [] }];
  #lines = new Map<string, readonly LineEntry[]>();
  #names: readonly NameEntry[] = [];
  #data: readonly DataEntry[] = [];
  #watching: readonly Breakpoint[] = [];
  #index: ReadonlyMap<string, readonly Breakpoint[]> = new Map();
  #lastId = 0;

  /** Breakpoints by the key of what they wait for. */
  get index(): ReadonlyMap<string, readonly Breakpoint[]> {
    return this.#index;
  }

  /** All line breakpoints of a file; `isSource` where it is the definition that runs. */
  setLines(
    definition: Definition | undefined,
    isSource: boolean,
    source: string,
    wishes: readonly LineWish[],
  ): readonly Breakpoint[] {
    const old = this.#lines.get(source) ?? [];
    const entries = wishes.map((wish) => ({
      wish,
      breakpoint: bindLine(this.#idFor(old, wish), definition, isSource, wish),
    }));
    this.#lines.set(source, entries);
    this.#reindex();
    return entries.map(({ breakpoint }) => breakpoint);
  }

  setNames(definition: Definition | undefined, wishes: readonly NameWish[]): readonly Breakpoint[] {
    const old = this.#names;
    this.#names = wishes.map((wish) => ({ wish, breakpoint: bindName(this.#idFor(old, wish), definition, wish) }));
    this.#reindex();
    return this.#names.map(({ breakpoint }) => breakpoint);
  }

  /** Data breakpoints that watch something. */
  get watching(): readonly Breakpoint[] {
    return this.#watching;
  }

  /** All data breakpoints; what they watch is named by text, so that they hold for any definition. */
  setData(wishes: readonly DataWish[]): readonly Breakpoint[] {
    const old = this.#data;
    this.#data = wishes.map((wish) => ({ wish, breakpoint: bindData(this.#idFor(old, wish), wish) }));
    const all = this.#data.map(({ breakpoint }) => breakpoint);
    this.#watching = all.filter(({ watch }) => watch !== undefined);
    return all;
  }

  /** Puts all wishes onto another text. */
  rebind(definition: Definition, isSource: (source: string) => boolean, generated?: Definition): readonly Breakpoint[] {
    for (const [source, entries] of this.#lines) {
      const isGenerated = source === GENERATED;
      const own = isGenerated ? generated !== undefined : isSource(source);
      const text = isGenerated ? (generated ?? definition) : definition;
      const rebound = entries.map(({ wish, breakpoint }) => ({
        wish,
        breakpoint: bindLine(breakpoint.id, text, own, wish),
      }));
      this.#lines.set(source, rebound);
    }
    this.#names = this.#names.map(({ wish, breakpoint }) => ({
      wish,
      breakpoint: bindName(breakpoint.id, definition, wish),
    }));
    this.#reindex();
    return this.#all((source) => source !== GENERATED);
  }

  #all(isMeant: (source: string) => boolean = () => true): readonly Breakpoint[] {
    const lines = [...this.#lines].flatMap(([source, entries]) => (isMeant(source) ? entries : []));
    return [...lines, ...this.#names].map(({ breakpoint }) => breakpoint);
  }

  #reindex(): void {
    this.#index = indexBreakpoints(this.#all());
  }

  /** A wish that was there before keeps its id, and so its hits. */
  #idFor<W>(old: readonly { readonly wish: W; readonly breakpoint: Breakpoint }[], wish: W): number {
    const text = JSON.stringify(wish);
    return old.find((entry) => JSON.stringify(entry.wish) === text)?.breakpoint.id ?? ++this.#lastId;
  }
}

interface LineEntry {
  readonly wish: LineWish;
  readonly breakpoint: Breakpoint;
}

interface NameEntry {
  readonly wish: NameWish;
  readonly breakpoint: Breakpoint;
}

interface DataEntry {
  readonly wish: DataWish;
  readonly breakpoint: Breakpoint;
}

const NO_WATCH = 'This names neither a variable nor a path into the data of the states.';
const ONLY_WRITES = 'Only writing can be watched: reading leaves no trace in an execution.';

function bindData(id: number, wish: DataWish): Breakpoint {
  const watch = parseWatch(wish.dataId);
  const problem = watch ? (wish.accessType === 'read' ? ONLY_WRITES : undefined) : NO_WATCH;
  return createBreakpoint(id, 'data', wish, [], problem, problem === undefined ? watch : undefined);
}

function bindLine(id: number, definition: Definition | undefined, isSource: boolean, wish: LineWish): Breakpoint {
  if (!definition) return createBreakpoint(id, 'line', wish, [], NO_DEFINITION);
  if (!isSource) return createBreakpoint(id, 'line', wish, [], OTHER_FILE);
  const place = placeOnLine(definition.machine, definition.positions, wish.line, wish.column);
  return createBreakpoint(id, 'line', wish, place ? [place] : [], place ? undefined : NO_STATE);
}

function bindName(id: number, definition: Definition | undefined, wish: NameWish): Breakpoint {
  if (!definition) return createBreakpoint(id, 'function', wish, [], NO_DEFINITION);
  const { states, problem } = statesNamed(definition.machine, wish.name);
  return createBreakpoint(id, 'function', wish, states.map(entryOf), problem);
}
