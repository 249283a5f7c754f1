/**
 * Values as trees with handles: what a client may ask to see below a scope, a variable or an evaluated expression.
 * Handles live until the execution moves on; nothing is computed before it is asked for.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { QueryLanguage, Range } from '#asl';
import { isJsonArray, isJsonObject, type Json, jsonTypeOf, parseJson } from '#asl/json';
import { type ValuePath, valuePathText } from '../breakpoints/value-path.ts';
import { previewOf } from '../preview.ts';
import { memberOrigin, type Origin } from './origin.ts';

/** Text that gives a value again when it is evaluated in a state of that query language. */
export interface Expression {
  readonly text: string;
  readonly language: QueryLanguage;
}

/** Where a value lies: the steps from the value that the target names down to it. */
export interface Slot {
  readonly target: Target;
  readonly path: ValuePath;
  /** A later phase will still read it: it can be changed. */
  readonly isOpen: boolean;
}

/** What can be changed from outside: a stage of a state's data, or a variable. */
export type Target =
  | { readonly kind: 'stage'; readonly thread: number; readonly stage: string }
  | { readonly kind: 'variable'; readonly thread: number; readonly name: string }
  /** The name or the cause of a state's failure. */
  | { readonly kind: 'failure'; readonly thread: number; readonly name: 'Error' | 'Cause' };

/** One line of the Variables view. */
export interface Entry {
  readonly name: string;
  readonly value: Json;
  readonly expression?: Expression | undefined;
  /** Absent where the value is not one of the execution's own. */
  readonly slot?: Slot | undefined;
  /** The text of the definition that has made the value. */
  readonly origin?: Origin | undefined;
  /** Shown instead of the value itself. */
  readonly text?: string;
  /** Children that are not the value's own members. */
  readonly children?: () => readonly Entry[];
  readonly isReadOnly?: boolean;
}

/** Something that can be unfolded. */
export type Container =
  | { readonly kind: 'entries'; readonly entries: () => readonly Entry[] }
  | {
      readonly kind: 'value';
      readonly value: Json;
      readonly expression: Expression | undefined;
      readonly slot: Slot | undefined;
      readonly origin?: Origin | undefined;
    };

export interface Page {
  readonly filter?: 'indexed' | 'named' | undefined;
  readonly start?: number | undefined;
  readonly count?: number | undefined;
}

export interface VariableStore {
  /** A handle for something that can be unfolded. */
  add(container: Container): number;
  /** The lines below a handle; undefined when the handle is from before the execution moved. */
  list(reference: number, page: Page): readonly Entry[] | undefined;
  /** A number for a text of the definition, which the client may ask for. */
  addLocation(origin: Origin): number;
  location(reference: number): Origin | undefined;
  clear(): void;
}

/** Text that large is not tried as JSON before somebody unfolds it. */
const EAGER_LIMIT = 64 * 1024;

export function createVariableStore(): VariableStore {
  const containers = new Map<number, Container>();
  // Handles are never used again, so that a late request cannot see another stop's value.
  let last = 0;
  const locations = new Map<number, Origin>();
  const numbers = new Map<Range, number>();
  return {
    add(container) {
      containers.set(++last, container);
      return last;
    },
    list(reference, page) {
      const container = containers.get(reference);
      if (!container) return undefined;
      return container.kind === 'entries' ? pageOf(container.entries(), page) : entriesOf(container, page);
    },
    addLocation(origin) {
      const known = numbers.get(origin.range);
      if (known !== undefined) return known;
      locations.set(++last, origin);
      numbers.set(origin.range, last);
      return last;
    },
    location: (reference) => locations.get(reference),
    clear() {
      containers.clear();
      locations.clear();
      numbers.clear();
    },
  };
}

function pageOf<T>(items: readonly T[], { start = 0, count = 0 }: Page): readonly T[] {
  return start === 0 && count === 0 ? items : items.slice(start, count === 0 ? undefined : start + count);
}

function entriesOf(container: Container & { readonly kind: 'value' }, page: Page): readonly Entry[] {
  const { value, expression, slot, origin } = container;
  if (typeof value !== 'string') return membersOf(value, page, expression, slot, origin);
  const inner = jsonInString(value);
  return inner === undefined ? [] : membersOf(inner, page, undefined, undefined, origin);
}

function membersOf(
  value: Json,
  page: Page,
  expression: Expression | undefined,
  slot: Slot | undefined,
  origin: Origin | undefined,
): readonly Entry[] {
  const child = (key: string | number, member: Json): Entry => ({
    name: String(key),
    value: member,
    expression: expression && { ...expression, text: expression.text + accessor(key, expression.language) },
    slot: slot && { ...slot, path: [...slot.path, key] },
    origin: memberOrigin(origin, key),
  });
  if (isJsonArray(value)) {
    if (page.filter === 'named') return [];
    const start = page.start ?? 0;
    return pageOf(value, page).map((item, index) => child(start + index, item));
  }
  if (!isJsonObject(value) || page.filter === 'indexed') return [];
  return pageOf(Object.keys(value), page).map((key) => child(key, value[key] ?? null));
}

/** How a member is written behind an expression: both languages take `.name` and `[0]`. */
function accessor(key: string | number, language: QueryLanguage): string {
  const text = valuePathText([key]);
  return language === 'JSONata' && text.startsWith("['") ? `.\`${key}\`` : text;
}

/** The JSON that a string holds, when it is an object or an array. */
function jsonInString(text: string): Json | undefined {
  const { value } = parseJson(text);
  return value !== undefined && (isJsonArray(value) || isJsonObject(value)) ? value : undefined;
}

function looksLikeJson(text: string): boolean {
  const isBracketed = /^\s*(?:\{[\s\S]*\}|\[[\s\S]*\])\s*$/.test(text);
  return isBracketed && (text.length > EAGER_LIMIT || jsonInString(text) !== undefined);
}

/** What a client needs to unfold a value: a handle, and how many children there are. */
export type Unfolding = Pick<DebugProtocol.Variable, 'variablesReference' | 'indexedVariables' | 'namedVariables'>;

/** Gives a value a handle when it has something to unfold. */
export function unfold(store: VariableStore, entry: Entry): Unfolding {
  const { value, children, expression, slot, origin } = entry;
  if (children) return { variablesReference: store.add({ kind: 'entries', entries: children }) };
  if (isJsonArray(value)) {
    if (value.length === 0) return { variablesReference: 0 };
    return {
      variablesReference: store.add({ kind: 'value', value, expression, slot, origin }),
      indexedVariables: value.length,
    };
  }
  if (isJsonObject(value)) {
    const count = Object.keys(value).length;
    if (count === 0) return { variablesReference: 0 };
    return { variablesReference: store.add({ kind: 'value', value, expression, slot, origin }), namedVariables: count };
  }
  if (typeof value === 'string' && looksLikeJson(value)) {
    return { variablesReference: store.add({ kind: 'value', value, expression: undefined, slot: undefined, origin }) };
  }
  return { variablesReference: 0 };
}

/** A line of the Variables view as DAP has it. */
export function toDapVariable(store: VariableStore, entry: Entry): DebugProtocol.Variable {
  return {
    name: entry.name,
    value: entry.text ?? previewOf(entry.value),
    ...(entry.text === undefined ? { type: jsonTypeOf(entry.value) } : {}),
    ...(entry.expression === undefined ? {} : { evaluateName: entry.expression.text }),
    ...(entry.isReadOnly || !entry.slot?.isOpen ? { presentationHint: { attributes: ['readOnly'] } } : {}),
    ...(entry.origin ? { valueLocationReference: store.addLocation(entry.origin) } : {}),
    ...unfold(store, entry),
  };
}

/** The line of a name below a handle; of a large array only the item itself is looked at. */
export function findEntry(store: VariableStore, reference: number, name: string): Entry | undefined {
  const start = /^\d+$/.test(name) ? Number(name) : undefined;
  const nearby = store.list(reference, start === undefined ? {} : { start, count: 1 }) ?? [];
  return nearby.find((one) => one.name === name) ?? store.list(reference, {})?.find((one) => one.name === name);
}
