/**
 * An execution under the debugger: runs it in slices so that requests are heard meanwhile, stops it where a goal,
 * a breakpoint or a failure says, and moves it along its timeline. Knows nothing of the protocol.
 */
import { type Effect, type ExecutionEvent, redriveRefusal, type Snapshot } from '#interpreter';
import type { Hits } from '../breakpoints/hits.ts';
import type { DebugHost } from '../host.ts';
import { nestedOf, nextMoment, type WorldEvent } from '../nested/world.ts';
import type { TaskDesk } from '../tasks/task-desk.ts';
import { findThread, turnOf } from './changes.ts';
import type { RunningClock } from './clock.ts';
import { type Goal, pursue } from './goals.ts';
import { mayHappen, turnWithin } from './single-thread.ts';
import { type Granularity, previousArrival } from './stepping-back.ts';
import { StopFinder } from './stop-finder.ts';
import type { Stop, StopRules } from './stopping.ts';
import type { Step, Timeline } from './timeline.ts';

/** What a run tells those who show it. */
export interface RunListener {
  /** The first state is about to be entered. */
  begun(): void;
  /** The execution stands still. */
  stopped(stop: Stop): void;
  /** Something was changed by hand at a stop. */
  changed(stop: Stop): void;
  /** Something new has happened: not called for what is replayed. */
  happened(before: Snapshot, step: Step): void;
  /** True where nothing new is shown one by one any more, but counted. */
  readonly isTerse: boolean;
  /** So many states were entered in one call that was asked for these things. */
  passed(states: number, effects: readonly Effect[]): void;
  /** Time has passed while running; what is shown of the run may be brought up to date. */
  progressed(): void;
  /** Everything waits for a moment on the execution's clock, so many milliseconds of real time from now. */
  waiting(until: number, milliseconds: number): void;
  ended(): void;
  /** The execution takes another way than the one that it took before, which this is the end of. */
  forked(past: Snapshot): void;
  /** Something in the debugger itself has failed; the run stands still. */
  broken(error: unknown): void;
}

export interface RunDeps {
  readonly host: DebugHost;
  readonly timeline: Timeline;
  readonly rules: StopRules;
  readonly hits: Hits;
  readonly desk: TaskDesk;
  /** Present where waits take as long as they say. */
  readonly clock: RunningClock | undefined;
  readonly listener: RunListener;
}

const SLICE_MILLISECONDS = 10;
/** Phases that run in one call where nothing has to be looked at between them: as many as a slice has time for. */
const LEAPS = { least: 256, most: 8192 };
const ADVANCE: WorldEvent = { type: 'advance' };

export class Run {
  readonly #deps: RunDeps;
  readonly timeline: Timeline;
  readonly #finder: StopFinder;
  granularity: Granularity = 'state';
  /** True for a recorded execution: nothing happens in it but what is recorded, and its end is not the session's. */
  isPast = false;
  #goal: Goal | undefined;
  #stop: Stop | undefined;
  /** The one thread that runs while the others stand still, and where it began. */
  #only: { readonly id: number; readonly parent: number | undefined } | undefined;
  #isPausing = false;
  #isOver = false;
  #isRedriving = false;
  #mayTick = false;
  /** Up to this position every phase has to be looked at. */
  #slowUpTo = 0;
  #leap = 1024;
  #outside: ExecutionEvent[] = [];
  #cancelTimer: (() => void) | undefined;
  /** What lies before this position has been told already. */
  #toldUpTo = 0;

  constructor(deps: RunDeps) {
    this.#deps = deps;
    this.timeline = deps.timeline;
    this.#finder = new StopFinder(deps.timeline, deps.rules);
  }

  get snapshot(): Snapshot {
    return this.timeline.snapshot;
  }

  /** The moment on the execution's clock; in real time it goes on while everything waits. */
  get now(): number {
    return this.#deps.clock?.now() ?? this.snapshot.now;
  }

  /** Where and why the execution stands still; undefined while it runs. */
  get stop(): Stop | undefined {
    return this.#stop;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** The thread that is stepped into right now. */
  get steppingThread(): number | undefined {
    return this.#goal?.kind === 'next-phase' ? this.#goal.thread : undefined;
  }

  /** Tells that the execution begins. */
  announce(): void {
    this.#deps.listener.begun();
  }

  /** Runs on until the goal is reached or something else stops the execution; `only`: the one thread that runs. */
  resume(goal: Goal, only?: number): void {
    if (this.#isOver) return;
    this.#only = only === undefined ? undefined : { id: only, parent: findThread(this.snapshot, only)?.parent };
    this.#stop = undefined;
    this.#goal = goal;
    this.#deps.clock?.resume();
    this.#schedule(0);
  }

  /** Stops before the next phase; what waits for time or an answer stops at once. */
  pause(): void {
    if (!this.#goal) return;
    this.#isPausing = true;
    this.#schedule(0);
  }

  /** Stands still at this very moment. */
  halt(stop: Stop): void {
    this.#cancelTimer?.();
    this.#goal = undefined;
    this.#isPausing = false;
    this.#stop = stop;
    this.#deps.clock?.pause();
    this.#finder.standAt(stop.thread);
    this.#deps.listener.stopped(stop);
  }

  /** News from outside while the execution runs and perhaps waits: look again at what can be done. */
  wake(): void {
    if (this.#goal) this.#schedule(0);
  }

  /** Passes on what happens outside: it is applied before anything else when the execution runs. */
  tell(event: ExecutionEvent): void {
    this.fork();
    if (event.type === 'time') this.#deps.clock?.set(event.now);
    this.#outside.push(event);
    this.wake();
  }

  /** Changes the execution by hand: what was recorded after this moment is forgotten. */
  intervene(event: ExecutionEvent): Step {
    this.fork();
    return this.#apply(event);
  }

  /** Brings what is shown of the run up to date. */
  report(): void {
    if (this.#stop) this.#deps.listener.changed(this.#stop);
  }

  /**
   * Sets the execution going again as RedriveExecution does. One that stands at the failure that nobody catches comes to
   * its end first, with stops on the way as ever. Where AWS would refuse, the execution is over as it would have been.
   */
  redrive(): void {
    this.#isRedriving = true;
    if (this.snapshot.status !== 'RUNNING') {
      this.#isOver = false;
      if (!this.#goesOnAfterEnd()) {
        this.#end();
        return;
      }
    }
    this.resume({ kind: 'run' });
  }

  /** Ends the execution as StopExecution does. */
  abort(): void {
    if (this.#isOver) return;
    this.#goal = undefined;
    this.#cancelTimer?.();
    this.intervene({ type: 'stop' });
    this.#end();
  }

  dispose(): void {
    this.#cancelTimer?.();
    this.#goal = undefined;
    this.#isOver = true;
  }

  /** Goes to where the thread stood before, at the granularity of the last step. */
  stepBack(thread: number): void {
    const arrival = previousArrival(this.timeline, thread, this.granularity);
    this.#goTo(arrival?.position ?? 0);
    this.halt({ reason: arrival ? 'step' : 'entry', thread: arrival?.thread ?? this.#firstThread() });
  }

  /** Goes to the latest earlier moment at which the execution would have stopped. */
  reverse(): void {
    let end = this.timeline.position;
    for (const from of this.timeline.checkpointsBefore(end)) {
      this.#goTo(from);
      const found = this.#finder.lastStopBefore(end);
      if (found) {
        this.#goTo(found.position);
        this.halt(found.stop);
        return;
      }
      end = from;
    }
    this.#goTo(0);
    this.halt({ reason: 'entry', thread: this.#firstThread() });
  }

  /** Goes to a recorded moment, at which the thread has just come to a state. */
  goToMoment(position: number, thread: number): void {
    this.#goTo(position);
    this.halt({ reason: 'goto', thread });
  }

  /** Begins again at a recorded moment, at which the thread has just come to a state. */
  restartAt(position: number, thread: number): void {
    this.#goTo(position);
    this.fork();
    this.halt({ reason: 'restart', thread });
  }

  /** Begins the thread's state again from the input that it was entered with. */
  restartState(thread: number): boolean {
    const arrival = this.timeline.findArrival(this.timeline.position, (one) => one.thread === thread && one.isEntry);
    if (!arrival) return false;
    this.#goTo(arrival.position);
    this.fork();
    return true;
  }

  /** Another future begins here: what was recorded after this moment is forgotten. */
  fork(): void {
    if (this.timeline.isLive) return;
    this.#deps.listener.forked(this.timeline.lastSnapshot());
    this.#deps.desk.reset(this.snapshot);
    this.timeline.forgetFuture();
    this.#toldUpTo = this.timeline.position;
  }

  /** A recorded execution becomes a live one: from here on it runs by its definition. */
  goLive(): void {
    this.isPast = false;
    this.fork();
    this.#deps.desk.reset(this.snapshot);
    this.#toldUpTo = this.timeline.position;
  }

  #schedule(milliseconds: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#deps.host.setTimer(() => {
      try {
        this.#slice();
      } catch (error) {
        this.#goal = undefined;
        this.#deps.listener.broken(error);
      }
    }, milliseconds);
  }

  #slice(): void {
    const { host, listener } = this.#deps;
    this.#mayTick = this.#deps.clock !== undefined;
    const until = host.now() + SLICE_MILLISECONDS;
    for (let steps = 1; this.#goal; steps++) {
      const from = this.timeline.position;
      if (!this.#step()) return;
      const isLeap = this.timeline.position > from + 1;
      if ((isLeap || steps % 16 === 0) && host.now() >= until) {
        listener.progressed();
        this.#schedule(0);
        return;
      }
    }
  }

  /** Does one thing. False when the execution stands still, waits, or is over. */
  #step(): boolean {
    if (this.#isPausing) return this.#halted({ reason: 'pause', thread: this.#runningThread() });
    const event = this.#nextEvent();
    if (!event) return false;
    if (event === ADVANCE && this.#leaps()) return this.#goesOn();
    if (event.type === 'advance') {
      const stop = this.#finder.before(event.thread ?? turnOf(this.snapshot));
      if (stop) return this.#halted(stop);
    }
    const step = this.#apply(event);
    if (this.snapshot.status !== 'RUNNING') return this.#goesOn();
    const stop = this.#finder.after(step) ?? this.#goalStop(step) ?? this.#endOfOnly();
    return stop ? this.#halted(stop) : true;
  }

  /** True where the execution runs on; its end is told. */
  #goesOn(): boolean {
    if (this.snapshot.status === 'RUNNING' || this.#goesOnAfterEnd()) return true;
    if (this.isPast) return this.#halted(this.#endOfRecording());
    this.#end();
    return false;
  }

  /** Runs many phases in one call where nobody wants to see them one by one. */
  #leaps(): boolean {
    const { timeline } = this;
    const { host, listener, rules, desk } = this.#deps;
    const isFree =
      !this.isPast && this.#goal?.kind === 'run' && !this.#only && listener.isTerse && !rules.hasBreakpoints;
    if (!isFree || timeline.position < Math.max(this.#slowUpTo, this.#toldUpTo)) return false;
    const { visits } = timeline.ledger;
    const begin = host.now();
    const effects = timeline.applyMany(this.#leap);
    if (!effects) {
      this.#slowUpTo = timeline.position + this.#leap;
      return false;
    }
    const isShort = host.now() - begin < SLICE_MILLISECONDS / 2;
    this.#leap = Math.min(LEAPS.most, Math.max(LEAPS.least, isShort ? this.#leap * 2 : this.#leap / 2));
    this.#toldUpTo = timeline.position;
    desk.notice(effects);
    listener.passed(timeline.ledger.visits - visits, effects);
    return true;
  }

  /** True where the end is not the last that happens: a redrive follows, which is recorded or has been asked for. */
  #goesOnAfterEnd(): boolean {
    if (this.timeline.recorded) return true;
    if (!this.#isRedriving) return false;
    this.#isRedriving = false;
    const { now } = this;
    if (redriveRefusal(this.snapshot, now)) return false;
    this.#apply({ type: 'redrive', now });
    return true;
  }

  #halted(stop: Stop): false {
    this.halt(stop);
    return false;
  }

  #apply(event: WorldEvent): Step {
    const before = this.snapshot;
    const wasLive = this.timeline.isLive;
    const step = this.timeline.apply(event);
    if (wasLive) this.#deps.desk.notice(step.effects);
    // The past is caught up with: whatever is open now has no recorded answer.
    else if (this.timeline.isLive) this.#deps.desk.reset(step.snapshot);
    if (this.timeline.position > this.#toldUpTo) {
      this.#toldUpTo = this.timeline.position;
      this.#deps.listener.happened(before, step);
    }
    return step;
  }

  /** What happens next: what is recorded, an answer, a thread's turn, or time. Undefined where all of them wait. */
  #nextEvent(): WorldEvent | undefined {
    const { recorded, snapshot } = this.timeline;
    const only = this.isPast ? undefined : this.#only?.id;
    if (recorded && (only === undefined || mayHappen(snapshot, recorded, only))) return recorded;
    if (this.isPast) {
      this.halt(this.#endOfRecording());
      return undefined;
    }
    // In another order of threads another future begins.
    this.fork();
    const { desk, clock } = this.#deps;
    // Real time passes also while threads are busy: once in a slice is enough. News have happened at the present moment.
    if (clock && this.#mayTick && clock.now() > snapshot.now) {
      this.#mayTick = false;
      return { type: 'time', now: clock.now() };
    }
    const news = this.#outside.shift() ?? desk.next();
    if (news) return news;
    const turn = only === undefined ? turnOf(snapshot) !== undefined && ADVANCE : turnWithin(snapshot, only);
    if (turn) return turn;
    if (desk.begin()) return desk.next();
    const deadline = desk.nextMoment(nextMoment(snapshot));
    if (deadline === undefined && !desk.isAsking) return this.#giveUp();
    if (deadline === undefined || (!clock && desk.isAsking)) return this.#wait(undefined);
    if (!clock || clock.now() >= deadline) return { type: 'time', now: deadline };
    return this.#wait(deadline);
  }

  #endOfRecording(): Stop {
    return { reason: 'pause', thread: this.#runningThread(), description: 'The recording ends here.' };
  }

  /** A recorded task that never ended, and no timeout that would end it: only the user can go on. */
  #giveUp(): undefined {
    const description = 'Nothing can happen any more: a task never ends, and no time limit ends it.';
    this.halt({ reason: 'pause', thread: this.#runningThread(), description });
    return undefined;
  }

  #wait(until: number | undefined): undefined {
    const { listener, clock } = this.#deps;
    listener.progressed();
    if (until === undefined || !clock) return undefined;
    const milliseconds = clock.millisecondsTo(until);
    listener.waiting(until, milliseconds);
    // The longest delay that a timer can have; it looks again then.
    this.#schedule(Math.min(milliseconds, 2 ** 31 - 1));
    return undefined;
  }

  /** Where only one thread runs and has ended, its container waits for threads that stand still. */
  #endOfOnly(): Stop | undefined {
    if (!this.#only || findThread(this.snapshot, this.#only.id)) return undefined;
    const description = 'The thread has ended. The others stand still.';
    return { reason: 'step', thread: this.#only.parent ?? this.#firstThread(), description };
  }

  #goalStop(step: Step): Stop | undefined {
    if (!this.#goal) return undefined;
    const state = pursue(this.#goal, step.changes, this.snapshot);
    if ('goal' in state) {
      this.#goal = state.goal;
      return undefined;
    }
    // A breakpoint at the place where a step ends is hit, too: it counts, and says so.
    return this.#finder.before(state.reached) ?? { reason: 'step', thread: state.reached };
  }

  #end(): void {
    this.#cancelTimer?.();
    this.#goal = undefined;
    this.#isOver = true;
    this.#deps.clock?.pause();
    this.#deps.desk.close();
    this.#deps.listener.ended();
  }

  #goTo(position: number): void {
    this.timeline.moveTo(position);
    this.#isRedriving = false;
    this.#deps.hits.rewind(position);
    this.#deps.desk.close();
    this.#outside = [];
    this.#deps.clock?.set(this.snapshot.now);
    this.#finder.forget();
  }

  #firstThread(): number {
    return this.snapshot.threads[0]?.id ?? 1;
  }

  /** The lowest thread that is not waiting for others. */
  #runningThread(): number {
    const { threads } = this.snapshot;
    const around = new Set(nestedOf(this.snapshot).map(({ task }) => task.thread));
    const running =
      threads.find(({ status }) => status.kind === 'ready') ??
      threads.find(({ id, status }) => status.kind !== 'container' && !around.has(id));
    return running?.id ?? this.#firstThread();
  }
}
