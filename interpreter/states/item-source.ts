/**
 * ItemReader: the items of a distributed Map come from outside. The engine asks the host for them as for a task,
 * whose answer is the list of items; no Task events are written.
 */
import { isJsonObject, type Json, numberOf } from '#asl/json';
import { evaluateField, evaluatePath, evaluateTemplate, sourceOf } from '../evaluation.ts';
import { queryFailure, runtimeFailure } from '../failure/state-failure.ts';
import type { FrameRecord, ThreadRecord } from '../records.ts';
import type { TaskRequest } from '../snapshot.ts';
import type { Work } from '../work.ts';
import { effectiveInputOf } from './behaviour.ts';
import { textOf } from './path-values.ts';
import { iterationOf } from './task.ts';

/** The number of items to read at most: undefined for all, negative where the run has to fail. */
export function maxItemsOf(work: Work, thread: ThreadRecord, frame: FrameRecord): number | undefined {
  const config = readerConfigOf(frame);
  const { MaxItems, MaxItemsPath } = config;
  if (typeof MaxItemsPath === 'string') {
    const value = evaluatePath(
      work,
      thread,
      frame,
      'ItemReader/MaxItemsPath',
      MaxItemsPath,
      effectiveInputOf(frame.stages),
    );
    const text = textOf(value);
    if (/^[+-]?\d+$/.test(text)) return Number(text) || undefined;
    throw runtimeFailure(
      frame,
      `The MaxItemsPath field refers to value "${text}" which is not a valid integer: ${MaxItemsPath}`,
    );
  }
  if (MaxItems === undefined) return undefined;
  if (frame.queryLanguage !== 'JSONata') return numberOf(MaxItems) || undefined;
  const place = 'ItemReader/ReaderConfig/MaxItems';
  const value = numberOf(evaluateField(work, thread, frame, place, MaxItems));
  if (value !== undefined && Number.isInteger(value)) return value || undefined;
  throw queryFailure(
    frame,
    `The JSONata expression '${sourceOf(MaxItems)}' specified for the field '${place}' has to give an integer.`,
    place,
  );
}

function readerConfigOf(frame: FrameRecord): { readonly [key: string]: Json } {
  const reader = frame.state.fields.ItemReader;
  const config = isJsonObject(reader) ? reader.ReaderConfig : undefined;
  return isJsonObject(config) ? config : {};
}

/** What is to be read, with its place evaluated. Asked before the run starts, because a failure fails the state. */
export function readingOf(work: Work, thread: ThreadRecord, frame: FrameRecord): TaskRequest {
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
    itemReader: { config: readerConfigOf(frame) },
  };
}

/** Asks the host for the items. */
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
  work.passTurn(false);
  work.sink({ type: 'schedule-task', task: request });
}
