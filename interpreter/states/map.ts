/** Map: one iteration per item. Inline iterations stand in the execution's history, distributed ones do not. */
import { shownInSentences, unexpectedResult } from '#asl/expressions';
import { isJsonArray, isJsonObject, type JsonArray, type JsonObject, numberOf, stringifyJson } from '#asl/json';
import { fanOn, fanOut } from '../containers.ts';
import { evaluateField, evaluateInteger, evaluateReference, sourceOf } from '../evaluation.ts';
import { queryFailure, runtimeFailure } from '../failure/state-failure.ts';
import { isDistributed } from '../program/processor-config.ts';
import type { FrameRecord, ThreadRecord } from '../records.ts';
import { isInForce } from '../revisions.ts';
import type { Work } from '../work.ts';
import { type Behaviour, effectiveInputOf } from './behaviour.ts';
import { redriveRun, startMapRun } from './map-run.ts';
import { integerAt } from './path-values.ts';

/** AWS runs at most this many inline iterations at a time, whatever MaxConcurrency says. */
const INLINE_CONCURRENCY = 40;
/** Child executions that the engine keeps alive at a time; AWS runs up to 10,000, which only costs memory here. */
const DISTRIBUTED_CONCURRENCY = 1000;

export const map: Behaviour = {
  items: (work, thread, frame) => {
    if (frame.state.fields.ItemReader !== undefined) return;
    const found = foundItems(work, thread, frame);
    if (isJsonArray(found)) {
      frame.stages.items = found;
      frame.itemKeys = undefined;
    } else {
      frame.stages.items = Object.values(found);
      frame.itemKeys = Object.keys(found);
    }
  },
  action: () => (work, thread, frame) => {
    if (frame.run) return redriveRun(work, thread, frame, frame.run);
    if (frame.failedFan) {
      fanOn(work, thread, frame);
      return false;
    }
    const limit = concurrencyOf(work, thread, frame);
    if (isDistributed(frame.state)) {
      const atMost = limit === Number.POSITIVE_INFINITY ? 0 : limit;
      return startMapRun(work, thread, frame, Math.min(limit, DISTRIBUTED_CONCURRENCY), atMost);
    }
    const items = frame.stages.items ?? [];
    work.event(thread, 'MapStateStarted', { length: items.length });
    fanOut(work, thread, frame, { items, count: items.length, concurrency: Math.min(limit, INLINE_CONCURRENCY) });
    return false;
  },
};

/**
 * What the Map iterates over: a list, or in a distributed Map an object, whose members are the items. Of the context
 * object it is a list: AWS says of an object there that the path must point to an array (measured; whether of a
 * distributed Map is not told), and documents objects for the input.
 */
function foundItems(work: Work, thread: ThreadRecord, frame: FrameRecord): JsonArray | JsonObject {
  const { ItemsPath, Items } = frame.state.fields;
  const isJsonata = frame.queryLanguage === 'JSONata';
  const found =
    isJsonata && Items !== undefined
      ? evaluateField(work, thread, frame, 'Items', Items)
      : !isJsonata && typeof ItemsPath === 'string'
        ? evaluateReference(work, thread, frame, 'ItemsPath', ItemsPath, effectiveInputOf(frame.stages))
        : effectiveInputOf(frame.stages);
  if (isJsonArray(found)) return found;
  const isOfContext = !isJsonata && typeof ItemsPath === 'string' && ItemsPath.startsWith('$$');
  if (isJsonObject(found) && !isOfContext && isDistributed(frame.state) && isInForce('mapOverObject', work.info.asOf))
    return found;
  if (isJsonata) {
    if (Items !== undefined) throw unexpectedResult(sourceOf(Items), 'Items', 'array', found);
    throw queryFailure(frame, `Map state input must be an array but was: ${stringifyJson(found)}`);
  }
  const path = typeof ItemsPath === 'string' ? shownInSentences(ItemsPath) : '$';
  throw runtimeFailure(frame, `Reference path "${path}" must point to array.`);
}

/** How many iterations may run at a time; infinity where nothing limits them. */
export function concurrencyOf(work: Work, thread: ThreadRecord, frame: FrameRecord): number {
  const { MaxConcurrency, MaxConcurrencyPath } = frame.state.fields;
  let limit: number | undefined;
  if (typeof MaxConcurrencyPath === 'string')
    limit = integerAt(work, thread, frame, 'MaxConcurrencyPath', MaxConcurrencyPath);
  else if (MaxConcurrency !== undefined && frame.queryLanguage === 'JSONata')
    limit = evaluateInteger(work, thread, frame, 'MaxConcurrency', MaxConcurrency, 'integer');
  else limit = numberOf(MaxConcurrency);
  // Not recorded: the sentence is the one about ToleratedFailureCount.
  if (limit !== undefined && limit < 0) throw runtimeFailure(frame, 'MaxConcurrency cannot be negative.');
  return limit !== undefined && limit > 0 ? limit : Number.POSITIVE_INFINITY;
}
