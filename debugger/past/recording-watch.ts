/** Looks where a run that goes on from a recorded moment departs from the recording. Says so once. */
import { agreementOf, type HistoryEvent, type RecordedEvent, recordedEventName } from '#interpreter';
import type { Past } from '../launch/past.ts';

export class RecordingWatch {
  /** What was recorded after the moment and has not happened again. */
  #left: RecordedEvent[];
  #hasDeparted = false;

  constructor({ history, reconstruction: { reached } }: Past, position: number) {
    this.#left = history.events.filter(({ id }) => (reached.get(id) ?? Number.POSITIVE_INFINITY) > position);
  }

  /** The sentence about the first event that is not as recorded. */
  take(event: HistoryEvent): string | undefined {
    if (this.#hasDeparted) return undefined;
    const same = this.#left.findIndex((recorded) => agreementOf(event, recorded) === 'same');
    if (same >= 0) {
      this.#left.splice(same, 1);
      return undefined;
    }
    this.#hasDeparted = true;
    const own = recordedEventName({ ...event, details: event.details ?? {} });
    const alike = this.#left.find((recorded) => agreementOf(event, recorded) === 'alike');
    if (alike) return `The run departs from the recording: ${own} holds other data than ${lower(alike)} did.`;
    const [next] = this.#left;
    return next
      ? `The run departs from the recording: ${own} comes where ${lower(next)} came.`
      : `The run goes on after the end of the recording with ${own}.`;
  }
}

const lower = (event: RecordedEvent): string => recordedEventName(event).replace(/^E/, 'e');
