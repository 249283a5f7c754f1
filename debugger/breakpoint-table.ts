/**
 * What the user has set: breakpoints by file and by name, and filters for failures, as wishes that are put onto a
 * definition whenever one is loaded. Ids stay with a wish, so that a restart does not lose what the client shows.
 */
import {
  type Breakpoint,
  createBreakpoint,
  entryOf,
  indexBreakpoints,
  type LineWish,
  type NameWish,
  placeOnLine,
  statesNamed,
} from './breakpoints.ts';
import type { Definition } from './definition.ts';

/** When to stop for a failure: before Retry, when it is retried, caught, or ends the execution. */
export const FILTERS = ['raised', 'retried', 'caught', 'uncaught'] as const;
export type FilterName = (typeof FILTERS)[number];

export interface ExceptionFilter {
  readonly name: FilterName;
  /** Error names or globs; empty means every error. */
  readonly errors: readonly string[];
}

export interface BreakpointTable {
  readonly all: Iterable<Breakpoint>;
  /** Breakpoints by the key of what they wait for. */
  readonly index: ReadonlyMap<string, readonly Breakpoint[]>;
  filters: readonly ExceptionFilter[];
  setLines(
    definition: Definition | undefined,
    isSource: boolean,
    source: string,
    wishes: readonly LineWish[],
  ): readonly Breakpoint[];
  setNames(definition: Definition | undefined, wishes: readonly NameWish[]): readonly Breakpoint[];
  /** Puts all wishes onto another text. */
  rebind(definition: Definition, isSource: (source: string) => boolean): readonly Breakpoint[];
}

const NO_DEFINITION = 'The breakpoint is placed when the execution starts.';
const OTHER_FILE = 'This file is not the state machine that is being debugged.';
const NO_STATE = 'There is no state on this line. Set the breakpoint on a state or inside one.';

export function createBreakpointTable(): BreakpointTable {
  const lines = new Map<string, readonly LineEntry[]>();
  let names: readonly NameEntry[] = [];
  let index: ReadonlyMap<string, readonly Breakpoint[]> = new Map();
  let lastId = 0;

  const all = function* (): Iterable<Breakpoint> {
    for (const entries of lines.values()) for (const { breakpoint } of entries) yield breakpoint;
    for (const { breakpoint } of names) yield breakpoint;
  };
  const reindex = (): void => {
    index = indexBreakpoints(all());
  };
  const idFor = <W>(old: readonly { readonly wish: W; readonly breakpoint: Breakpoint }[], wish: W): number => {
    const text = JSON.stringify(wish);
    return old.find((entry) => JSON.stringify(entry.wish) === text)?.breakpoint.id ?? ++lastId;
  };

  return {
    get all() {
      return all();
    },
    get index() {
      return index;
    },
    filters: [{ name: 'uncaught', errors: [] }],
    setLines(definition, isSource, source, wishes) {
      const old = lines.get(source) ?? [];
      const entries = wishes.map((wish) => ({
        wish,
        breakpoint: bindLine(idFor(old, wish), definition, isSource, wish),
      }));
      lines.set(source, entries);
      reindex();
      return entries.map(({ breakpoint }) => breakpoint);
    },
    setNames(definition, wishes) {
      names = wishes.map((wish) => ({ wish, breakpoint: bindName(idFor(names, wish), definition, wish) }));
      reindex();
      return names.map(({ breakpoint }) => breakpoint);
    },
    rebind(definition, isSource) {
      for (const [source, entries] of lines) {
        const own = isSource(source);
        lines.set(
          source,
          entries.map(({ wish, breakpoint }) => ({ wish, breakpoint: bindLine(breakpoint.id, definition, own, wish) })),
        );
      }
      names = names.map(({ wish, breakpoint }) => ({ wish, breakpoint: bindName(breakpoint.id, definition, wish) }));
      reindex();
      return [...all()];
    },
  };
}

interface LineEntry {
  readonly wish: LineWish;
  readonly breakpoint: Breakpoint;
}

interface NameEntry {
  readonly wish: NameWish;
  readonly breakpoint: Breakpoint;
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
