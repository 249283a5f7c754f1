/** The items of a mocked Map, and what `inspectionData` says of them: no iteration runs, but its input is made. */
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '#asl/json';
import { NEGATIVE_MAX_ITEMS } from '../causes.ts';
import { findAt } from '../evaluation.ts';
import { StateFailure } from '../failure/state-failure.ts';
import { areInText, itemsFromText } from '../item-reader/text-items.ts';
import { isDistributed } from '../program/processor-config.ts';
import type { FrameRecord, ThreadRecord } from '../records.ts';
import { effectiveInputOf } from '../states/behaviour.ts';
import { allBatched, mapItem, selected } from '../states/item-batches.ts';
import { maxItemsOf, readingOf, sourceNameOf } from '../states/item-source.ts';
import { concurrencyOf } from '../states/map.ts';
import { toleranceOf } from '../states/map-run.ts';
import type { Tolerance } from '../states/map-run-end.ts';
import type { Work } from '../work.ts';
import type { TestStateRequest } from './request.ts';

export interface MockedMap {
  /** Undefined where an ItemReader would read them and the test does not say what it finds. */
  readonly items: readonly Json[] | undefined;
  readonly tolerance: Tolerance;
}

/** What `inspectionData` says of a Map besides its stages. */
export type Inspection = Record<string, Json>;

/** What a Map makes of its fields before its first iteration; `inspection` tells it as far as it comes. */
export function inspectMap(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  request: TestStateRequest,
  inspection: Inspection,
): MockedMap {
  const ofState = frame.state.fields.ItemReader === undefined ? itemsOfState(frame) : undefined;
  Object.assign(inspection, ofState?.stages);
  const limit = concurrencyOf(work, thread, frame);
  inspection.maxConcurrency = limit === Number.POSITIVE_INFINITY ? 0 : limit;
  const tolerance = toleranceOf(work, thread, frame);
  const { toleratedCount, toleratedPercentage } = tolerance;
  if (toleratedCount !== undefined) inspection.toleratedFailureCount = toleratedCount;
  if (toleratedPercentage !== undefined) inspection.toleratedFailurePercentage = toleratedPercentage;
  const { items, source, stages } = ofState ?? itemsOfReader(work, thread, frame, request);
  Object.assign(inspection, stages);
  if (items) inspectInputs(work, thread, frame, items, source, inspection);
  return { items, tolerance };
}

/** The inputs of the iterations. */
function inspectInputs(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  items: readonly Json[],
  source: string,
  inspection: Inspection,
): void {
  const { ItemSelector, Parameters, ItemBatcher } = frame.state.fields;
  const itemSource = isDistributed(frame.state) ? source : undefined;
  if (ItemSelector !== undefined || (frame.queryLanguage === 'JSONPath' && Parameters !== undefined)) {
    const itemAt = (value: Json, index: number) => mapItem(index, value, frame.itemKeys, itemSource);
    inspection.afterItemSelector = items.map((value, index) => selected(work, thread, frame, itemAt(value, index)));
  }
  if (ItemBatcher !== undefined) inspection.afterItemBatcher = allBatched(work, thread, frame, items, source);
}

interface FoundItems {
  readonly items: readonly Json[] | undefined;
  /** `$$.Map.Item.Source` */
  readonly source: string;
  /** How they were found, by AWS's names. */
  readonly stages: JsonObject;
}

function itemsOfState({ itemKeys, stages, queryLanguage }: FrameRecord): FoundItems {
  const items = stages.items ?? [];
  const found = itemKeys ? Object.fromEntries(itemKeys.map((key, at) => [key, items[at] ?? null])) : items;
  return {
    items,
    source: sourceNameOf(undefined),
    stages: queryLanguage === 'JSONPath' ? { afterItemsPath: found } : {},
  };
}

function itemsOfReader(work: Work, thread: ThreadRecord, frame: FrameRecord, request: TestStateRequest): FoundItems {
  const { ItemReader } = frame.state.fields;
  const isPath = frame.queryLanguage === 'JSONPath';
  const maxItems = maxItemsOf(work, thread, frame);
  const source = sourceNameOf(readingOf(work, thread, frame, maxItems));
  const reader = isJsonObject(ItemReader) ? ItemReader : {};
  const config = isJsonObject(reader.ReaderConfig) ? reader.ReaderConfig : {};
  const text = request.stateConfiguration?.mapItemReaderData;
  if (text !== undefined && !areInText(config)) return { items: undefined, source, stages: {} };
  if (text === undefined) {
    const items = itemsInInput(work, thread, frame);
    return { items, source, stages: isPath && items ? { afterItemsPath: items } : {} };
  }
  if (maxItems !== undefined && maxItems < 0) throw new StateFailure('States.ItemReaderFailed', NEGATIVE_MAX_ITEMS);
  const found = itemsFromText(text, config);
  if ('cause' in found) throw new StateFailure('States.ItemReaderFailed', found.cause);
  const items = maxItems === undefined ? found.items : found.items.slice(0, maxItems);
  // Documented for JSONPath only.
  return { items, source, stages: isPath && config.ItemsPointer !== undefined ? { afterItemsPointer: items } : {} };
}

/** Documented: what an ItemReader would read may be given in the input. Recorded: beside a reader the path may miss. */
function itemsInInput(work: Work, thread: ThreadRecord, frame: FrameRecord): readonly Json[] | undefined {
  const { ItemsPath } = frame.state.fields;
  const input = effectiveInputOf(frame.stages);
  const found =
    frame.queryLanguage === 'JSONPath' && typeof ItemsPath === 'string'
      ? findAt(work, thread, frame, 'ItemsPath', ItemsPath, input)
      : input;
  return isJsonArray(found) ? found : undefined;
}
