/**
 * The past of an execution: every event that went in, and snapshots at intervals. Going back restores a snapshot
 * and replays events; going forward again replays what is recorded before anything new happens, so no task is ever
 * asked twice. Invariant: the same position always shows the same execution.
 */
import { type Effect, type ExecutionEvent, type Snapshot, step, type Thread } from '#interpreter';
import { type Change, changesOf } from './changes.ts';
import type { Ledger } from './ledger.ts';
import { VisitLog } from './visits.ts';

/** What an event made of the execution. */
export interface Step {
  readonly snapshot: Snapshot;
  readonly effects: readonly Effect[];
  readonly changes: readonly Change[];
}

interface Checkpoint {
  readonly position: number;
  readonly snapshot: Snapshot;
  readonly ledger: Ledger;
}

/** A thread came to a new phase: a place where stepping may stop. */
export interface Arrival {
  readonly position: number;
  readonly thread: number;
  /** At the beginning of a state, not at a later phase of it. */
  readonly isEntry: boolean;
}

const INTERVAL = 256;

export class Timeline {
  #log: ExecutionEvent[] = [];
  #checkpoints: Checkpoint[];
  #arrivals: Arrival[] = [];
  #position = 0;
  #snapshot: Snapshot;
  #ledger: Ledger;
  /** When states were entered, retried and left, in all that is recorded. */
  readonly visits = new VisitLog();

  constructor(snapshot: Snapshot, ledger: Ledger) {
    this.#snapshot = snapshot;
    this.#ledger = ledger;
    this.#checkpoints = [{ position: 0, snapshot, ledger: ledger.clone() }];
    for (const thread of snapshot.threads) this.#addArrival(thread);
    this.visits.begin(snapshot);
  }

  /** How many events have been applied. */
  get position(): number {
    return this.#position;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  get ledger(): Ledger {
    return this.#ledger;
  }

  /** True where nothing is recorded after this moment. */
  get isLive(): boolean {
    return this.#position === this.#log.length;
  }

  /** How many events are recorded, before and after this moment. */
  get recordedLength(): number {
    return this.#log.length;
  }

  /** What came next when this moment was lived before. */
  get recorded(): ExecutionEvent | undefined {
    return this.#log[this.#position];
  }

  /** Applies an event. One that is not the recorded one begins another future: what was recorded is forgotten. */
  apply(event: ExecutionEvent): Step {
    const before = this.#snapshot;
    const { snapshot, effects } = step(before, event);
    const isNew = this.recorded !== event;
    if (isNew) {
      this.forgetFuture();
      this.#log.push(event);
    }
    const changes = changesOf(before, event, snapshot, effects);
    this.#position++;
    this.#snapshot = snapshot;
    this.#ledger.observe(changes, snapshot, effects);
    if (this.#position > (this.#arrivals.at(-1)?.position ?? 0)) this.#noteArrivals(changes);
    if (isNew) this.visits.note(this.#position, changes, snapshot, effects);
    this.#keepCheckpoint();
    return { snapshot, effects, changes };
  }

  /** Drops everything after this moment. */
  forgetFuture(): void {
    this.#log.length = this.#position;
    while ((this.#checkpoints.at(-1)?.position ?? 0) > this.#position) this.#checkpoints.pop();
    while ((this.#arrivals.at(-1)?.position ?? 0) > this.#position) this.#arrivals.pop();
    this.visits.forgetAfter(this.#position);
  }

  /** Goes to any recorded moment. */
  moveTo(position: number): void {
    const from = this.#checkpointAt(position);
    if (!from) return;
    if (this.#position > position || this.#position < from.position) this.#restore(from);
    while (this.#position < position) {
      const event = this.recorded;
      if (!event) return;
      this.apply(event);
    }
  }

  /** What the execution was at a recorded moment; it stays where it is. */
  snapshotAt(position: number): Snapshot {
    if (position === this.#position) return this.#snapshot;
    const from = this.#checkpointAt(position);
    let snapshot = from?.snapshot ?? this.#snapshot;
    for (let at = from?.position ?? position; at < position; at++) {
      const event = this.#log[at];
      if (event) snapshot = step(snapshot, event).snapshot;
    }
    return snapshot;
  }

  #checkpointAt(position: number): Checkpoint | undefined {
    for (let i = this.#checkpoints.length - 1; i >= 0; i--) {
      const checkpoint = this.#checkpoints[i];
      if (checkpoint && checkpoint.position <= position) return checkpoint;
    }
    return undefined;
  }

  /** The positions of checkpoints before a position, latest first. */
  checkpointsBefore(position: number): readonly number[] {
    return this.#checkpoints
      .flatMap((checkpoint) => (checkpoint.position < position ? [checkpoint.position] : []))
      .reverse();
  }

  /** The latest arrival that fits, at or before a position. */
  findArrival(position: number, fits: (arrival: Arrival) => boolean): Arrival | undefined {
    for (let i = this.#arrivals.length - 1; i >= 0; i--) {
      const arrival = this.#arrivals[i];
      if (arrival && arrival.position <= position && fits(arrival)) return arrival;
    }
    return undefined;
  }

  #restore({ position, snapshot, ledger }: Checkpoint): void {
    this.#position = position;
    this.#snapshot = snapshot;
    this.#ledger = ledger.clone();
  }

  #keepCheckpoint(): void {
    const last = this.#checkpoints.at(-1);
    if (!last || this.#position < last.position + INTERVAL) return;
    this.#checkpoints.push({ position: this.#position, snapshot: this.#snapshot, ledger: this.#ledger.clone() });
  }

  #noteArrivals(changes: readonly Change[]): void {
    for (const { before, after } of changes) {
      if (after?.status.kind === 'ready' && arrivalKey(after) !== (before && arrivalKey(before)))
        this.#addArrival(after);
    }
  }

  #addArrival(thread: Thread): void {
    this.#arrivals.push({ position: this.#position, thread: thread.id, isEntry: thread.frame?.phase === 'enter' });
  }
}

/** Says where a thread stands; it changes with every phase, retry and state. */
export function arrivalKey({ frame, status }: Thread): string {
  if (!frame) return status.kind;
  const { pointer, phase, enteredEventId, retryCounts, catcher } = frame;
  return `${status.kind}|${enteredEventId}|${phase}|${retryCounts.join(',')}|${catcher ?? ''}|${frame.failure ? 'failing' : ''}|${pointer}`;
}
