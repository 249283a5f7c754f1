/**
 * When each state was entered, retried and left: the marks from which the timeline of a run is drawn. They belong to
 * everything that is recorded, also to what lies ahead of the present moment; a future that is forgotten loses its own.
 */
import type { Failure, Snapshot } from '#interpreter';
import type { WorldEffect } from '../nested/world.ts';
import { type Change, isEntry } from './changes.ts';
import { hasEnded, type Outcome, outcomeOf } from './ledger.ts';

type ThreadOf = Snapshot['threads'][number];

/** A branch, an iteration or the execution itself, as it was when a state of it was first entered. */
export interface Lane {
  readonly thread: number;
  readonly parent: number | undefined;
  readonly kind: ThreadOf['kind'];
  readonly index: number;
  readonly container: string;
}

/** A state from its entry to its end. */
export interface StateVisit {
  readonly id: number;
  readonly lane: Lane;
  readonly pointer: string;
  readonly start: Moment;
  readonly retries: readonly (Moment & { readonly failure: Failure | undefined })[];
  readonly end: (Moment & { readonly outcome: Outcome; readonly failure: Failure | undefined }) | undefined;
}

export interface Moment {
  readonly position: number;
  readonly time: number;
}

type Mark = Moment & { readonly thread: number } & (
    | { readonly kind: 'enter'; readonly pointer: string; readonly lane: Lane }
    | { readonly kind: 'retry'; readonly failure: Failure | undefined }
    /** `outcome` undefined: the thread was moved by hand. */
    | { readonly kind: 'leave'; readonly outcome: Outcome; readonly failure: Failure | undefined }
  );

export class VisitLog {
  #marks: Mark[] = [];
  #visits: readonly StateVisit[] | undefined;

  /** The states with which the execution begins. */
  begin(snapshot: Snapshot): void {
    for (const thread of snapshot.threads) if (thread.frame) this.#enter(0, snapshot.now, thread);
  }

  /** Takes in what the event at a position has changed; called once for each position. */
  note(position: number, changes: readonly Change[], after: Snapshot, effects: readonly WorldEffect[]): void {
    for (const change of changes) this.#note(position, change, after.now, effects);
  }

  /** Drops what came after a position. */
  forgetAfter(position: number): void {
    while ((this.#marks.at(-1)?.position ?? 0) > position) this.#marks.pop();
    this.#visits = undefined;
  }

  /** All visits in the order in which they began; a visit's id is its place in this list. */
  get visits(): readonly StateVisit[] {
    this.#visits ??= visitsOf(this.#marks);
    return this.#visits;
  }

  #note(position: number, change: Change, time: number, effects: readonly WorldEffect[]): void {
    const { id: thread, before, after } = change;
    const [from, to] = [before?.frame, after?.frame];
    const entered = isEntry(change);
    if (from && before?.status.kind !== 'ended' && (entered || hasEnded(change) || !to)) {
      const failure = failureOf(effects, thread) ?? from.failure;
      const isMoved = entered && from.phase !== 'leave' && !failure;
      const outcome = isMoved
        ? 'aborted'
        : outcomeOf(from, failureOf(effects, thread) !== undefined || endsBadly(after));
      this.#add({
        kind: 'leave',
        position,
        time,
        thread,
        outcome,
        failure: outcome === 'succeeded' ? undefined : failure,
      });
    }
    if (after && entered) this.#enter(position, time, after);
    else if (from && to && sum(to.retryCounts) > sum(from.retryCounts))
      this.#add({ kind: 'retry', position, time, thread, failure: failureOf(effects, thread) ?? from.failure });
  }

  #enter(position: number, time: number, { id: thread, parent, kind, index, container, frame }: ThreadOf): void {
    const lane: Lane = { thread, parent, kind, index, container };
    this.#add({ kind: 'enter', position, time, thread, pointer: frame?.pointer ?? '', lane });
  }

  #add(mark: Mark): void {
    this.#marks.push(mark);
    this.#visits = undefined;
  }
}

function visitsOf(marks: readonly Mark[]): readonly StateVisit[] {
  const visits: StateVisit[] = [];
  const open = new Map<number, number>();
  for (const mark of marks) {
    const { position, time, thread } = mark;
    if (mark.kind === 'enter') {
      const { pointer, lane } = mark;
      open.set(thread, visits.length);
      visits.push({ id: visits.length, lane, pointer, start: { position, time }, retries: [], end: undefined });
      continue;
    }
    const id = open.get(thread) ?? -1;
    const visit = visits[id];
    if (!visit) continue;
    const { failure } = mark;
    if (mark.kind === 'retry') {
      visits[id] = { ...visit, retries: [...visit.retries, { position, time, failure }] };
      continue;
    }
    visits[id] = { ...visit, end: { position, time, failure, outcome: mark.outcome } };
    open.delete(thread);
  }
  return visits;
}

function failureOf(effects: readonly WorldEffect[], thread: number): Failure | undefined {
  for (const effect of effects) if (effect.type === 'failure' && effect.thread === thread) return effect.failure;
  return undefined;
}

const endsBadly = (after: ThreadOf | undefined): boolean =>
  after?.status.kind === 'ended' && after.status.failure !== undefined;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
