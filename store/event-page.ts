/** Reads a page of the events of a journal, wherever it lies, without reading what stands before it. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { eventIdOf, type HistoryEvent, parseJournalLine } from '#interpreter';
import { decodeOffset, ENTRY_BYTES, entryOf, indexedBefore, indexFileOf } from './event-index.ts';
import { type Line, linesOf } from './lines.ts';

export interface PageRequest {
  /** The child execution of a distributed Map whose events are wanted, by its thread; the execution's own unless given. */
  readonly execution?: number;
  /** The first event wanted; 1 unless given. */
  readonly from?: number;
  readonly limit: number;
}

export interface EventPage {
  readonly events: readonly HistoryEvent[];
  /** Where the next page begins; undefined at the end of what is stored. */
  readonly next: number | undefined;
}

/** The events from one on. A torn last line counts as not there. */
export function readEventPage(file: string, { execution, from = 1, limit }: PageRequest): EventPage {
  const events: HistoryEvent[] = [];
  for (const { text, isWhole } of execution === undefined ? linesFrom(file, from) : linesOf(file)) {
    const isWanted =
      execution === undefined ? (eventIdOf(text) ?? 0) >= from : text.startsWith(`{"execution":${execution},`);
    if (!isWhole || !isWanted) continue;
    const { record } = { record: undefined, ...parseJournalLine(text) };
    if (record?.kind !== 'event' && record?.kind !== 'child-event') continue;
    const { event } = record;
    if (event.id < from) continue;
    if (events.length >= limit) return { events, next: event.id };
    events.push(event);
  }
  return { events, next: undefined };
}

/** The lines from an indexed place on where the index is right, else from the beginning. */
function linesFrom(file: string, eventId: number): Iterable<Line> {
  const indexed = indexedBefore(Math.max(1, eventId));
  const offset = offsetOf(file, indexed);
  if (offset === undefined || offset >= statSync(file).size) return linesOf(file);
  const [first] = firstOf(linesOf(file, offset));
  return first !== undefined && eventIdOf(first.text) === indexed ? linesOf(file, offset) : linesOf(file);
}

function firstOf(lines: Iterable<Line>): readonly Line[] {
  for (const line of lines) return [line];
  return [];
}

function offsetOf(file: string, eventId: number): number | undefined {
  let index: number;
  try {
    index = openSync(indexFileOf(file), 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const bytes = Buffer.alloc(ENTRY_BYTES);
    const count = readSync(index, bytes, 0, ENTRY_BYTES, (entryOf(eventId) ?? 0) * ENTRY_BYTES);
    return count === ENTRY_BYTES ? decodeOffset(bytes) : undefined;
  } finally {
    closeSync(index);
  }
}
