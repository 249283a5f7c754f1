/**
 * ItemReader: the items of a distributed Map come from outside. The engine asks the host for them as for a task, and
 * again for more as long as the answers say that there are more; no Task events are written. Only what has not begun
 * yet is held, so that a Map over millions of items needs no more room than one over thousands.
 */
import { isJsonObject, type Json, numberOf } from '#asl/json';
import { evaluateField, evaluateInteger, evaluateTemplate } from '../evaluation.ts';
import type { FanRecord, FrameRecord, MapRun, Progress, Reading, ThreadRecord } from '../records.ts';
import type { ExecutionEvent, TaskRequest } from '../snapshot.ts';
import type { Work } from '../work.ts';
import { effectiveInputOf } from './behaviour.ts';
import { batched, NO_BATCH } from './item-batches.ts';
import { integerAt } from './path-values.ts';
import { iterationOf } from './task.ts';

/** The number of items to read at most: undefined for all, negative where the run has to fail. */
export function maxItemsOf(work: Work, thread: ThreadRecord, frame: FrameRecord): number | undefined {
  const config = readerConfigOf(frame);
  const { MaxItems, MaxItemsPath } = config;
  if (typeof MaxItemsPath === 'string') {
    const place = 'ItemReader/MaxItemsPath';
    return integerAt(work, thread, frame, 'MaxItemsPath', MaxItemsPath, place) || undefined;
  }
  if (MaxItems === undefined) return undefined;
  if (frame.queryLanguage !== 'JSONata') return numberOf(MaxItems) || undefined;
  const place = 'ItemReader/ReaderConfig/MaxItems';
  return evaluateInteger(work, thread, frame, place, MaxItems, 'integer') || undefined;
}

function readerConfigOf(frame: FrameRecord): { readonly [key: string]: Json } {
  const reader = frame.state.fields.ItemReader;
  const config = isJsonObject(reader) ? reader.ReaderConfig : undefined;
  return isJsonObject(config) ? config : {};
}

/** What is to be read, with its place evaluated. Asked before the run starts, because a failure fails the state. */
export function readingOf(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  maxItems: number | undefined,
): TaskRequest {
  const reader = frame.state.fields.ItemReader;
  const { Resource, Parameters, Arguments } = isJsonObject(reader) ? reader : {};
  const input =
    Arguments !== undefined
      ? evaluateField(work, thread, frame, 'ItemReader/Arguments', Arguments)
      : evaluateTemplate(
          work,
          thread,
          frame,
          'ItemReader/Parameters',
          Parameters ?? {},
          effectiveInputOf(frame.stages),
        );
  return {
    id: work.nextTask,
    thread: thread.id,
    pointer: frame.pointer,
    stateName: frame.name,
    resource: String(Resource ?? ''),
    input,
    pattern: 'request-response',
    token: undefined,
    attempt: frame.retryCounts.reduce((sum, count) => sum + count, 0),
    timeoutSeconds: undefined,
    heartbeatSeconds: undefined,
    iteration: iterationOf(work, thread),
    itemReader: { config: readerConfigOf(frame), limit: Math.min(ITEMS_AT_ONCE, maxItems ?? ITEMS_AT_ONCE) },
  };
}

/** Where the items come from as the context object says it: the data of the state, an object, or a listed bucket. */
export function sourceNameOf(reading: TaskRequest | undefined): string {
  if (!reading) return 'STATE_DATA';
  const { Bucket, Key } = isJsonObject(reading.input) ? reading.input : {};
  return Key === undefined ? `S3://${String(Bucket)}` : `S3://${String(Bucket)}/${String(Key)}`;
}

/** How many items are asked for at once: enough that asking costs nothing, and few enough to be held. */
const ITEMS_AT_ONCE = 10_000;

/** Some items, and where they go on; undefined where these are the last ones. */
export type ItemsRead = Pick<Extract<ExecutionEvent, { type: 'items-read' }>, 'items' | 'next'>;

/** A reading of which nothing is known yet but its request. */
export const readingFor = (request: TaskRequest): Reading => ({ request, isAsked: true, open: NO_BATCH });

/** What the children take of items that have been read; says in the progress how far the reading has come. */
export function takenItems(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  run: MapRun,
  progress: Progress,
  { items, next }: ItemsRead,
): readonly Json[] {
  const { reading, itemsRead } = progress;
  const { batcher } = run;
  const room = (run.maxItems ?? Number.POSITIVE_INFINITY) - itemsRead;
  const taken = items.length > room ? items.slice(0, room) : items;
  const areLast = !reading || next === undefined || taken.length >= room;
  const { batches, open } = batcher
    ? batched(work, thread, frame, batcher, {
        items: taken,
        index: itemsRead,
        source: run.source,
        open: reading?.open ?? NO_BATCH,
        areLast,
      })
    : { batches: taken, open: NO_BATCH };
  progress.itemsRead += taken.length;
  progress.reading = areLast
    ? undefined
    : { request: more(reading.request, next, room - taken.length), isAsked: false, open };
  return batches;
}

function more(request: TaskRequest, from: Json, room: number): TaskRequest {
  const { config = {} } = request.itemReader ?? {};
  return { ...request, itemReader: { config, from, limit: Math.min(ITEMS_AT_ONCE, room) } };
}

/** Asks the host to go on with the items where all that are known have begun. */
export function askForMore(work: Work, { progress, next, count }: FanRecord): void {
  const { reading } = progress ?? {};
  if (!progress || !reading || reading.isAsked || next < count) return;
  progress.reading = { ...reading, isAsked: true };
  work.sink({ type: 'need-items', task: reading.request });
}

/** Asks the host for the first items. */
export function askForItems(work: Work, thread: ThreadRecord, request: TaskRequest): void {
  work.nextTask += 1;
  thread.status = {
    kind: 'task',
    task: request,
    timeoutAt: undefined,
    heartbeatAt: undefined,
    started: true,
    submitted: true,
  };
  work.endTurn();
  work.sink({ type: 'schedule-task', task: request });
}
