/**
 * Waits that take real time, as progress that the client shows and can cancel: to cancel a wait is to skip it. There is
 * one at a time, that of what is due next; where a Map waits in forty iterations, nobody wants forty bars.
 */
import type { Snapshot } from '#interpreter';
import { clock as clockText } from '../data/frames.ts';
import type { Session } from '../session/session.ts';
import { shortName } from './transcript.ts';

/** Shorter waits are over before anybody has read what they are. */
const LEAST_MILLISECONDS = 1000;
const UPDATE_MILLISECONDS = 1000;

interface Shown {
  readonly id: string;
  readonly from: number;
  readonly until: number;
}

export class WaitProgress {
  readonly #session: Session;
  #shown: Shown | undefined;
  #count = 0;
  #cancelTimer: (() => void) | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Everything waits for a moment that is so many milliseconds of real time away. */
  begin(snapshot: Snapshot, until: number, milliseconds: number): void {
    if (this.#shown?.until === until) return;
    this.end();
    const waits = snapshot.threads.find(({ status }) => status.kind === 'waiting' && status.until === until);
    if (!this.#session.client.supportsProgress || !waits || milliseconds <= LEAST_MILLISECONDS) return;
    const name = shortName(waits.frame?.name ?? '');
    const isRetry = waits.status.kind === 'waiting' && waits.status.reason === 'retry';
    const shown = { id: `wait-${++this.#count}`, from: snapshot.now, until };
    this.#shown = shown;
    this.#session.cancellations.set(shown.id, () => this.#session.live?.run.tell({ type: 'time', now: until }));
    this.#session.sendEvent('progressStart', {
      progressId: shown.id,
      title: isRetry ? `${name} is tried again soon` : `${name} waits`,
      cancellable: true,
      ...this.#state(shown, snapshot.now),
    });
    this.#tick(shown);
  }

  /** The clock stands at a moment. */
  reached(now: number): void {
    if (this.#shown && now >= this.#shown.until) this.end();
  }

  end(): void {
    this.#cancelTimer?.();
    if (!this.#shown) return;
    const { id } = this.#shown;
    this.#shown = undefined;
    this.#session.cancellations.delete(id);
    this.#session.sendEvent('progressEnd', { progressId: id });
  }

  #tick(shown: Shown): void {
    this.#cancelTimer = this.#session.host.setTimer(() => {
      const now = this.#session.live?.run.now;
      if (this.#shown !== shown || now === undefined || now >= shown.until) return;
      this.#session.sendEvent('progressUpdate', { progressId: shown.id, ...this.#state(shown, now) });
      this.#tick(shown);
    }, UPDATE_MILLISECONDS);
  }

  #state({ from, until }: Shown, now: number): { message: string; percentage: number } {
    return {
      message: `${clockText(until - now)} left`,
      percentage: Math.min(100, Math.max(0, Math.floor(((now - from) / (until - from)) * 100))),
    };
  }
}
