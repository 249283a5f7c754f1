/**
 * Where the events of an execution are kept: pages that snapshots share, each of which knows how many events stand in
 * it. Invariant: an event that is in a page stays there; nothing is ever put in its place. A page never grows, because
 * a long list that does is copied again and again. No event is an object here until it is read (decision 12).
 */
import { type EventKind, type EventRun, type EventValue, eventOf } from './event-kinds.ts';
import type { HistoryEvent } from './history.ts';

/** Events one after the other, `count` of them in `entries`: one for each event, or for each run of events. */
export interface HistoryPage {
  /** How many events stand in the pages before, and how many entries have room in this one. */
  readonly before: number;
  readonly room: number;
  /**
   * Of each entry its kind, or only its type; the event that it follows; its value, or its details. No buffer ends
   * within a run.
   */
  readonly cells: (EventKind | EventRun | string | number | EventValue)[];
  entries: number;
  count: number;
  /** Pairs: how many events of the page stand before a moment, and that moment. The clock mostly stands still. */
  readonly moments: number[];
  /** The last moment. */
  now: number;
}

export interface HistoryBuffer {
  readonly pages: readonly HistoryPage[];
}

/** Most executions are short. Who needs a second page will mostly fill it. */
const FIRST_PAGE = 64;
const PAGE = 1024;
const CELLS = 3;

export const EMPTY_HISTORY: HistoryBuffer = { pages: [] };

const pageOf = (before: number, room: number, cells: HistoryPage['cells']): HistoryPage => ({
  before,
  room,
  cells,
  entries: 0,
  count: 0,
  moments: [],
  now: Number.NaN,
});

/** Stands where there is no page yet. */
export const NO_PAGE: HistoryPage = pageOf(0, 0, []);

/**
 * The page that takes the event after the first `length` ones, of which some stand in the buffer's last page, and the buffer that holds it. Where another way has
 * gone on from there already, its events stay in a buffer of their own.
 */
export function pageAfter(buffer: HistoryBuffer, length: number): { buffer: HistoryBuffer; page: HistoryPage } {
  const { pages } = buffer;
  const page = pages.at(-1);
  if (page && takesNext(page, length)) return { buffer, page };
  if (!page || page.before + page.count === length) {
    const next = emptyPage(length);
    return { buffer: { pages: [...pages, next] }, page: next };
  }
  const own = beginningOf(page, length - page.before);
  return { buffer: { pages: [...pages.slice(0, -1), own] }, page: own };
}

/** It has all its room from the beginning. */
function emptyPage(before: number): HistoryPage {
  const room = before === 0 ? FIRST_PAGE : PAGE;
  return pageOf(before, room, new Array(room * CELLS));
}

/** A page of its own with the first `count` events of another. */
function beginningOf(page: HistoryPage, count: number): HistoryPage {
  const { before, room, cells, moments } = page;
  let entries = 0;
  for (let events = 0; events < count; entries++) events += eventsIn(cells[entries * CELLS]);
  const own = pageOf(before, room, cells.slice(0, entries * CELLS));
  own.entries = entries;
  own.count = count;
  for (let at = 0; at < moments.length && (moments[at] as number) < count; at += 2) {
    own.now = moments[at + 1] as number;
    own.moments.push(moments[at] as number, own.now);
  }
  return own;
}

const isRun = (kind: HistoryPage['cells'][number]): kind is EventRun =>
  typeof kind === 'object' && kind !== null && 'events' in kind;

const eventsIn = (kind: HistoryPage['cells'][number]): number => (isRun(kind) ? kind.events.length : 1);

/** True where the page still takes the event after the first `length` ones. */
export const takesNext = ({ before, count, entries, room }: HistoryPage, length: number): boolean =>
  entries < room && before + count === length;

/** The last event for which the page has room at least. */
export const lastOfPage = ({ before, count, entries, room }: HistoryPage): number => before + count + room - entries;

/** Adds one event, or a run of so many events. */
export function addEntry(
  page: HistoryPage,
  kind: EventKind | EventRun | string,
  previousEventId: number,
  value: EventValue,
  events: number,
): void {
  const { cells, entries } = page;
  const at = entries * CELLS;
  cells[at] = kind;
  cells[at + 1] = previousEventId;
  cells[at + 2] = value;
  page.entries = entries + 1;
  page.count += events;
}

/** Says when the events happen that the page gets next. */
export function beginMoment(page: HistoryPage, now: number): void {
  if (page.now === now) return;
  page.moments.push(page.count, now);
  page.now = now;
}

/** The first `length` events, oldest first. */
export function firstEvents({ pages }: HistoryBuffer, length: number): readonly HistoryEvent[] {
  const events: HistoryEvent[] = new Array(length);
  for (const page of pages) readPage(page, length, events);
  return events;
}

/** Puts in the events of a page that are among the first `length`. */
function readPage({ before, entries, cells, moments }: HistoryPage, length: number, events: HistoryEvent[]): void {
  let id = before + 1;
  for (let entry = 0, moment = 0; entry < entries && id <= length; entry++) {
    while (moment + 2 < moments.length && before + (moments[moment + 2] as number) < id) moment += 2;
    const timestamp = moments[moment + 1] as number;
    const at = entry * CELLS;
    const kind = cells[at] as EventKind | EventRun | string;
    const previousEventId = cells[at + 1] as number;
    const value = cells[at + 2] as EventValue;
    const run = isRun(kind) ? kind.events : undefined;
    const first = run ? (run[0] as EventKind) : (kind as EventKind | string);
    events[id - 1] = eventOf(first, id, previousEventId, timestamp, value);
    id += 1;
    for (let more = 1; run && more < run.length; more++, id++)
      events[id - 1] = eventOf(run[more] as EventKind, id, id - 1, timestamp, value);
  }
}
