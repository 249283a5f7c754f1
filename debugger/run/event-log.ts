/**
 * The events that went into an execution, by position. Most of them only say that the next phase runs, and where the
 * engine runs thousands of phases in one call these come in thousands: those at the end are counted, and written out
 * when another event follows or somebody wants the list.
 */
import type { WorldEvent } from '../nested/world.ts';

/** The next phase of the thread whose turn it is. */
export const ADVANCE: WorldEvent = { type: 'advance' };

export class EventLog {
  readonly #events: WorldEvent[];
  /** How many times `ADVANCE` follows. */
  #advances = 0;

  constructor(recorded: readonly WorldEvent[]) {
    this.#events = [...recorded];
  }

  get length(): number {
    return this.#events.length + this.#advances;
  }

  /** The event at a position, counted from 0; undefined behind the last. */
  at(position: number): WorldEvent | undefined {
    return position < this.#events.length || position >= this.length ? this.#events[position] : ADVANCE;
  }

  push(event: WorldEvent): void {
    if (event === ADVANCE) this.#advances++;
    else this.#written().push(event);
  }

  /** The next so many phases run. */
  pushAdvances(count: number): void {
    this.#advances += count;
  }

  /** Drops what stands at this position and behind it. */
  cut(position: number): void {
    this.#advances = Math.max(0, Math.min(this.#advances, position - this.#events.length));
    if (this.#events.length > position) this.#events.length = position;
  }

  get all(): readonly WorldEvent[] {
    return this.#written();
  }

  #written(): WorldEvent[] {
    for (; this.#advances > 0; this.#advances--) this.#events.push(ADVANCE);
    return this.#events;
  }
}
