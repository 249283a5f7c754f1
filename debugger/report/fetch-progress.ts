/**
 * Tasks whose answers are being fetched, from a handler or a folder, as progress that the client shows once it takes more
 * than a second of real time. To cancel one is to give up on the answer and to be asked oneself.
 */
import type { TaskRequest } from '#interpreter';
import { clock as clockText } from '../data/frames.ts';
import type { Session } from '../session/session.ts';
import { shortName } from './transcript.ts';

const LEAST_MILLISECONDS = 1000;
const UPDATE_MILLISECONDS = 1000;

interface Fetch {
  readonly id: string;
  readonly since: number;
  isShown: boolean;
  cancelTimer: () => void;
}

export class FetchProgress {
  readonly #session: Session;
  #fetches = new Map<number, Fetch>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** The answer of a task is under way. */
  begin(task: TaskRequest): void {
    const { host, client } = this.#session;
    if (!client.supportsProgress) return;
    const show = (): void => this.#show(task, fetch);
    const cancelTimer = host.setTimer(show, LEAST_MILLISECONDS);
    const fetch: Fetch = { id: `task-${task.id}`, since: host.now(), isShown: false, cancelTimer };
    this.#fetches.set(task.id, fetch);
  }

  /** The answer is there, or nobody waits for it any more. */
  end(task: number): void {
    const fetch = this.#fetches.get(task);
    if (!fetch) return;
    this.#fetches.delete(task);
    fetch.cancelTimer();
    if (!fetch.isShown) return;
    this.#session.cancellations.delete(fetch.id);
    this.#session.sendEvent('progressEnd', { progressId: fetch.id });
  }

  #show({ id: task, stateName }: TaskRequest, fetch: Fetch): void {
    // After the end nobody looks any more.
    if (!this.#session.live) return;
    const { id } = fetch;
    fetch.isShown = true;
    this.#session.cancellations.set(id, () => this.#session.live?.desk.giveUp(task));
    const title = `${shortName(stateName)} is being answered`;
    this.#session.sendEvent('progressStart', {
      progressId: id,
      title,
      cancellable: true,
      message: this.#elapsed(fetch),
    });
    this.#tick(fetch);
  }

  #tick(fetch: Fetch): void {
    fetch.cancelTimer = this.#session.host.setTimer(() => {
      if (!this.#session.live) return;
      this.#session.sendEvent('progressUpdate', { progressId: fetch.id, message: this.#elapsed(fetch) });
      this.#tick(fetch);
    }, UPDATE_MILLISECONDS);
  }

  #elapsed({ since }: Fetch): string {
    return `for ${clockText(this.#session.host.now() - since)}`;
  }
}
