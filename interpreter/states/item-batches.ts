/** ItemSelector and ItemBatcher: what the iterations of a Map get as input. */
import { isJsonArray, isJsonObject, type Json, numberOf, stringifyJson } from '#asl/json';
import { evaluateField, evaluateInteger, evaluateTemplate } from '../evaluation.ts';
import type { Batcher, FanRecord, FrameRecord, MapItem, OpenBatch, ThreadRecord } from '../records.ts';
import { utf8Bytes } from '../sizes.ts';
import type { Work } from '../work.ts';
import { effectiveInputOf } from './behaviour.ts';
import { integerAt } from './path-values.ts';

/** `$$.Map.Item` of an iteration. */
export const mapItemOf = (fan: FanRecord, index: number): MapItem =>
  mapItem(index, fan.items[index - fan.from] ?? null, fan.keys, fan.run?.source);

/** Keys and the source are only told where the items of a distributed Map have one. */
export function mapItem(
  Index: number,
  Value: Json,
  keys: readonly string[] | undefined,
  Source: string | undefined,
): MapItem {
  if (Source === undefined) return { Index, Value };
  const Key = keys?.[Index];
  return Key === undefined ? { Index, Value, Source } : { Index, Value, Key, Source };
}

/** The input of an iteration: the item, what ItemSelector makes of it, or a batch. A failure fails the Map. */
export function iterationInput(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  fan: FanRecord,
  item: MapItem,
): Json {
  if (fan.run && frame.state.fields.ItemBatcher !== undefined) return item.Value;
  return selected(work, thread, frame, item);
}

/** The item, or what ItemSelector makes of it. */
export function selected(work: Work, thread: ThreadRecord, frame: FrameRecord, item: MapItem): Json {
  const { ItemSelector, Parameters } = frame.state.fields;
  const selector = ItemSelector ?? Parameters;
  if (selector === undefined) return item.Value;
  const field = ItemSelector === undefined ? 'Parameters' : 'ItemSelector';
  work.scope.item = item;
  try {
    return frame.queryLanguage === 'JSONata'
      ? evaluateField(work, thread, frame, field, selector)
      : evaluateTemplate(work, thread, frame, field, selector, effectiveInputOf(frame.stages));
  } finally {
    work.scope.item = undefined;
  }
}

/** ItemBatcher with what its fields give; undefined where the children get the items one by one. */
export function batcherOf(work: Work, thread: ThreadRecord, frame: FrameRecord): Batcher | undefined {
  const { ItemBatcher } = frame.state.fields;
  if (!isJsonObject(ItemBatcher)) return undefined;
  const limit = (field: string) => limitOf(work, thread, frame, ItemBatcher, field) ?? Number.POSITIVE_INFINITY;
  const maxItems = limit('MaxItemsPerBatch');
  const maxBytes = limit('MaxInputBytesPerBatch');
  const input = batchInputOf(work, thread, frame, ItemBatcher.BatchInput);
  return { maxItems, maxBytes, input, overhead: utf8Bytes(stringifyJson(batchOf(input, []))) };
}

const batchOf = (input: Json | undefined, items: readonly Json[]): Json =>
  input === undefined ? { Items: items } : { BatchInput: input, Items: items };

export const NO_BATCH: OpenBatch = { items: [], bytes: 0 };

/** Items that have been read, the first of which has the given index, and the batch that was open before them. */
export interface Unbatched {
  readonly items: readonly Json[];
  readonly index: number;
  readonly source: string | undefined;
  readonly open: OpenBatch;
  /** Whether they are the last ones, so that no batch stays open. */
  readonly areLast: boolean;
}

/** The batches that are full now, and the one that is not. */
export function batched(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  { maxItems, maxBytes, input, overhead }: Batcher,
  { items, index, source: Source, open, areLast }: Unbatched,
): { readonly batches: readonly Json[]; readonly open: OpenBatch } {
  const batches: Json[] = [];
  let batch = [...open.items];
  let bytes = open.bytes;
  items.forEach((value, at) => {
    const item = selected(work, thread, frame, mapItem(index + at, value, frame.itemKeys, Source));
    const size = utf8Bytes(stringifyJson(item)) + 1;
    if (batch.length > 0 && (batch.length >= maxItems || overhead + bytes + size > maxBytes)) {
      batches.push(batchOf(input, batch));
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size;
  });
  if (!areLast) return { batches, open: { items: batch, bytes } };
  if (batch.length > 0) batches.push(batchOf(input, batch));
  return { batches, open: NO_BATCH };
}

/** All items in batches, where they are known as a whole. */
export function allBatched(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  items: readonly Json[],
  source: string,
): readonly Json[] {
  const batcher = batcherOf(work, thread, frame);
  return batcher
    ? batched(work, thread, frame, batcher, { items, index: 0, source, open: NO_BATCH, areLast: true }).batches
    : items;
}

/** How many items the input of a child holds. */
export const sizeOfBatch = (input: Json): number =>
  isJsonObject(input) && isJsonArray(input.Items) ? input.Items.length : 1;

function limitOf(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  batcher: { readonly [key: string]: Json },
  field: string,
): number | undefined {
  const path = batcher[`${field}Path`];
  const place = `ItemBatcher/${field}`;
  const value = batcher[field];
  if (typeof path === 'string') return integerAt(work, thread, frame, `${field}Path`, path, `${place}Path`);
  if (value === undefined || frame.queryLanguage !== 'JSONata') return numberOf(value);
  return evaluateInteger(work, thread, frame, place, value, 'positive integer');
}

function batchInputOf(work: Work, thread: ThreadRecord, frame: FrameRecord, given: Json | undefined): Json | undefined {
  if (given === undefined) return undefined;
  const place = 'ItemBatcher/BatchInput';
  if (frame.queryLanguage === 'JSONata') return evaluateField(work, thread, frame, place, given);
  return evaluateTemplate(work, thread, frame, place, given, effectiveInputOf(frame.stages));
}
