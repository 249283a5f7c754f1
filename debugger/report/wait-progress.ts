/**
 * Waits that take real time, of states and of tasks, as progress that the client shows and can cancel: to cancel a wait is
 * to skip it, up to the moment at which the task is done or its time is over. There is one at a time, that of what is due next; where a Map waits in forty iterations, nobody wants forty bars.
 */
import type { Snapshot } from '#interpreter';
import { clock as clockText } from '../data/frames.ts';
import type { Session } from '../session/session.ts';
import type { TaskDesk } from '../tasks/task-desk.ts';
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
    if (!this.#session.client.supportsProgress || milliseconds <= LEAST_MILLISECONDS) return;
    const title = titleOf(snapshot, until, this.#session.live?.desk);
    if (title === undefined) return;
    const shown = { id: `wait-${++this.#count}`, from: snapshot.now, until };
    this.#shown = shown;
    this.#session.cancellations.set(shown.id, () => this.#session.live?.run.tell({ type: 'time', now: until }));
    this.#session.sendEvent('progressStart', {
      progressId: shown.id,
      title,
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

/** What is awaited at a moment. Undefined for what is shown elsewhere, and for the end of the execution's time. */
function titleOf({ threads }: Snapshot, until: number, desk: TaskDesk | undefined): string | undefined {
  const due = desk?.taskDueAt(until);
  for (const { status, frame } of threads) {
    const name = shortName(frame?.name ?? '');
    if (status.kind === 'waiting' && status.until === until)
      return status.reason === 'retry' ? `${name} is tried again soon` : `${name} waits`;
    if (status.kind !== 'task' || desk?.isFetching(status.task.id)) continue;
    if (status.task.id === due) return `${name} runs`;
    if (status.timeoutAt === until || status.heartbeatAt === until) return `${name} waits for an answer`;
  }
  return undefined;
}
