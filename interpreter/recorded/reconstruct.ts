/**
 * Brings a recorded execution back: finds the events that make the engine write the history that AWS has written.
 * Which branch went first, when, and what tasks gave is read from the recording; where the definition gives something
 * else than what is recorded, the recording is put in its place and the departure is told.
 */
import { nextDeadline } from '../clock.ts';
import type { HistoryEvent } from '../history.ts';
import { type StartOptions, start, step } from '../machine.ts';
import type { Program } from '../program/program.ts';
import type { Snapshot } from '../records.ts';
import type { Effect, ExecutionEvent } from '../snapshot.ts';
import { agreementOf } from './agreement.ts';
import { correctionsFor, type Departure, departureOf, untoldDeparture } from './corrections.ts';
import type { RecordedEvent, RecordedHistory } from './recorded-history.ts';
import { newsOf, TIMELESS, taskNewsEvent } from './recorded-news.ts';
import type { Trial } from './trial.ts';

export interface Reconstruction {
  /** The execution before anything has happened. */
  readonly first: Snapshot;
  /** What then happened. */
  readonly log: readonly ExecutionEvent[];
  /** How many events of the log it takes until a recorded event is written, by its id. */
  readonly reached: ReadonlyMap<number, number>;
  readonly departures: readonly Departure[];
  /** Events that could not be brought back; the execution is shown without them. */
  readonly lost: readonly RecordedEvent[];
}

/**
 * Runs a program as it was recorded.
 *
 * @example const { first, log } = reconstruct(program, history);
 */
export function reconstruct(
  program: Program,
  history: RecordedHistory,
  options: Partial<StartOptions> = {},
): Reconstruction {
  return new Reconstructor(program, history, options).run();
}

/** How far the event of a bundle may lie behind the one that is looked for. */
const WINDOW = 400;
/** Phases of one state between two events of the history. */
const MAX_PHASES = 40;

/** Things done on the way to one event, before it counts as out of reach: executions of a Map write no events here. */
const MAX_TRIES = 5000;

/** Where the events of a trial stand in the recording, and whether they hold the same. */
interface Match {
  readonly places: readonly number[];
  readonly isSame: boolean;
}

class Reconstructor {
  readonly #events: readonly RecordedEvent[];
  readonly #byId: ReadonlyMap<number, RecordedEvent>;
  readonly #first: Snapshot;
  readonly #log: ExecutionEvent[] = [];
  readonly #done = new Set<number>([0]);
  readonly #reached = new Map<number, number>();
  readonly #departures: Departure[] = [];
  /** The recorded number of what the engine has written. */
  readonly #recordedIds = new Map<number, number>([[1, 1]]);
  /** The thread that wrote a recorded event. */
  readonly #writers = new Map<number, number>([[1, 1]]);
  /** The engine's number of the task that a recorded event has scheduled. */
  readonly #tasks = new Map<number, number>();
  /** Maps whose items or executions no history holds, and differences that have been told. */
  readonly #untold = new Set<string>();
  readonly #told = new Set<string>();
  #snapshot: Snapshot;
  #at = 1;
  /** How often something was done that may lead to the wanted event. */
  #tries = 0;

  constructor(program: Program, { events, execution }: RecordedHistory, options: Partial<StartOptions>) {
    this.#events = events;
    this.#byId = new Map(events.map((event) => [event.id, event]));
    const [started] = events;
    const { roleArn } = started?.details ?? {};
    this.#first = start(program, {
      input: started?.details.input ?? {},
      now: started?.timestamp ?? options.now ?? 0,
      ...(typeof roleArn === 'string' && { roleArn }),
      ...execution,
      ...options,
    });
    this.#snapshot = this.#first;
    if (started) this.#reached.set(started.id, 0);
  }

  run(): Reconstruction {
    const lost: RecordedEvent[] = [];
    while (this.#at < this.#events.length) {
      const wanted = this.#events[this.#at];
      if (!wanted || this.#done.has(this.#at)) {
        this.#at++;
        this.#tries = 0;
      } else if (++this.#tries > MAX_TRIES || !this.#bringAbout(wanted)) {
        lost.push(wanted);
        this.#at++;
        this.#tries = 0;
      }
    }
    const [first, log, reached] = [this.#first, this.#log, this.#reached];
    return { first, log, reached, departures: this.#departures, lost };
  }

  /** Makes the engine write an event, or at least comes nearer to it. False where nothing does. */
  #bringAbout(wanted: RecordedEvent): boolean {
    this.#moveClock(wanted);
    let alike: { readonly trial: Trial; readonly match: Match } | undefined;
    for (const trial of this.#candidates(wanted)) {
      if (trial.emitted.length === 0) {
        // Nothing that is recorded happens on the way to where the thread waits.
        if (this.#isProgress(trial)) {
          this.#commit(trial, []);
          return true;
        }
        continue;
      }
      const match = this.#matchOf(trial.emitted);
      if (match?.isSame) {
        this.#commit(trial, match.places);
        return true;
      }
      if (match && !alike) alike = { trial, match };
    }
    return (
      this.#correct(wanted, alike?.trial) || (alike !== undefined && this.#accept(wanted, alike.trial, alike.match))
    );
  }

  /** Puts in what was recorded where the definition does not give it. */
  #correct(wanted: RecordedEvent, alike: Trial | undefined): boolean {
    const writer = this.#writers.get(wanted.previousEventId);
    for (const { events, thread, untold } of correctionsFor(this.#snapshot, wanted, alike, writer)) {
      const trial = thread === undefined ? this.#try(events) : this.#advance(thread, events);
      const match = this.#matchOf(trial.emitted);
      const isNearer = untold !== undefined && trial.emitted.length === 0 && this.#isProgress(trial);
      if (!match && !isNearer) continue;
      if (untold !== undefined) this.#tellUntold(wanted, untold);
      else this.#tell(wanted, alike?.emitted[0]);
      this.#commit(trial, match?.places ?? []);
      return true;
    }
    return false;
  }

  #accept(wanted: RecordedEvent, trial: Trial, { places }: Match): boolean {
    this.#tell(wanted, trial.emitted[0]);
    this.#commit(trial, places);
    return true;
  }

  /** Says once where the recording departs from the definition: what follows from a departure is none of its own. */
  #tell(wanted: RecordedEvent, own: HistoryEvent | undefined): void {
    const { name } = wanted.details;
    // What a missing page held explains it.
    if (this.#events[this.#at - 1]?.id !== wanted.id - 1) return;
    if (typeof name === 'string' && this.#untold.has(name)) return;
    const departure = departureOf(wanted, own);
    if (departure && !this.#told.has(departure.difference)) this.#departures.push(departure);
    if (departure) this.#told.add(departure.difference);
  }

  #tellUntold(wanted: RecordedEvent, state: string): void {
    if (!this.#untold.has(state)) this.#departures.push(untoldDeparture(wanted, state));
    this.#untold.add(state);
  }

  /** Time passes up to the event, as far as nothing falls due on the way. */
  #moveClock({ timestamp }: RecordedEvent): void {
    const { now, status } = this.#snapshot;
    if (timestamp === undefined || timestamp <= now || status !== 'RUNNING') return;
    const deadline = nextDeadline(this.#snapshot);
    if (deadline === undefined || timestamp < deadline) this.#commit(this.#try([{ type: 'time', now: timestamp }]), []);
  }

  *#candidates(wanted: RecordedEvent): Iterable<Trial> {
    const news = newsOf(wanted);
    if (news) yield this.#try([news]);
    else yield* this.#taskNews(wanted);
    if (!TIMELESS.test(wanted.type)) yield* this.#turns(wanted);
    const deadline = nextDeadline(this.#snapshot);
    if (deadline !== undefined && this.#snapshot.status === 'RUNNING')
      yield this.#try([{ type: 'time', now: Math.max(deadline, wanted.timestamp ?? 0) }]);
  }

  *#taskNews(wanted: RecordedEvent): Iterable<Trial> {
    const told = taskNewsEvent(wanted);
    if (!told) return;
    const known = this.#taskBefore(wanted);
    const tasks =
      known === undefined
        ? [...this.#snapshot.threads].flatMap(({ status }) => (status.kind === 'task' ? [status.task.id] : []))
        : [known];
    for (const task of tasks) {
      const thread = this.#snapshot.threads.find(({ status }) => status.kind === 'task' && status.task.id === task);
      yield { ...this.#try([told(task)]), thread: thread?.id };
    }
  }

  /** The task that an event tells of: the events before it lead to the one that scheduled it. */
  #taskBefore({ previousEventId }: RecordedEvent): number | undefined {
    for (let id = previousEventId, steps = 0; id > 0 && steps < 10; steps++) {
      const task = this.#tasks.get(id);
      if (task !== undefined) return task;
      id = this.#byId.get(id)?.previousEventId ?? 0;
    }
    return undefined;
  }

  /** Threads that can go on; the one that wrote the event before comes first. */
  *#turns({ previousEventId }: RecordedEvent): Iterable<Trial> {
    const { threads, turn, queue } = this.#snapshot;
    const likely = [this.#writers.get(previousEventId), turn, queue[0]];
    const seen = new Set<number>();
    for (const id of [...likely, ...threads.map((thread) => thread.id)]) {
      if (id === undefined || seen.has(id)) continue;
      seen.add(id);
      if (threads.find((thread) => thread.id === id)?.status.kind === 'ready') yield this.#advance(id);
    }
  }

  /** The thread goes on until it writes an event or stands still. */
  #advance(thread: number, before: readonly ExecutionEvent[] = []): Trial {
    let trial = this.#try(before);
    for (let phases = 0; phases < MAX_PHASES; phases++) {
      const { snapshot } = trial;
      if (trial.emitted.length > 0 || snapshot.status !== 'RUNNING') break;
      if (snapshot.threads.find(({ id }) => id === thread)?.status.kind !== 'ready') break;
      trial = this.#try([{ type: 'advance', thread }], trial);
    }
    return { ...trial, thread };
  }

  #try(events: readonly ExecutionEvent[], from?: Trial): Trial {
    let snapshot = from?.snapshot ?? this.#snapshot;
    const effects: Effect[] = [...(from?.effects ?? [])];
    for (const event of events) {
      const next = step(snapshot, event);
      snapshot = next.snapshot;
      effects.push(...next.effects);
    }
    const emitted = effects.flatMap((effect) => (effect.type === 'history' ? [effect.event] : []));
    return { events: [...(from?.events ?? []), ...events], snapshot, effects, emitted, thread: undefined };
  }

  #isProgress({ snapshot, thread }: Trial): boolean {
    if (snapshot === this.#snapshot) return false;
    const isSilentTurn =
      thread !== undefined && snapshot.threads.find(({ id }) => id === thread)?.status.kind === 'ready';
    return (
      !isSilentTurn &&
      (snapshot.tick > this.#snapshot.tick ||
        snapshot.now > this.#snapshot.now ||
        snapshot.threads !== this.#snapshot.threads)
    );
  }

  /** The places of written events in the recording: the first is the wanted one, others may have been written later. */
  #matchOf(emitted: readonly HistoryEvent[]): Match | undefined {
    const places: number[] = [];
    let isSame = true;
    for (const [index, own] of emitted.entries()) {
      const place = index === 0 ? this.#at : this.#placeOf(own, places);
      // The recording may end before what follows at once.
      if (place === undefined && this.#at + emitted.length <= this.#events.length) return undefined;
      const recorded = place === undefined ? undefined : this.#events[place];
      if (!recorded || place === undefined) break;
      const agreement = agreementOf(own, recorded);
      if (agreement === 'other') return undefined;
      if (agreement === 'alike') isSame = false;
      places.push(place);
    }
    return emitted.length === 0 ? undefined : { places, isSame };
  }

  #placeOf(own: HistoryEvent, taken: readonly number[]): number | undefined {
    let alike: number | undefined;
    const end = Math.min(this.#events.length, this.#at + WINDOW);
    for (let place = this.#at; place < end; place++) {
      const recorded = this.#events[place];
      if (!recorded || this.#done.has(place) || taken.includes(place)) continue;
      const agreement = agreementOf(own, recorded);
      if (agreement === 'same') return place;
      if (agreement === 'alike') alike ??= place;
    }
    return alike;
  }

  #commit(trial: Trial, places: readonly number[]): void {
    this.#log.push(...trial.events);
    this.#snapshot = trial.snapshot;
    for (const [index, place] of places.entries()) {
      const [own, recorded] = [trial.emitted[index], this.#events[place]];
      if (!own || !recorded) continue;
      this.#done.add(place);
      this.#reached.set(recorded.id, this.#log.length);
      this.#recordedIds.set(own.id, recorded.id);
      if (trial.thread !== undefined) this.#writers.set(recorded.id, trial.thread);
    }
    this.#noteTasks(trial, places);
  }

  #noteTasks({ effects }: Trial, places: readonly number[]): void {
    const scheduled = places.flatMap((place) => {
      const event = this.#events[place];
      return event && /^(?:Task|LambdaFunction|Activity)Scheduled$/.test(event.type) ? [event.id] : [];
    });
    for (const effect of effects) {
      if (effect.type !== 'schedule-task') continue;
      const id = scheduled.shift();
      if (id !== undefined) this.#tasks.set(id, effect.task.id);
    }
  }
}
