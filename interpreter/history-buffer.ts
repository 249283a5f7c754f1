/**
 * Where the events of an execution are kept: pages that snapshots share, each of which knows how many of the events are
 * its own. Invariant: an event that is in a page stays there; nothing is ever put in its place. Pages are of one size,
 * because a long list that grows would be copied again and again, and outlive its execution in the old generation.
 */
import type { HistoryEvent } from './history.ts';

export interface HistoryBuffer {
  readonly pages: readonly HistoryEvent[][];
}

const PAGE = 1024;

export const EMPTY_HISTORY: HistoryBuffer = { pages: [] };

/**
 * The page that takes the event after the first `length` ones, and the buffer that holds it. Where another way has
 * gone on from there already, its events stay in a buffer of their own.
 */
export function pageAfter(buffer: HistoryBuffer, length: number): { buffer: HistoryBuffer; page: HistoryEvent[] } {
  const index = Math.floor(length / PAGE);
  const page = buffer.pages[index];
  if (page?.length === length % PAGE) return { buffer, page };
  const next = page ? page.slice(0, length % PAGE) : [];
  return { buffer: { pages: [...buffer.pages.slice(0, index), next] }, page: next };
}

/** True where the page, as `pageAfter` gave it, still takes the event after the first `length` ones. */
export const takesNext = (page: HistoryEvent[] | undefined, length: number): page is HistoryEvent[] =>
  page !== undefined && page.length < PAGE && page.length === length % PAGE;

/** The first `length` events, oldest first. */
export function firstEvents({ pages }: HistoryBuffer, length: number): readonly HistoryEvent[] {
  const full = pages.slice(0, Math.floor(length / PAGE));
  const rest = pages[full.length]?.slice(0, length % PAGE) ?? [];
  return full.length === 0 ? rest : ([] as HistoryEvent[]).concat(...full, rest);
}
