/**
 * Where the events of an execution are kept: pages that snapshots share, each of which knows how many events stand in
 * it. Invariant: an event that is in a page stays there; nothing is ever put in its place. Pages are of one size,
 * because a long list that grows would be copied again and again, and outlive its execution in the old generation.
 */
import type { HistoryEvent } from './history.ts';

/** Events one after the other, `count` of them; there may be room behind them. */
export interface HistoryPage {
  readonly events: HistoryEvent[];
  count: number;
}

export interface HistoryBuffer {
  readonly pages: readonly HistoryPage[];
}

const PAGE = 1024;

export const EMPTY_HISTORY: HistoryBuffer = { pages: [] };

/** Stands where there is no page yet. */
export const NO_PAGE: HistoryPage = { events: [], count: 0 };

/**
 * The page that takes the event after the first `length` ones, and the buffer that holds it. Where another way has
 * gone on from there already, its events stay in a buffer of their own.
 */
export function pageAfter(buffer: HistoryBuffer, length: number): { buffer: HistoryBuffer; page: HistoryPage } {
  const index = Math.floor(length / PAGE);
  const count = length % PAGE;
  const page = buffer.pages[index];
  if (page?.count === count) return { buffer, page };
  const next = page ? { events: page.events.slice(0, count), count } : emptyPage(index);
  return { buffer: { pages: [...buffer.pages.slice(0, index), next] }, page: next };
}

/** Who needs a second page will mostly fill it: it has all its room from the beginning and never grows. */
const emptyPage = (index: number): HistoryPage => ({ events: index === 0 ? [] : new Array(PAGE), count: 0 });

/** True where the page, as `pageAfter` gave it, still takes the event after the first `length` ones. */
export const takesNext = (page: HistoryPage, length: number): boolean =>
  page.count < PAGE && page.count === length % PAGE && page !== NO_PAGE;

/** The last event of the page in which event `id` stands. */
export const lastOfPage = (id: number): number => Math.ceil(id / PAGE) * PAGE;

export function addEvent(page: HistoryPage, event: HistoryEvent): void {
  page.events[page.count] = event;
  page.count += 1;
}

/** The first `length` events, oldest first. */
export function firstEvents({ pages }: HistoryBuffer, length: number): readonly HistoryEvent[] {
  const full = pages.slice(0, Math.floor(length / PAGE)).map(({ events }) => events);
  const rest = pages[full.length]?.events.slice(0, length % PAGE) ?? [];
  return full.length === 0 ? rest : ([] as HistoryEvent[]).concat(...full, rest);
}
