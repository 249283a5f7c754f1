/**
 * What the user has set: breakpoints by file and by name, and filters for failures, as wishes that are put onto a
 * definition whenever one is loaded. Ids stay with a wish, so that a restart does not lose what the client shows.
 */

import type { Definition } from '../launch/definition.ts';
import type { Place } from '../launch/places.ts';
import { wholePointer } from '../nested/numbering.ts';
import {
  type Breakpoint,
  createBreakpoint,
  entryOf,
  indexBreakpoints,
  type LineWish,
  type NameWish,
  type PlacedAt,
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

/** A text that runs and can have breakpoints: a file, or JSON that was made of it. */
export interface BreakpointText {
  readonly definition: Definition;
  /** The key of the machine where a task starts it; empty for the outermost one. */
  readonly machine: string;
  /** Whether line breakpoints that are set for a source are meant for it. */
  readonly isSource: (source: string) => boolean;
  /** The same machine is among the texts as its file already. */
  readonly isTwin: boolean;
}

/** What stands for a text in no file, by the number that the client has for it. */
export const generatedSource = (reference: number): string => `generated ${reference}`;

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
  /** What runs; undefined before the first start. */
  #texts: readonly BreakpointText[] | undefined;

  /** Breakpoints by the key of what they wait for. */
  get index(): ReadonlyMap<string, readonly Breakpoint[]> {
    return this.#index;
  }

  /** All line breakpoints of a file. */
  setLines(source: string, wishes: readonly LineWish[]): readonly Breakpoint[] {
    const old = this.#lines.get(source) ?? [];
    const entries = wishes.map((wish) => ({
      wish,
      breakpoint: this.#bindLine(this.#idFor(old, wish), source, wish),
    }));
    this.#lines.set(source, entries);
    this.#reindex();
    return entries.map(({ breakpoint }) => breakpoint);
  }

  /** True where line breakpoints of a source are those of something that runs. */
  runs(source: string): boolean {
    return this.#texts?.some(({ isSource }) => isSource(source)) === true;
  }

  setNames(wishes: readonly NameWish[]): readonly Breakpoint[] {
    const old = this.#names;
    this.#names = wishes.map((wish) => ({ wish, breakpoint: this.#bindName(this.#idFor(old, wish), wish) }));
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

  /** Nothing stops any more. */
  clear(): void {
    this.filters = [];
    this.#lines.clear();
    this.setNames([]);
    this.setData([]);
  }

  /** Puts all wishes onto other texts. */
  rebind(texts: readonly BreakpointText[]): readonly Breakpoint[] {
    this.#texts = texts;
    for (const [source, entries] of this.#lines) {
      const rebound = entries.map(({ wish, breakpoint }) => ({
        wish,
        breakpoint: this.#bindLine(breakpoint.id, source, wish),
      }));
      this.#lines.set(source, rebound);
    }
    this.#names = this.#names.map(({ wish, breakpoint }) => ({
      wish,
      breakpoint: this.#bindName(breakpoint.id, wish),
    }));
    this.#reindex();
    return this.#all();
  }

  #all(): readonly Breakpoint[] {
    return [...[...this.#lines.values()].flat(), ...this.#names].map(({ breakpoint }) => breakpoint);
  }

  /** In a file of which several machines are made, the breakpoint is in all of them. */
  #bindLine(id: number, source: string, wish: LineWish): Breakpoint {
    if (!this.#texts) return createBreakpoint(id, 'line', wish, [], NO_DEFINITION);
    const texts = this.#texts.filter(({ isSource }) => isSource(source));
    if (texts.length === 0) return createBreakpoint(id, 'line', wish, [], this.#otherFile(source));
    const places = texts.flatMap(({ definition, machine }) => {
      const place = placeOnLine(definition.machine, definition.positions, wish.line, wish.column);
      return place ? [placeIn(definition, machine, place)] : [];
    });
    return createBreakpoint(id, 'line', wish, places, places.length > 0 ? undefined : NO_STATE);
  }

  /** What was made of a template has lines of its own. */
  #otherFile(source: string): string {
    const made = this.#texts?.find(({ definition }) => definition.file.startsWith(`${source}#`));
    return made
      ? `The machine of this template runs as a text of its own, '${made.definition.name}'. Set the breakpoint there, or on the name of a state.`
      : OTHER_FILE;
  }

  /** A name means the states of all machines that have it. */
  #bindName(id: number, wish: NameWish): Breakpoint {
    if (!this.#texts) return createBreakpoint(id, 'function', wish, [], NO_DEFINITION);
    const texts = this.#texts.filter(({ isTwin }) => !isTwin);
    const found = texts.map((text) => ({ ...text, ...statesNamed(text.definition.machine, wish.name) }));
    const places = found.flatMap(({ definition, machine, states }) =>
      states.map((state) => placeIn(definition, machine, entryOf(state))),
    );
    return createBreakpoint(id, 'function', wish, places, places.length > 0 ? undefined : found[0]?.problem);
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

const placeIn = (definition: Definition, machine: string, place: Place): PlacedAt => ({
  ...place,
  definition,
  pointer: machine === '' ? place.pointer : wholePointer(machine, place.pointer),
});
