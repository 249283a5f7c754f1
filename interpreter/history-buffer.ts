/**
 * Where the events of an execution are kept: pages that snapshots share, each of which knows how many events stand in
 * it. Invariant: an event that is in a page stays there; nothing is ever put in its place. A page never grows, because
 * a long list that does is copied again and again. No event is an object here until it is read (decision 12).
 */
import { type EventKind, type EventPair, type EventValue, eventOf } from './event-kinds.ts';
import type { HistoryEvent } from './history.ts';

/** Events one after the other, `count` of them; there may be room behind them. */
export interface HistoryPage {
  /** How many events stand in the pages before, and how many have room in this one. */
  readonly before: number;
  readonly room: number;
  /**
   * Of each event its kind, or only its type; the event that it follows; its value, or its details. The first of a pair
   * has nothing: the pair stands in the place of the second.
   */
  readonly cells: (EventKind | EventPair | string | number | EventValue)[];
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

const pageOf = (before: number, room: number, cells: HistoryPage['cells'], count: number): HistoryPage => ({
  before,
  room,
  cells,
  count,
  moments: [],
  now: Number.NaN,
});

/** Stands where there is no page yet. */
export const NO_PAGE: HistoryPage = pageOf(0, 0, [], 0);

/**
 * The page that takes the event after the first `length` ones, and the buffer that holds it. Where another way has
 * gone on from there already, its events stay in a buffer of their own.
 */
export function pageAfter(buffer: HistoryBuffer, length: number): { buffer: HistoryBuffer; page: HistoryPage } {
  const index = length < FIRST_PAGE ? 0 : 1 + Math.floor((length - FIRST_PAGE) / PAGE);
  const page = buffer.pages[index];
  if (page && takesNext(page, length)) return { buffer, page };
  const next = page ? beginningOf(page, length - page.before) : emptyPage(index);
  return { buffer: { pages: [...buffer.pages.slice(0, index), next] }, page: next };
}

/** It has all its room from the beginning. */
function emptyPage(index: number): HistoryPage {
  const room = index === 0 ? FIRST_PAGE : PAGE;
  return pageOf(index === 0 ? 0 : FIRST_PAGE + (index - 1) * PAGE, room, new Array(room * CELLS), 0);
}

/** A page of its own with the first `count` events of another. */
function beginningOf(page: HistoryPage, count: number): HistoryPage {
  const { before, room, cells, moments } = page;
  const own = pageOf(before, room, cells.slice(0, count * CELLS), count);
  for (let at = 0; at < moments.length && (moments[at] as number) < count; at += 2) {
    own.now = moments[at + 1] as number;
    own.moments.push(moments[at] as number, own.now);
  }
  return own;
}

/** True where the page still takes the event after the first `length` ones. */
export const takesNext = ({ before, count, room }: HistoryPage, length: number): boolean =>
  count < room && before + count === length;

/** The last event for which the page has room. */
export const lastOfPage = ({ before, room }: HistoryPage): number => before + room;

export function addEvent(
  page: HistoryPage,
  kind: EventKind | string,
  previousEventId: number,
  value: EventValue,
): void {
  const { cells, count } = page;
  const at = count * CELLS;
  cells[at] = kind;
  cells[at + 1] = previousEventId;
  cells[at + 2] = value;
  page.count = count + 1;
}

/** Adds two events, the second of which follows the first. */
export function addPair(page: HistoryPage, pair: EventPair, previousEventId: number, value: EventValue): void {
  const { cells, count } = page;
  const at = (count + 1) * CELLS;
  cells[at] = pair;
  cells[at + 1] = previousEventId;
  cells[at + 2] = value;
  page.count = count + 2;
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
function readPage({ before, count, cells, moments }: HistoryPage, length: number, events: HistoryEvent[]): void {
  const end = Math.min(count, length - before);
  for (let place = 0, moment = 0; place < end; place++) {
    while (moment + 2 < moments.length && (moments[moment + 2] as number) <= place) moment += 2;
    const timestamp = moments[moment + 1] as number;
    const id = before + place + 1;
    const isPair = cells[place * CELLS] === undefined;
    const at = (isPair ? place + 1 : place) * CELLS;
    const previousEventId = cells[at + 1] as number;
    const value = cells[at + 2] as EventValue;
    if (isPair) {
      const { first, second } = cells[at] as EventPair;
      events[id - 1] = eventOf(first.type, id, previousEventId, timestamp, first.details);
      events[id] = eventOf(second, id + 1, id, timestamp, value);
      place += 1;
    } else events[id - 1] = eventOf(cells[at] as EventKind | string, id, previousEventId, timestamp, value);
  }
}
