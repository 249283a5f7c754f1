/**
 * What a run did so far, in counts: visits, retries and outcomes by state, edges taken, iterations. It is folded
 * from the same events as the execution and kept with its checkpoints, so that it goes back in time with it.
 */
import type { Json } from '#asl/json';
import { type Effect, emptySizes, type Onlooker, type Snapshot, sizeOf, type TaskRequest } from '#interpreter';
import { machineOfPointer } from '../nested/numbering.ts';
import type { NestedExecution, WorldEffect } from '../nested/world.ts';
import { type Change, isEntry } from './changes.ts';

type Frame = NonNullable<Snapshot['threads'][number]['frame']>;

/** How a state ended when it was last left. */
export type Outcome = 'succeeded' | 'failed' | 'aborted' | 'caught';

/** Changed in place, as there are as many changes as there are states that run; a clone has its own. */
export interface Tally {
  count: number;
  retries: number;
  outcome: Outcome | undefined;
  lastMilliseconds: number | undefined;
  /** How often each edge was taken that leads to the next state: a Choice has its Default at 0 and its rules behind. */
  edges: number[];
  isChoice: boolean;
}

/** Express executions that tasks have waited for, with the time of all of them as it is billed. */
export interface ExpressTotal {
  readonly executions: number;
  readonly milliseconds: number;
  /** The largest data that one of them has taken or given. */
  readonly bytes: number;
}

export interface Iterations {
  succeeded: number;
  failed: number;
  total: number;
}

/** The state that has assigned a variable, with the catcher or rule that it took. */
export interface Assigner {
  readonly pointer: string;
  readonly catcher: number | undefined;
  readonly chosen: number | undefined;
}

export class Ledger {
  #states: Map<string, Tally>;
  /** The state that was entered last, and the one that was left last: no pointer is empty. */
  #enteredPointer = '';
  #enteredTally = newTally();
  #leftPointer = '';
  #leftTally = newTally();
  /** Edges of catchers, by id. */
  #edges: Map<string, number>;
  #maps: Map<string, Iterations>;
  readonly #countAs: (task: TaskRequest) => string;
  /** How many tasks of each kind have been asked for, and the how-manieth those still open were, since when. */
  #asked: Map<string, number>;
  #open: Map<number, { readonly ordinal: number; readonly since: number }>;
  /** Who assigned the variables of each thread last. */
  #assigners: Map<number, ReadonlyMap<string, Assigner>>;
  /** States entered, retries and failures of the outermost execution, for the summary; nested ones are counted. */
  nested = 0;
  #express: Map<string, ExpressTotal>;
  visits = 0;
  retries = 0;
  failures = 0;
  tasks = 0;

  /** `countAs`: tasks of one key share their answers and are counted together. */
  constructor(countAs: (task: TaskRequest) => string, from?: Ledger) {
    this.#countAs = countAs;
    this.#states = new Map();
    if (from)
      for (const [pointer, tally] of from.#states) this.#states.set(pointer, { ...tally, edges: tally.edges.slice() });
    this.#edges = new Map(from ? from.#edges : []);
    this.#maps = new Map();
    if (from) for (const [pointer, iterations] of from.#maps) this.#maps.set(pointer, { ...iterations });
    this.#asked = new Map(from ? from.#asked : []);
    this.#open = new Map(from ? from.#open : []);
    this.#assigners = new Map(from ? from.#assigners : []);
    this.#express = new Map(from ? from.#express : []);
    if (!from) return;
    this.visits = from.visits;
    this.retries = from.retries;
    this.failures = from.failures;
    this.tasks = from.tasks;
    this.nested = from.nested;
  }

  clone(): Ledger {
    return new Ledger(this.#countAs, this);
  }

  /** Counts the state that the execution begins with. */
  begin(snapshot: Snapshot): void {
    for (const { frame } of snapshot.threads) if (frame) this.#enter(frame.pointer, true);
  }

  /** Takes in what an event changed. */
  observe(changes: readonly Change[], after: Snapshot, effects: readonly WorldEffect[]): void {
    const failing = new Set<number>();
    for (const effect of effects) {
      if (effect.type === 'failure') {
        this.failures++;
        failing.add(effect.thread);
      } else if (effect.type === 'schedule-task') this.#schedule(effect.task, after.now);
      else if (effect.type === 'nested-ended') this.#endNested(effect.execution);
    }
    for (const change of changes) this.#observe(change, after, failing.has(change.id));
  }

  /** Looks on while the engine runs many phases in one call, at one moment; equal to observing each of its steps. */
  onlookerAt(now: number): Onlooker {
    return {
      entered: (pointer) => this.#enter(pointer, true),
      left: (thread, frame, isLast) => {
        const { id, kind, container } = thread;
        const tally = this.#tally(frame, outcomeOf(frame, false), now);
        if (!isLast) {
          this.#take(frame, tally);
          if (frame.assigned) this.#assignAll(id, frame, frame.assigned);
        } else if (kind !== 'execution') {
          if (this.#assigners.size > 0) this.#assigners.delete(id);
          if (kind === 'iteration') this.#iterationsOf(container).succeeded++;
        }
      },
      fannedOut: ({ type, pointer }, total) => {
        if (type === 'Map') this.#iterationsOf(pointer).total += total;
      },
    };
  }

  /** States with how often they were entered and tried again, also those of nested executions. */
  get tallies(): ReadonlyMap<string, Readonly<Tally>> {
    return this.#states;
  }

  /** How often each catcher was taken, by the id of its edge. */
  get catches(): ReadonlyMap<string, number> {
    return this.#edges;
  }

  /** Map states with the iterations that they have begun. */
  get iterations(): ReadonlyMap<string, Readonly<Iterations>> {
    return this.#maps;
  }

  /** Nested Express executions by the key of their machine. */
  get express(): Iterable<readonly [machine: string, total: ExpressTotal]> {
    return this.#express;
  }

  #endNested({ machine, start, snapshot }: NestedExecution): void {
    if (start.options.type !== 'EXPRESS') return;
    const { executions, milliseconds, bytes } = this.#express.get(machine) ?? {
      executions: 0,
      milliseconds: 0,
      bytes: 0,
    };
    const { info, now, output = null } = snapshot;
    const size = (value: Json): number => sizeOf(value, Number.MAX_SAFE_INTEGER, emptySizes());
    this.#express.set(machine, {
      executions: executions + 1,
      milliseconds: milliseconds + billedMilliseconds(now - info.startTime),
      bytes: Math.max(bytes, size(info.input), size(output)),
    });
  }

  /** Counts a task that is asked for. */
  scheduled(effects: readonly Effect[], now: number): void {
    for (const effect of effects) if (effect.type === 'schedule-task') this.#schedule(effect.task, now);
  }

  /** The how-manieth task of its kind an open task is, counted from 0. */
  ordinalOf(task: TaskRequest): number {
    return this.#open.get(task.id)?.ordinal ?? 0;
  }

  /** The moment at which an open task was asked for; undefined for requests that are no tasks. */
  askedAt(task: TaskRequest): number | undefined {
    return this.#open.get(task.id)?.since;
  }

  /** The state that assigned a variable last; undefined where somebody else did. */
  assignerOf(thread: number, name: string): Assigner | undefined {
    return this.#assigners.get(thread)?.get(name);
  }

  #assign({ id, before, after }: Change): void {
    if (!after) {
      this.#assigners.delete(id);
      return;
    }
    if (!before || before.variables === after.variables) return;
    const assigners = new Map(this.#assigners.get(id));
    for (const [name, value] of Object.entries(after.variables)) {
      const { frame } = before;
      const assigned = frame?.assigned;
      if (frame && assigned && Object.hasOwn(assigned, name)) {
        const { pointer, catcher, chosen } = frame;
        assigners.set(name, { pointer, catcher, chosen });
      } else if (value !== before.variables[name]) assigners.delete(name);
    }
    this.#assigners.set(id, assigners);
  }

  #schedule(task: TaskRequest, now: number): void {
    const key = this.#countAs(task);
    if (machineOfPointer(task.pointer) === '') this.tasks++;
    this.#open.set(task.id, { ordinal: this.#asked.get(key) ?? 0, since: now });
    this.#add(this.#asked, key);
  }

  #observe(change: Change, after: Snapshot, fails: boolean): void {
    const from = change.before?.frame;
    const to = change.after?.frame;
    if (!change.before && change.after?.kind === 'execution') this.nested++;
    const task = taskOf(change.before);
    if (task !== undefined && task !== taskOf(change.after)) this.#open.delete(task);
    this.#assign(change);
    const entered = isEntry(change);
    // A thread that is moved by hand has not left its state by an edge, and the state has no outcome.
    const isTransition = entered && from?.phase === 'leave';
    if (from && (isTransition || hasEnded(change))) this.#leave(change, from, after.now, fails);
    if (from && isTransition) this.#take(from, this.#tallyOf(from.pointer));
    if (to && entered) this.#enter(to.pointer, machineOfPointer(to.pointer) === '');
    if (from && to && !entered) {
      const retries = sum(to.retryCounts) - sum(from.retryCounts);
      if (retries > 0) this.#retry(to.pointer, retries);
      if (to.type !== 'Map' || !to.fan) return;
      if (!from.fan) this.#beginIterations(from, to.pointer, to.fan.count);
      // A distributed Map may get its items one part after the other.
      else if (to.fan.count > from.fan.count) this.#iterationsOf(to.pointer).total += to.fan.count - from.fan.count;
    }
  }

  /** A Map that is redriven goes on with its iterations: those that had failed run again. */
  #beginIterations({ failedFan }: Frame, pointer: string, total: number): void {
    const iterations = this.#iterationsOf(pointer);
    if (failedFan) iterations.failed = 0;
    else iterations.total += total;
  }

  #enter(pointer: string, isOutermost: boolean): void {
    // Branches and iterations mostly go into the same state one after the other.
    if (this.#enteredPointer !== pointer) {
      this.#enteredPointer = pointer;
      this.#enteredTally = this.#tallyOf(pointer);
    }
    this.#enteredTally.count++;
    if (isOutermost) this.visits++;
  }

  #leave({ before, after }: Change, frame: Frame, now: number, fails: boolean): void {
    const outcome = outcomeOf(frame, fails || (after?.status.kind === 'ended' && after.status.failure !== undefined));
    this.#tally(frame, outcome, now);
    if (before?.kind === 'iteration' && !after?.frame && outcome !== 'aborted') {
      this.#iterationsOf(before.container)[outcome === 'failed' ? 'failed' : 'succeeded']++;
    }
  }

  /** Counts the edge by which a state is left; ids are made when somebody looks. */
  #take({ pointer, catcher, type, chosen }: Frame, tally: Tally): void {
    if (catcher !== undefined) {
      this.#add(this.#edges, `${pointer}|catch|${catcher}`);
      return;
    }
    tally.isChoice = type === 'Choice';
    const index = tally.isChoice && chosen !== undefined && chosen >= 0 ? chosen + 1 : 0;
    while (tally.edges.length <= index) tally.edges.push(0);
    tally.edges[index] = (tally.edges[index] ?? 0) + 1;
  }

  #tally({ pointer, enteredTime }: Frame, outcome: Outcome, now: number): Tally {
    if (this.#leftPointer !== pointer) {
      this.#leftPointer = pointer;
      this.#leftTally = this.#tallyOf(pointer);
    }
    const tally = this.#leftTally;
    tally.outcome = outcome;
    tally.lastMilliseconds = now - enteredTime;
    return tally;
  }

  #tallyOf(pointer: string): Tally {
    let tally = this.#states.get(pointer);
    if (!tally) {
      tally = newTally();
      this.#states.set(pointer, tally);
    }
    return tally;
  }

  #assignAll(thread: number, { pointer, catcher, chosen }: Frame, assigned: object): void {
    const assigners = new Map(this.#assigners.get(thread));
    for (const name of Object.keys(assigned)) assigners.set(name, { pointer, catcher, chosen });
    this.#assigners.set(thread, assigners);
  }

  #retry(pointer: string, retries: number): void {
    this.#tallyOf(pointer).retries += retries;
    if (machineOfPointer(pointer) === '') this.retries += retries;
  }

  #add(counts: Map<string, number>, key: string): void {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }

  #iterationsOf(pointer: string): Iterations {
    let iterations = this.#maps.get(pointer);
    if (!iterations) {
      iterations = { succeeded: 0, failed: 0, total: 0 };
      this.#maps.set(pointer, iterations);
    }
    return iterations;
  }
}

const newTally = (): Tally => ({
  count: 0,
  retries: 0,
  outcome: undefined,
  lastMilliseconds: undefined,
  edges: [],
  isChoice: false,
});

/** The time of an Express execution as it is billed: at least one step of 100 ms. */
export const billedMilliseconds = (duration: number): number => Math.max(1, Math.ceil(duration / 100)) * 100;

/** A thread is over when it is gone, or stays with the execution's last data after the end. */
export function hasEnded({ before, after }: Change): boolean {
  return !after || (after.status.kind === 'ended' && before?.status.kind !== 'ended');
}

/** A state that is not left and has not failed went down with what stands around it. */
export function outcomeOf(frame: Frame, fails: boolean): Outcome {
  if (frame.catcher !== undefined) return 'caught';
  if (fails || frame.failure !== undefined) return 'failed';
  return frame.phase === 'leave' ? 'succeeded' : 'aborted';
}

const taskOf = (thread: Change['before']): number | undefined =>
  thread?.status.kind === 'task' ? thread.status.task.id : undefined;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
