/** Map: one iteration per item. Inline iterations stand in the execution's history, distributed ones do not. */
import { unexpectedResult } from '#asl/expressions';
import { isJsonArray, type Json, numberOf } from '#asl/json';
import { fanOut } from '../containers.ts';
import { evaluateField, evaluatePath, sourceOf } from '../evaluation.ts';
import { queryFailure, runtimeFailure } from '../failures.ts';
import type { FrameRecord, ThreadRecord } from '../records.ts';
import type { Work } from '../work.ts';
import { type Behaviour, effectiveInputOf } from './behaviour.ts';
import { isDistributed, startMapRun } from './map-run.ts';

/** AWS runs at most this many inline iterations at a time, whatever MaxConcurrency says. */
const INLINE_CONCURRENCY = 40;
/** Child executions that the engine keeps alive at a time; AWS runs up to 10,000, which only costs memory here. */
const DISTRIBUTED_CONCURRENCY = 1000;

export const map: Behaviour = {
  items: (work, thread, frame) => {
    if (frame.state.fields.ItemReader !== undefined) return;
    frame.stages.items = itemsOf(work, thread, frame);
  },
  action: (work, thread, frame) => {
    const limit = concurrencyOf(work, thread, frame);
    if (isDistributed(frame.state)) return startMapRun(work, thread, frame, Math.min(limit, DISTRIBUTED_CONCURRENCY));
    const items = frame.stages.items ?? [];
    work.event(thread, 'MapStateStarted', { length: items.length });
    fanOut(work, thread, frame, {
      items,
      keys: keysOf(frame),
      count: items.length,
      concurrency: Math.min(limit, INLINE_CONCURRENCY),
    });
    return false;
  },
};

function itemsOf(work: Work, thread: ThreadRecord, frame: FrameRecord): readonly Json[] {
  const { ItemsPath, Items } = frame.state.fields;
  if (frame.queryLanguage === 'JSONata')
    return Items === undefined ? jsonataInput(frame) : jsonataItems(work, thread, frame, Items);
  const input = effectiveInputOf(frame.stages);
  const items =
    typeof ItemsPath === 'string' ? evaluatePath(work, thread, frame, 'ItemsPath', ItemsPath, input) : input;
  if (isJsonArray(items)) return items;
  const path = typeof ItemsPath === 'string' ? ItemsPath.replace(/^\$\$/, '$') : '$';
  throw runtimeFailure(frame, `Reference path "${path}" must point to array.`);
}

function jsonataInput(frame: FrameRecord): readonly Json[] {
  const { input } = frame.stages;
  if (isJsonArray(input)) return input;
  throw queryFailure(frame, `Map state input must be an array but was: ${JSON.stringify(input)}`);
}

function jsonataItems(work: Work, thread: ThreadRecord, frame: FrameRecord, field: Json): readonly Json[] {
  const items = evaluateField(work, thread, frame, 'Items', field);
  if (isJsonArray(items)) return items;
  throw unexpectedResult(sourceOf(field), 'Items', 'array', items);
}

/** Keys of the items of an object; only a distributed Map may iterate over one. */
function keysOf(_frame: FrameRecord): undefined {
  return undefined;
}

function concurrencyOf(work: Work, thread: ThreadRecord, frame: FrameRecord): number {
  const { MaxConcurrency, MaxConcurrencyPath } = frame.state.fields;
  const limit =
    typeof MaxConcurrencyPath === 'string'
      ? integerAt(work, thread, frame, 'MaxConcurrencyPath', MaxConcurrencyPath)
      : MaxConcurrency === undefined
        ? 0
        : numberOf(
            frame.queryLanguage === 'JSONata'
              ? evaluateField(work, thread, frame, 'MaxConcurrency', MaxConcurrency)
              : MaxConcurrency,
          );
  return limit ? limit : Number.POSITIVE_INFINITY;
}

/** The integer that a `…Path` field points at. */
export function integerAt(work: Work, thread: ThreadRecord, frame: FrameRecord, field: string, path: string): number {
  const value = evaluatePath(work, thread, frame, field, path, effectiveInputOf(frame.stages));
  const number = numberOf(value);
  if (number !== undefined && Number.isInteger(number)) return number;
  throw runtimeFailure(
    frame,
    `The ${field} field refers to value "${textOf(value)}" which is not a valid integer: ${path}`,
  );
}

/** A value as these sentences quote it: a string bare, everything else as JSON. */
export const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
