/**
 * A value beside what it was before, as lines of a tree with marks. Only what is asked for is made, page by page, so
 * that a value of any size is shown at once.
 */
import { equalJson, isJsonArray, isJsonObject, type Json } from '#asl/json';
import type { FlowMark, FlowRow } from '#protocol';
import { previewOf } from '../preview.ts';

/** Rows that come at a time below one value. */
export const PAGE_ROWS = 100;
/** Rows that are unfolded from the start, in one stage. */
const OPEN_ROWS = 150;
const OPEN_DEPTH = 4;
/** A value that has not changed is unfolded from the start only where it is small. */
const SMALL = 6;
const TEXT_LENGTH = 120;

/** What stands at one place now and before; undefined where nothing does. */
export interface Pair {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

export type FlowPath = readonly (string | number)[];

/** The row of a whole value, unfolded as far as helps. */
export function rootRow(pair: Pair): FlowRow {
  return openRow('', pair, 0, { left: OPEN_ROWS });
}

/** A page of the rows below a place. */
export function rowsAt(pair: Pair, path: FlowPath, start: number): readonly FlowRow[] {
  let at = pair;
  for (const step of path) at = memberOf(at, step);
  return keysOf(at)
    .slice(start, start + PAGE_ROWS)
    .map((key) => rowOf(key, memberOf(at, key)));
}

function openRow(key: string | number, pair: Pair, depth: number, budget: { left: number }): FlowRow {
  const row = rowOf(key, pair);
  const isChanged = row.mark === 'added' || row.mark === 'changed';
  const isWorthIt = depth === 0 || isChanged || (row.mark === 'same' && row.count <= SMALL);
  if (row.count === 0 || depth > OPEN_DEPTH || budget.left <= 0 || !isWorthIt) return row;
  const keys = keysOf(pair).slice(0, Math.min(PAGE_ROWS, budget.left));
  budget.left -= keys.length;
  return { ...row, rows: keys.map((one) => openRow(one, memberOf(pair, one), depth + 1, budget)) };
}

function rowOf(key: string | number, pair: Pair): FlowRow {
  const { before, after } = pair;
  const shown = after ?? before ?? null;
  const mark = markOf(pair);
  const kind = kindOf(shown);
  const isOther = mark === 'changed' && before !== undefined && (kind === 'scalar' || kindOf(before) !== kind);
  return {
    key,
    mark,
    text: previewOf(shown, TEXT_LENGTH),
    ...(isOther ? { before: previewOf(before, TEXT_LENGTH) } : {}),
    kind,
    count: keysOf(pair).length,
  };
}

function markOf({ before, after }: Pair): FlowMark {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  return equalJson(before, after) ? 'same' : 'changed';
}

/** The keys of now in their order, then those that are gone. */
function keysOf({ before, after }: Pair): readonly (string | number)[] {
  const shown = after ?? before;
  const other = sameKind(shown, before) ? before : undefined;
  if (shown !== undefined && isJsonArray(shown)) {
    const length = Math.max(shown.length, other !== undefined && isJsonArray(other) ? other.length : 0);
    return Array.from({ length }, (_, index) => index);
  }
  if (shown === undefined || !isJsonObject(shown)) return [];
  if (other === undefined || other === shown || !isJsonObject(other)) return Object.keys(shown);
  return [...Object.keys(shown), ...Object.keys(other).filter((key) => !Object.hasOwn(shown, key))];
}

function memberOf({ before, after }: Pair, key: string | number): Pair {
  if (after === undefined) return { before: member(before, key), after: undefined };
  if (before === undefined || !sameKind(after, before)) return { before: undefined, after: member(after, key) };
  return { before: member(before, key), after: member(after, key) };
}

function member(value: Json | undefined, key: string | number): Json | undefined {
  if (value === undefined) return undefined;
  if (isJsonArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, String(key)) ? value[String(key)] : undefined;
}

const sameKind = (a: Json | undefined, b: Json | undefined): boolean =>
  a !== undefined && b !== undefined && kindOf(a) === kindOf(b);

function kindOf(value: Json): FlowRow['kind'] {
  if (isJsonArray(value)) return 'array';
  return isJsonObject(value) ? 'object' : 'scalar';
}
