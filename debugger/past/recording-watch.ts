/**
 * Looks where a run that goes on from a recorded moment departs from the recording: each event that holds other data or
 * was not recorded, where it is as recorded again, and at the end what has not happened. Going back in time takes back
 * what was compared.
 */
import { agreementKey, agreementOf, type HistoryEvent, type RecordedEvent, recordedEventName } from '#interpreter';
import type { Past } from '../launch/recorded-past.ts';

/** So many departures are told; then the two runs are better compared as a whole. */
const MOST_TOLD = 100;

export class RecordingWatch {
  /** What was recorded after the moment and has not happened again. */
  #left: Remaining;
  /** What has happened again, with the position on the timeline. */
  #taken: { readonly position: number; readonly event: RecordedEvent }[] = [];
  /** The event before this one was none of the recorded ones. */
  #isBeside = false;
  #told = 0;

  constructor({ history, reconstruction: { reached } }: Past, position: number) {
    this.#left = new Remaining(
      history.events.filter(({ id }) => (reached.get(id) ?? Number.POSITIVE_INFINITY) > position),
    );
  }

  /** The sentence about an event that is not as recorded, or the first one that is so again. */
  take(event: HistoryEvent, position: number): string | undefined {
    const own = recordedEventName({ ...event, details: event.details ?? {} });
    if (this.#match(event, 'same', position)) {
      const wasBeside = this.#isBeside;
      this.#isBeside = false;
      return wasBeside && this.#told <= MOST_TOLD ? `It is as recorded again with ${lower(own)}.` : undefined;
    }
    const wasBeside = this.#isBeside;
    const next = this.#left.first;
    const alike = this.#match(event, 'alike', position);
    this.#isBeside = alike === undefined;
    if (alike) return this.#tell(`${own} holds other data than ${lower(recordedEventName(alike))} did.`);
    if (wasBeside) return this.#tell(`${own} is not in the recording.`);
    return next
      ? this.#tell(`${own} comes where ${lower(recordedEventName(next))} came.`)
      : this.#tell(`${own} comes after the end of the recording.`);
  }

  /** The sentence about what was recorded and has not happened by the end. */
  missing(): string | undefined {
    const { first } = this.#left;
    if (!first) return undefined;
    const others = this.#left.all.size - 1;
    const name = recordedEventName(first);
    return `${name} was recorded and has not happened${others > 0 ? `, and ${others} more` : ''}.`;
  }

  /** The run goes another way from an earlier position: what came after it can happen again. */
  rewind(position: number): void {
    const back = this.#taken.filter((one) => one.position > position);
    if (back.length === 0) return;
    this.#taken = this.#taken.filter((one) => one.position <= position);
    this.#left = new Remaining([...this.#left.all, ...back.map(({ event }) => event)].sort((a, b) => a.id - b.id));
    this.#isBeside = false;
  }

  #match(event: HistoryEvent, agreement: 'same' | 'alike', position: number): RecordedEvent | undefined {
    const found = this.#left.find(event, agreement);
    if (!found) return undefined;
    this.#left.delete(found);
    this.#taken.push({ position, event: found });
    return found;
  }

  #tell(departure: string): string | undefined {
    this.#told++;
    if (this.#told > MOST_TOLD + 1) return undefined;
    if (this.#told > MOST_TOLD) return 'It departs in more events; .compare tells all differences.';
    return `${this.#told === 1 ? 'The run departs from the recording' : 'It departs again'}: ${departure}`;
  }
}

/** Recorded events in their order, found by what they could agree with: a run may depart from 25,000 of them. */
class Remaining {
  readonly all: Set<RecordedEvent>;
  readonly #byType = new Map<string, Set<RecordedEvent>>();
  readonly #byKey = new Map<string, Set<RecordedEvent>>();

  constructor(events: readonly RecordedEvent[]) {
    this.all = new Set(events);
    for (const event of events) {
      addTo(this.#byType, event.type, event);
      addTo(this.#byKey, agreementKey(event), event);
    }
  }

  get first(): RecordedEvent | undefined {
    const [first] = this.all;
    return first;
  }

  /** The first with which an event agrees in that way. */
  find(event: HistoryEvent, agreement: 'same' | 'alike'): RecordedEvent | undefined {
    const candidates = agreement === 'same' ? this.#byKey.get(agreementKey(event)) : this.#byType.get(event.type);
    for (const recorded of candidates ?? []) if (agreementOf(event, recorded) === agreement) return recorded;
    return undefined;
  }

  delete(event: RecordedEvent): void {
    this.all.delete(event);
    this.#byType.get(event.type)?.delete(event);
    this.#byKey.get(agreementKey(event))?.delete(event);
  }
}

function addTo(sets: Map<string, Set<RecordedEvent>>, key: string, event: RecordedEvent): void {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set.add(event));
}

const lower = (name: string): string => name.replace(/^E/, 'e');
