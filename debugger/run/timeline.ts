/**
 * The past of an execution: every event that went in, and snapshots at intervals. Going back restores a snapshot
 * and replays events; going forward again replays what is recorded before anything new happens, so no task is ever
 * asked twice. Invariant: the same position always shows the same execution.
 */
import { advance, type Effect, type Snapshot, type Thread } from '#interpreter';
import { nestedOf, rootOf, stepWorld, type WorldEffect, type WorldEvent, withRoot } from '../nested/world.ts';
import { type Change, changesOf } from './changes.ts';
import { EventLog } from './event-log.ts';
import type { Ledger } from './ledger.ts';
import { VisitLog } from './visits.ts';

/** What an event made of the execution. */
export interface Step {
  readonly snapshot: Snapshot;
  readonly effects: readonly WorldEffect[];
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

/** Events whose arrivals have not been noted, because they were applied in one call. */
interface Gap {
  readonly from: number;
  readonly to: number;
}

const INTERVAL = 256;

export class Timeline {
  readonly #log: EventLog;
  #checkpoints: Checkpoint[];
  #arrivals: Arrival[] = [];
  #gaps: Gap[] = [];
  /** Arrivals up to here are noted, or in a gap. */
  #seenUpTo = 0;
  #hasRedriven = false;
  #position = 0;
  #snapshot: Snapshot;
  #ledger: Ledger;
  readonly #visits = new VisitLog();
  /** Visits are noted up to here; what was applied in one call, and what came after it, when somebody asks. */
  #visitsUpTo = 0;

  /** `recorded`: what is known to happen. */
  constructor(snapshot: Snapshot, ledger: Ledger, recorded: readonly WorldEvent[] = []) {
    this.#snapshot = snapshot;
    this.#log = new EventLog(recorded);
    this.#ledger = ledger;
    this.#checkpoints = [{ position: 0, snapshot, ledger: ledger.clone() }];
    this.#arrivals = snapshot.threads.map((thread) => arrivalAt(thread, 0));
    this.#visits.begin(snapshot);
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

  /** All that is recorded. */
  get events(): readonly WorldEvent[] {
    return this.#log.all;
  }

  /** What came next when this moment was lived before. */
  get recorded(): WorldEvent | undefined {
    return this.#log.at(this.#position);
  }

  /** Applies an event. One that is not the recorded one begins another future: what was recorded is forgotten. */
  apply(event: WorldEvent): Step {
    const before = this.#snapshot;
    const { snapshot, effects } = stepWorld(before, event);
    const isNew = this.recorded !== event;
    if (isNew) {
      this.forgetFuture();
      this.#log.push(event);
    }
    if (event.type === 'redrive') this.#hasRedriven = true;
    const changes = changesOf(before, event, snapshot, effects);
    this.#position++;
    this.#snapshot = snapshot;
    this.#ledger.observe(changes, snapshot, effects);
    if (this.#position > this.#seenUpTo) {
      this.#seenUpTo = this.#position;
      noteArrivals(this.#arrivals, changes, this.#position);
    }
    if (isNew && this.#visitsUpTo === this.#position - 1) {
      this.#visitsUpTo = this.#position;
      this.#visits.note(this.#position, changes, snapshot, effects);
    }
    this.#keepCheckpoint();
    return { snapshot, effects, changes };
  }

  /**
   * Lets the engine run up to so many phases in one call, many times as fast as one by one, and gives what it asks for.
   * Undefined, and nothing has happened, where there is more to tell than can be counted: a failure, or an end by one.
   */
  applyMany(phases: number): readonly Effect[] | undefined {
    const before = this.#snapshot;
    if (!this.isLive || this.#hasRedriven || nestedOf(before).length > 0) return undefined;
    const effects: Effect[] = [];
    const ledger = this.#ledger.clone();
    const root = advance(rootOf(before), {
      maxTicks: phases,
      onEffect: (effect) => effects.push(effect),
      onlyNeeds: true,
      onlooker: ledger.onlookerAt(before.now),
    });
    const snapshot = withRoot(before, root);
    const count = root.tick - before.tick;
    const isPlain = root.status === 'RUNNING' || root.status === 'SUCCEEDED';
    if (count === 0 || !isPlain || effects.some(({ type }) => type === 'failure')) return undefined;
    ledger.scheduled(effects, before.now);
    if (this.#checkpoints.at(-1)?.position !== this.#position) this.#addCheckpoint();
    const from = this.#position;
    this.#log.pushAdvances(count);
    this.#position += count;
    this.#seenUpTo = this.#position;
    this.#gaps.push({ from, to: this.#position });
    this.#snapshot = snapshot;
    this.#ledger = ledger;
    this.#addCheckpoint();
    return effects;
  }

  /** What the execution comes to when everything recorded happens. */
  lastSnapshot(): Snapshot {
    let last = this.#snapshot;
    for (const event of this.#log.all.slice(this.#position)) last = stepWorld(last, event).snapshot;
    return last;
  }

  /** Drops everything after this moment. */
  forgetFuture(): void {
    this.#log.cut(this.#position);
    while ((this.#checkpoints.at(-1)?.position ?? 0) > this.#position) this.#checkpoints.pop();
    while ((this.#arrivals.at(-1)?.position ?? 0) > this.#position) this.#arrivals.pop();
    this.#visits.forgetAfter(this.#position);
    this.#visitsUpTo = Math.min(this.#visitsUpTo, this.#position);
    while ((this.#gaps.at(-1)?.from ?? -1) >= this.#position) this.#gaps.pop();
    const gap = this.#gaps.at(-1);
    if (gap && gap.to > this.#position) this.#gaps[this.#gaps.length - 1] = { from: gap.from, to: this.#position };
    this.#seenUpTo = Math.min(this.#seenUpTo, this.#position);
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

  /** When states were entered, retried and left, in all that is recorded. */
  get visits(): VisitLog {
    let at = this.#visitsUpTo < this.#log.length ? this.snapshotAt(this.#visitsUpTo) : this.#snapshot;
    for (let event = this.#log.at(this.#visitsUpTo); event; event = this.#log.at(this.#visitsUpTo)) {
      const { snapshot, effects } = stepWorld(at, event);
      this.#visitsUpTo++;
      this.#visits.note(this.#visitsUpTo, changesOf(at, event, snapshot, effects), snapshot, effects);
      at = snapshot;
    }
    return this.#visits;
  }

  /** What the execution was at a recorded moment; it stays where it is. */
  snapshotAt(position: number): Snapshot {
    if (position === this.#position) return this.#snapshot;
    const from = this.#checkpointAt(position);
    let snapshot = from?.snapshot ?? this.#snapshot;
    for (let at = from?.position ?? position; at < position; at++) {
      const event = this.#log.at(at);
      if (event) snapshot = stepWorld(snapshot, event).snapshot;
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
    for (;;) {
      const found = lastOf(this.#arrivals, (arrival) => arrival.position <= position && fits(arrival));
      const gap = lastOf(this.#gaps, ({ from }) => from < position);
      if (!gap || (found && found.position > gap.to)) return found;
      this.#fill(gap);
    }
  }

  /** Notes the arrivals of events that were applied in one call. */
  #fill(gap: Gap): void {
    const filled: Arrival[] = [];
    let at = this.#checkpointAt(gap.from)?.snapshot;
    for (let position = gap.from; at && position < gap.to; position++) {
      const event = this.#log.at(position);
      if (!event) break;
      const { snapshot, effects } = stepWorld(at, event);
      noteArrivals(filled, changesOf(at, event, snapshot, effects), position + 1);
      at = snapshot;
    }
    const before = this.#arrivals.filter(({ position }) => position <= gap.from);
    const after = this.#arrivals.filter(({ position }) => position > gap.from);
    this.#arrivals = [...before, ...filled, ...after];
    this.#gaps = this.#gaps.filter((other) => other !== gap);
  }

  #restore({ position, snapshot, ledger }: Checkpoint): void {
    this.#position = position;
    this.#snapshot = snapshot;
    this.#ledger = ledger.clone();
  }

  #keepCheckpoint(): void {
    const last = this.#checkpoints.at(-1);
    if (!last || this.#position < last.position + INTERVAL) return;
    this.#addCheckpoint();
  }

  #addCheckpoint(): void {
    this.#checkpoints.push({ position: this.#position, snapshot: this.#snapshot, ledger: this.#ledger.clone() });
  }
}

function lastOf<T>(items: readonly T[], fits: (item: T) => boolean): T | undefined {
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i];
    if (item !== undefined && fits(item)) return item;
  }
  return undefined;
}

function noteArrivals(arrivals: Arrival[], changes: readonly Change[], position: number): void {
  for (const { before, after } of changes)
    if (after?.status.kind === 'ready' && (!before || arrivalKey(after) !== arrivalKey(before)))
      arrivals.push(arrivalAt(after, position));
}

const arrivalAt = ({ id, frame }: Thread, position: number): Arrival => ({
  position,
  thread: id,
  isEntry: frame?.phase === 'enter',
});

/** Says where a thread stands; it changes with every phase, retry and state. */
export function arrivalKey({ frame, status }: Thread): string {
  if (!frame) return status.kind;
  const { pointer, phase, enteredEventId, retryCounts, catcher } = frame;
  return `${status.kind}|${enteredEventId}|${phase}|${retryCounts.join(',')}|${catcher ?? ''}|${frame.failure ? 'failing' : ''}|${pointer}`;
}
