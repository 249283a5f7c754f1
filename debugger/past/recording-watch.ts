/**
 * Looks where a run that goes on from a recorded moment departs from the recording: each event that holds other data or
 * was not recorded, where it is as recorded again, and at the end what has not happened. Going back in time takes back
 * what was compared.
 */
import { agreementOf, type HistoryEvent, type RecordedEvent, recordedEventName } from '#interpreter';
import type { Past } from '../launch/recorded-past.ts';

/** So many departures are told; then the two runs are better compared as a whole. */
const MOST_TOLD = 100;

export class RecordingWatch {
  /** What was recorded after the moment and has not happened again. */
  #left: readonly RecordedEvent[];
  /** What has happened again, with the position on the timeline. */
  #taken: { readonly position: number; readonly event: RecordedEvent }[] = [];
  /** The event before this one was none of the recorded ones. */
  #isBeside = false;
  #told = 0;

  constructor({ history, reconstruction: { reached } }: Past, position: number) {
    this.#left = history.events.filter(({ id }) => (reached.get(id) ?? Number.POSITIVE_INFINITY) > position);
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
    const [next] = this.#left;
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
    const [first] = this.#left;
    if (!first) return undefined;
    const others = this.#left.length - 1;
    const name = recordedEventName(first);
    return `${name} was recorded and has not happened${others > 0 ? `, and ${others} more` : ''}.`;
  }

  /** The run goes another way from an earlier position: what came after it can happen again. */
  rewind(position: number): void {
    const back = this.#taken.filter((one) => one.position > position);
    if (back.length === 0) return;
    this.#taken = this.#taken.filter((one) => one.position <= position);
    this.#left = [...this.#left, ...back.map(({ event }) => event)].sort((a, b) => a.id - b.id);
    this.#isBeside = false;
  }

  #match(event: HistoryEvent, agreement: 'same' | 'alike', position: number): RecordedEvent | undefined {
    const found = this.#left.find((recorded) => agreementOf(event, recorded) === agreement);
    if (!found) return undefined;
    this.#left = this.#left.filter((one) => one !== found);
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

const lower = (name: string): string => name.replace(/^E/, 'e');
