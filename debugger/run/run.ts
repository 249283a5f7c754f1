/**
 * An execution under the debugger: runs it in slices so that requests are heard meanwhile, stops it where a goal,
 * a breakpoint or a failure says, and moves it along its timeline. Knows nothing of the protocol.
 */
import { type ExecutionEvent, redriveRefusal, type Snapshot } from '#interpreter';
import type { Hits } from '../breakpoints/hits.ts';
import type { DebugHost } from '../host.ts';
import type { WorldEvent } from '../nested/world.ts';
import type { TaskDesk } from '../tasks/task-desk.ts';
import { Agenda } from './agenda.ts';
import { runningThread, turnOf } from './changes.ts';
import type { RunningClock } from './clock.ts';
import { ADVANCE } from './event-log.ts';
import { type Goal, pursue } from './goals.ts';
import { Leaps } from './leaps.ts';
import type { RunListener } from './run-listener.ts';
import type { Granularity } from './stepping-back.ts';
import { StopFinder } from './stop-finder.ts';
import type { Stop, StopRules } from './stopping.ts';
import type { Step, Timeline } from './timeline.ts';

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
/** Where only the user can go on. */
const ENDS = {
  recording: 'The recording ends here.',
  everything: 'Nothing can happen any more: a task never ends, and no time limit ends it.',
} as const;

export class Run {
  readonly #deps: RunDeps;
  readonly timeline: Timeline;
  readonly #finder: StopFinder;
  readonly #agenda: Agenda;
  readonly #leaps: Leaps;
  granularity: Granularity = 'state';
  /** True for a recorded execution: nothing happens in it but what is recorded, and its end is not the session's. */
  isPast = false;
  #goal: Goal | undefined;
  #stop: Stop | undefined;
  #isPausing = false;
  #hasBegun = false;
  #isOver = false;
  #isRedriving = false;
  #cancelTimer: (() => void) | undefined;
  /** What lies before this position has been told already. */
  #toldUpTo = 0;

  constructor(deps: RunDeps) {
    this.#deps = deps;
    this.timeline = deps.timeline;
    this.#finder = new StopFinder(deps.timeline, deps.rules);
    this.#agenda = new Agenda({ ...deps, fork: () => this.fork() });
    this.#leaps = new Leaps(() => deps.host.now(), SLICE_MILLISECONDS / 2);
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

  /** True from its first moment on. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** The thread that is stepped into right now. */
  get steppingThread(): number | undefined {
    return this.#goal?.kind === 'next-phase' ? this.#goal.thread : undefined;
  }

  /** Tells that the execution begins. */
  announce(): void {
    this.#hasBegun = true;
    this.#deps.listener.begun();
  }

  /** Runs on until the goal is reached or something else stops the execution; `only`: the one thread that runs. */
  resume(goal: Goal, only?: number): void {
    if (this.#isOver) return;
    this.#agenda.runOnly(only);
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
    this.#agenda.tell(event);
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

  /** Goes to any recorded moment. */
  goTo(position: number): void {
    this.timeline.moveTo(position);
    this.#isRedriving = false;
    this.#deps.hits.rewind(position);
    this.#deps.desk.close();
    this.#agenda.forget();
    this.#deps.clock?.set(this.snapshot.now);
    this.#finder.forget();
  }

  /** The last stop between the present moment and a later position. */
  lastStopBefore(end: number): { readonly position: number; readonly stop: Stop } | undefined {
    return this.#finder.lastStopBefore(end);
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
    this.#agenda.tick();
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
    if (this.#isPausing) return this.#halted({ reason: 'pause', thread: runningThread(this.snapshot) });
    const event = this.#nextEvent();
    if (!event) return false;
    if (event === ADVANCE && this.#hasLeapt()) return this.#goesOn();
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
    if (this.isPast) {
      this.#haltAtEnd('recording');
      return false;
    }
    this.#end();
    return false;
  }

  /** Runs many phases in one call where nobody wants to see them one by one. */
  #hasLeapt(): boolean {
    const { timeline } = this;
    const { listener, rules, desk } = this.#deps;
    const isFree = !this.isPast && this.#goal?.kind === 'run' && this.#agenda.isForAll && listener.isTerse;
    if (!isFree || rules.hasBreakpoints || timeline.position < this.#toldUpTo) return false;
    const { visits } = timeline.ledger;
    const effects = this.#leaps.leap(timeline);
    if (!effects) return false;
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

  /** What happens next; undefined where the execution stands still or waits. */
  #nextEvent(): WorldEvent | undefined {
    const next = this.#agenda.next(this.isPast);
    if ('event' in next) return next.event;
    if (next.lacks === 'answer') this.#wait(next.until);
    else this.#haltAtEnd(next.lacks);
    return undefined;
  }

  #haltAtEnd(of: keyof typeof ENDS): void {
    this.halt({ reason: 'pause', thread: runningThread(this.snapshot), description: ENDS[of] });
  }

  #wait(until: number | undefined): void {
    const { listener, clock } = this.#deps;
    listener.progressed();
    if (until === undefined || !clock) return;
    const milliseconds = clock.millisecondsTo(until);
    listener.waiting(until, milliseconds);
    // The longest delay that a timer can have; it looks again then.
    this.#schedule(Math.min(milliseconds, 2 ** 31 - 1));
  }

  /** Where only one thread runs and has ended, its container waits for threads that stand still. */
  #endOfOnly(): Stop | undefined {
    const around = this.#agenda.aroundEnded;
    if (!around) return undefined;
    const description = 'The thread has ended. The others stand still.';
    return { reason: 'step', thread: around.thread ?? this.firstThread, description };
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

  get firstThread(): number {
    return this.snapshot.threads[0]?.id ?? 1;
  }
}
