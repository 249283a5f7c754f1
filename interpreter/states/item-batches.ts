/** ItemSelector and ItemBatcher: what the iterations of a Map get as input. */
import { isJsonObject, type Json, numberOf, stringifyJson } from '#asl/json';
import { evaluateField, evaluatePath, evaluateTemplate } from '../evaluation.ts';
import type { FanRecord, FrameRecord, MapItem, ThreadRecord } from '../records.ts';
import type { Work } from '../work.ts';
import { effectiveInputOf } from './behaviour.ts';

/** `$$.Map.Item` of an iteration. */
export function mapItemOf(fan: FanRecord, index: number): MapItem {
  const Value = fan.items[index] ?? null;
  const Key = fan.keys?.[index];
  return Key === undefined ? { Index: index, Value } : { Index: index, Value, Key };
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

/** The items as the children get them: one by one, or in batches of ItemBatcher. */
export function batched(work: Work, thread: ThreadRecord, frame: FrameRecord, items: readonly Json[]): readonly Json[] {
  const batcher = frame.state.fields.ItemBatcher;
  if (!isJsonObject(batcher)) return items;
  const limit = (field: string) => limitOf(work, thread, frame, batcher, field) ?? Number.POSITIVE_INFINITY;
  const maxItems = limit('MaxItemsPerBatch');
  const maxBytes = limit('MaxInputBytesPerBatch');
  const batchInput = batchInputOf(work, thread, frame, batcher.BatchInput);
  const wrap = (batch: readonly Json[]): Json =>
    batchInput === undefined ? { Items: batch } : { BatchInput: batchInput, Items: batch };
  const overhead = stringifyJson(wrap([])).length;
  const batches: Json[] = [];
  let batch: Json[] = [];
  let bytes = overhead;
  items.forEach((value, index) => {
    const item = selected(work, thread, frame, { Index: index, Value: value });
    const size = stringifyJson(item).length + 1;
    if (batch.length > 0 && (batch.length >= maxItems || bytes + size > maxBytes)) {
      batches.push(wrap(batch));
      batch = [];
      bytes = overhead;
    }
    batch.push(item);
    bytes += size;
  });
  if (batch.length > 0) batches.push(wrap(batch));
  return batches;
}

function limitOf(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  batcher: { readonly [key: string]: Json },
  field: string,
): number | undefined {
  const path = batcher[`${field}Path`];
  const place = `ItemBatcher/${field}`;
  let value = batcher[field];
  if (typeof path === 'string')
    value = evaluatePath(work, thread, frame, `${place}Path`, path, effectiveInputOf(frame.stages));
  else if (frame.queryLanguage === 'JSONata' && value !== undefined)
    value = evaluateField(work, thread, frame, place, value);
  return typeof value === 'string' ? Number(value) : numberOf(value);
}

function batchInputOf(work: Work, thread: ThreadRecord, frame: FrameRecord, given: Json | undefined): Json | undefined {
  if (given === undefined) return undefined;
  const place = 'ItemBatcher/BatchInput';
  if (frame.queryLanguage === 'JSONata') return evaluateField(work, thread, frame, place, given);
  return evaluateTemplate(work, thread, frame, place, given, effectiveInputOf(frame.stages));
}
