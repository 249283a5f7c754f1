/**
 * An execution as lines of JSON that are only ever added to: how it began, its history events, and everything that
 * came from outside (answers of tasks, moves of the clock). The engine is deterministic, so the beginning and the
 * outside are enough to get anywhere again; the events are there to be read, and to prove that a replay is right.
 * Invariant: what came from outside stands before its effects, so that any whole number of lines is a true beginning.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject, numberOf, parseJson, stringifyJson } from '#asl/json';
import type { HistoryEvent } from '../history.ts';
import type { StartOptions } from '../machine.ts';
import type { Effect, ExecutionEvent } from '../snapshot.ts';

/** The first line: what an execution needs to begin again. */
export interface JournalStart {
  readonly definition: Json;
  readonly options: StartOptions;
}

export type JournalRecord =
  | ({ readonly kind: 'start' } & JournalStart)
  | { readonly kind: 'event'; readonly event: HistoryEvent }
  /** An event of a child execution of a distributed Map; `execution` is its thread. */
  | { readonly kind: 'child-event'; readonly execution: number; readonly event: HistoryEvent }
  /** The execution had failed and was set going again at this moment. */
  | { readonly kind: 'redrive'; readonly now: number }
  /** What came from outside at once, after so many phases. */
  | { readonly kind: 'news'; readonly tick: number; readonly news: readonly (ExecutionEvent | ItemsReference)[] };

/** Items that the host can give again stand in a journal only by their number and the place where they go on. */
export interface ItemsReference {
  readonly type: 'items-again';
  readonly task: number;
  readonly count: number;
  readonly next?: Json;
}

const FORMAT = 1;

/** Data may be nested 1,000 levels deep, and a line wraps it. */
const MAX_DEPTH = 1010;

/** The record as a line, without its end. */
export function journalLine(record: JournalRecord): string {
  switch (record.kind) {
    case 'start': {
      const { definition, options } = record;
      return `{"stepwright":${FORMAT},"options":${stringifyJson(withoutGaps(options))},"definition":${stringifyJson(definition)}}`;
    }
    case 'event':
      return eventLine(record.event);
    case 'child-event':
      return `{"execution":${record.execution},"event":${eventLine(record.event)}}`;
    case 'redrive':
      return `{"redrive":${record.now}}`;
    case 'news':
      return `{"tick":${record.tick},"news":${stringifyJson(record.news.map((event) => withoutGaps(storedEvent(event))))}}`;
  }
}

function storedEvent(event: ExecutionEvent | ItemsReference): object {
  if (event.type !== 'items-read' || !event.isRepeatable) return event;
  const { task, items, next } = event;
  return { type: 'items-again', task, count: items.length, next } satisfies Record<keyof ItemsReference, unknown>;
}

/** The line of a history event. The id stands first: a reader finds its place without parsing the rest. */
function eventLine({ id, previousEventId, type, timestamp, details }: HistoryEvent): string {
  const rest = details === undefined ? '' : `,"details":${stringifyJson(details)}`;
  return `{"id":${id},"previousEventId":${previousEventId},"type":"${type}","timestamp":${timestamp}${rest}}`;
}

/** True for a line of what came from outside. */
export const isNews = (line: string): boolean => line.startsWith('{"tick":') || line.startsWith('{"redrive":');

const EVENT_START = /^\{"id":(\d+),/;

/** The id of the history event on a line; undefined for events of children and where the line is of another kind. */
export function eventIdOf(line: string): number | undefined {
  const id = EVENT_START.exec(line)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** Reads a line. Never throws; a line that was cut off is a problem. */
export function parseJournalLine(
  line: string,
): { readonly record: JournalRecord; readonly problem?: undefined } | { readonly problem: string } {
  const { value, problem } = parseJson(line, { maxDepth: MAX_DEPTH });
  if (problem) return { problem: problem.message };
  const record = isJsonObject(value) ? recordOf(value) : undefined;
  return record ? { record } : { problem: 'The line is neither a beginning nor an event nor news.' };
}

/** The line that an effect leaves in a journal; undefined where it leaves none. */
export function lineOfEffect(effect: Effect): string | undefined {
  if (effect.type === 'history') return journalLine({ kind: 'event', event: effect.event });
  if (effect.type !== 'child-history') return undefined;
  return journalLine({ kind: 'child-event', execution: effect.execution, event: effect.event });
}

function recordOf(fields: JsonObject): JournalRecord | undefined {
  const { stepwright, tick, execution } = fields;
  if (numberOf(stepwright) === FORMAT && isJsonObject(fields.options) && fields.definition !== undefined) {
    // Written by `journalLine` from options, so it has their shape.
    return { kind: 'start', definition: fields.definition, options: fields.options as unknown as StartOptions };
  }
  if (numberOf(tick) !== undefined && isJsonArray(fields.news)) {
    return { kind: 'news', tick: numberOf(tick) ?? 0, news: fields.news as unknown as readonly ExecutionEvent[] };
  }
  const redriven = numberOf(fields.redrive);
  if (redriven !== undefined) return { kind: 'redrive', now: redriven };
  const thread = numberOf(execution);
  const event = eventOf(thread === undefined ? fields : fields.event);
  if (!event) return undefined;
  return thread === undefined ? { kind: 'event', event } : { kind: 'child-event', execution: thread, event };
}

function eventOf(fields: Json | undefined): HistoryEvent | undefined {
  if (!isJsonObject(fields)) return undefined;
  const { id, previousEventId, type, timestamp, details } = fields;
  if (numberOf(id) === undefined || typeof type !== 'string') return undefined;
  return {
    id: numberOf(id) ?? 0,
    previousEventId: numberOf(previousEventId) ?? 0,
    type,
    timestamp: numberOf(timestamp) ?? 0,
    details: isJsonObject(details) ? details : undefined,
  };
}

/** A plain record without members that are undefined, which JSON does not know. */
function withoutGaps(record: object): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
