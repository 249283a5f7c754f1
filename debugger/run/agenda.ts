/**
 * What happens next in an execution: what is recorded, news from outside, a thread's turn, the answer of a task, or time.
 * Where none of them can be, it says what everything waits for.
 */
import type { ExecutionEvent } from '#interpreter';
import { nextMoment, type WorldEvent } from '../nested/world.ts';
import type { TaskDesk } from '../tasks/task-desk.ts';
import { findThread, turnOf } from './changes.ts';
import type { RunningClock } from './clock.ts';
import { ADVANCE } from './event-log.ts';
import { mayHappen, turnWithin } from './single-thread.ts';
import type { Timeline } from './timeline.ts';

/** The next event, or why there is none. */
export type Next =
  | { readonly event: WorldEvent }
  /** A recorded execution is at its end. */
  | { readonly lacks: 'recording' }
  /** A task never ends, and no time limit ends it. */
  | { readonly lacks: 'everything' }
  /** Somebody has to answer, or a moment of real time has to come. */
  | { readonly lacks: 'answer'; readonly until: number | undefined };

export interface AgendaDeps {
  readonly timeline: Timeline;
  readonly desk: TaskDesk;
  /** Present where waits take as long as they say. */
  readonly clock: RunningClock | undefined;
  /** Something is about to happen that is not recorded: another future begins. */
  readonly fork: () => void;
}

export class Agenda {
  readonly #deps: AgendaDeps;
  #outside: ExecutionEvent[] = [];
  /** The one thread that runs while the others stand still, and where it began. */
  #only: { readonly id: number; readonly parent: number | undefined } | undefined;
  #mayTick = false;

  constructor(deps: AgendaDeps) {
    this.#deps = deps;
  }

  /** From now on one thread runs alone, or all do. */
  runOnly(thread: number | undefined): void {
    const { snapshot } = this.#deps.timeline;
    this.#only = thread === undefined ? undefined : { id: thread, parent: findThread(snapshot, thread)?.parent };
  }

  get isForAll(): boolean {
    return this.#only === undefined;
  }

  /** The thread around the one that ran alone, where that has ended: it waits for threads that stand still. */
  get aroundEnded(): { readonly thread: number | undefined } | undefined {
    const only = this.#only;
    return only && !findThread(this.#deps.timeline.snapshot, only.id) ? { thread: only.parent } : undefined;
  }

  /** Passes on what happens outside: it is applied before anything else. */
  tell(event: ExecutionEvent): void {
    this.#outside.push(event);
  }

  /** The execution is at another moment: what was told before is void. */
  forget(): void {
    this.#outside = [];
  }

  /** Real time has passed: the execution may look at the clock once more. */
  tick(): void {
    this.#mayTick = this.#deps.clock !== undefined;
  }

  next(isPast: boolean): Next {
    const { timeline, desk, clock, fork } = this.#deps;
    const { recorded, snapshot } = timeline;
    const only = isPast ? undefined : this.#only?.id;
    if (recorded && (only === undefined || mayHappen(snapshot, recorded, only))) return { event: recorded };
    if (isPast) return { lacks: 'recording' };
    // In another order of threads another future begins.
    fork();
    // Real time passes also while threads are busy: once in a slice is enough. News have happened at the present moment.
    if (clock && this.#mayTick && clock.now() > snapshot.now) {
      this.#mayTick = false;
      return { event: { type: 'time', now: clock.now() } };
    }
    const news = this.#outside.shift() ?? desk.next();
    if (news) return { event: news };
    const turn = only === undefined ? turnOf(snapshot) !== undefined && ADVANCE : turnWithin(snapshot, only);
    return turn ? { event: turn } : this.#whenAllWait();
  }

  #whenAllWait(): Next {
    const { timeline, desk, clock } = this.#deps;
    const answer = desk.begin() ? desk.next() : undefined;
    if (answer) return { event: answer };
    const deadline = desk.nextMoment(nextMoment(timeline.snapshot));
    if (deadline === undefined && !desk.isAsking) return { lacks: 'everything' };
    if (deadline === undefined || (!clock && desk.isAsking)) return { lacks: 'answer', until: undefined };
    if (!clock || clock.now() >= deadline) return { event: { type: 'time', now: deadline } };
    return { lacks: 'answer', until: deadline };
  }
}
