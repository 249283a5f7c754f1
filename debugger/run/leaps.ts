/** How many phases a run leaps over in one call: as many as a slice of time has room for. */
import type { Timeline } from './timeline.ts';

const LEAST = 256;
const MOST = 8192;

export class Leaps {
  readonly #now: () => number;
  readonly #longest: number;
  #phases = 1024;
  /** Up to this position every phase has to be looked at. */
  #slowUpTo = 0;

  /** `longest`: milliseconds that one leap should take. */
  constructor(now: () => number, longest: number) {
    this.#now = now;
    this.#longest = longest;
  }

  /** Runs many phases in one call. Undefined, and nothing has happened, where they have to be looked at one by one. */
  leap(timeline: Timeline): ReturnType<Timeline['applyMany']> {
    if (timeline.position < this.#slowUpTo) return undefined;
    const begin = this.#now();
    const effects = timeline.applyMany(this.#phases);
    if (!effects) {
      this.#slowUpTo = timeline.position + this.#phases;
      return undefined;
    }
    const isShort = this.#now() - begin < this.#longest;
    this.#phases = Math.min(MOST, Math.max(LEAST, isShort ? this.#phases * 2 : this.#phases / 2));
    return effects;
  }
}
