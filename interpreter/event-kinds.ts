/**
 * Events of which a definition fixes everything but one value: the input of a state that is entered, the output of a
 * task. A history keeps the kind and the value, and the event itself is made when somebody reads it (decision 12).
 * All other events are kept by their type with their details.
 */
import type { Json } from '#asl/json';
import type { EventDetails, HistoryEvent } from './history.ts';

export interface EventKind {
  readonly type: string;
  readonly detailsOf: (value: Json) => EventDetails | undefined;
}

/** Events that mostly follow each other at once, and are all of one value. */
export interface EventRun {
  readonly events: readonly EventKind[];
}

/** What is kept of an event beside its kind, or beside its type. */
export type EventValue = Json | EventDetails | undefined;

export const stateEntered = (type: string, name: string): EventKind => ({
  type,
  detailsOf: (input) => ({ name, input }),
});

export const stateExited = (type: string, name: string): EventKind => ({
  type,
  detailsOf: (output) => ({ name, output }),
});

/** An iteration of the Map of that name; the value is its index. */
export const iterationOf = (type: string, name: string): EventKind => ({
  type,
  detailsOf: (index) => ({ index, name }),
});

/** Makes the event. Whoever has read it may keep it: nothing here does. */
export function eventOf(
  kind: EventKind | string,
  id: number,
  previousEventId: number,
  timestamp: number,
  value: EventValue,
): HistoryEvent {
  if (typeof kind === 'string')
    return { id, previousEventId, type: kind, timestamp, details: value as EventDetails | undefined };
  return { id, previousEventId, type: kind.type, timestamp, details: kind.detailsOf(value as Json) };
}
