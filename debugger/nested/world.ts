/**
 * An execution with those that its tasks have started and wait for, as one: a snapshot whose threads are those of all of
 * them, and a step that takes an event to the execution that it is for. What waits for a nested execution is its parent,
 * as a Parallel is that of its branches, so that stepping, breakpoints and going back in time need not know of it.
 * Invariant: as with the engine's own, the same snapshot and the same event always give the same next snapshot. Until
 * the first one begins, the snapshot is the engine's own.
 */
import {
  type Effect,
  type ExecutionEvent,
  type NestedStart,
  nestedOutcome,
  nextDeadline,
  openTasks,
  outcomeEvents,
  type Snapshot,
  start,
  step,
  type TaskOutcome,
  type TaskRequest,
} from '#interpreter';
import { executionOfId, ownId, ownPointer, wholeId, wholeTask } from './numbering.ts';
import { type ViewedThread, viewOf } from './thread-view.ts';

/** Begins the execution that a task asks for, beside the one around it. */
export interface StartNested {
  readonly type: 'start-nested';
  readonly task: number;
  /** The machine's key among those that the launch configuration names. */
  readonly machine: string;
  readonly start: NestedStart;
}

export type WorldEvent = ExecutionEvent | StartNested;

export type WorldEffect =
  | Exclude<Effect, { readonly type: 'ended' }>
  | { readonly type: 'ended'; readonly status: Snapshot['status'] }
  /** A nested execution is over, and its task has got an answer. */
  | {
      readonly type: 'nested-ended';
      readonly task: TaskRequest;
      readonly outcome: TaskOutcome;
      readonly execution: NestedExecution;
    };

/** An execution that a task waits for. */
export interface NestedExecution {
  readonly number: number;
  /** The task that waits for it. */
  readonly task: TaskRequest;
  readonly machine: string;
  readonly start: NestedStart;
  readonly snapshot: Snapshot;
  /** Its threads as the whole shows them. */
  readonly threads: readonly ViewedThread[];
  /** The same by what they are made of. */
  readonly views: WeakMap<object, ViewedThread>;
}

export interface World extends Snapshot {
  readonly root: Snapshot;
  readonly nested: readonly NestedExecution[];
  /** How many have begun, so that no number is given twice. */
  readonly begun: number;
}

const NONE: readonly NestedExecution[] = [];

const isWorld = (snapshot: Snapshot): snapshot is World => 'nested' in snapshot;

/** The executions inside of an execution, in the order in which they have begun. */
export const nestedOf = (snapshot: Snapshot): readonly NestedExecution[] =>
  isWorld(snapshot) ? snapshot.nested : NONE;

/** The outermost execution alone. */
export const rootOf = (snapshot: Snapshot): Snapshot => (isWorld(snapshot) ? snapshot.root : snapshot);

/** The whole when the outermost execution has gone on alone. */
export function withRoot(before: Snapshot, root: Snapshot): Snapshot {
  const { begun, nested } = isWorld(before) ? before : { begun: 0, nested: NONE };
  return begun === 0 ? root : worldOf({ ...root, root, nested, begun });
}

/** The nested execution that a thread or task is of; undefined for the outermost one. */
export function nestedWith(snapshot: Snapshot, id: number): NestedExecution | undefined {
  const number = executionOfId(id);
  return number === 0 ? undefined : nestedOf(snapshot).find((one) => one.number === number);
}

/** The execution that a thread is of, as the engine knows both. */
export function ownExecution(snapshot: Snapshot, id: number): { readonly snapshot: Snapshot; readonly id: number } {
  return { snapshot: nestedWith(snapshot, id)?.snapshot ?? rootOf(snapshot), id: ownId(id) };
}

/** The next moment at which something happens by itself in any of the executions. */
export function nextMoment(snapshot: Snapshot): number | undefined {
  const moments = [nextDeadline(rootOf(snapshot)), ...nestedOf(snapshot).map((one) => nextDeadline(one.snapshot))];
  const next = Math.min(...moments.map((moment) => moment ?? Number.POSITIVE_INFINITY));
  return next === Number.POSITIVE_INFINITY ? undefined : next;
}

/** The tasks that somebody outside has to do: none that waits for a nested execution. */
export function openTasksOf(snapshot: Snapshot): readonly TaskRequest[] {
  const nested = nestedOf(snapshot);
  const inner = nested.flatMap((one) =>
    openTasks(one.snapshot).map((task) => wholeTask(one.number, one.machine, task)),
  );
  return [...openTasks(rootOf(snapshot)), ...inner].filter(({ id }) => !nested.some(({ task }) => task.id === id));
}

export interface WorldStep {
  readonly snapshot: Snapshot;
  readonly effects: readonly WorldEffect[];
}

/** Takes one event, for whichever of the executions it is. */
export function stepWorld(before: Snapshot, event: WorldEvent): WorldStep {
  if (event.type !== 'start-nested' && !isWorld(before)) return step(before, event);
  const parts = new Parts(before);
  if (event.type === 'start-nested') parts.begin(event);
  else if (event.type === 'time') parts.tellAll(event);
  else parts.tell(numberFor(before, event), ownEvent(event));
  parts.settle();
  return { snapshot: parts.whole(), effects: parts.effects };
}

/** Which execution an event is for. One whose turn it is has the first threads that are ready, from outside in. */
function numberFor(before: Snapshot, event: ExecutionEvent): number {
  if ('task' in event) return executionOfId(event.task);
  if ('thread' in event && event.thread !== undefined) return executionOfId(event.thread);
  return event.type === 'advance' ? executionOfId(before.turn ?? 0) : 0;
}

function ownEvent(event: ExecutionEvent): ExecutionEvent {
  if ('task' in event) return { ...event, task: ownId(event.task) };
  if (event.type === 'goto') return { ...event, thread: ownId(event.thread), pointer: ownPointer(event.pointer) };
  if ('thread' in event && event.thread !== undefined) return { ...event, thread: ownId(event.thread) };
  return event;
}

/** A step at work. */
class Parts {
  readonly effects: WorldEffect[] = [];
  #root: Snapshot;
  #nested: NestedExecution[];
  #begun: number;
  /** Tasks that nobody waits for any more, or that have got another answer. */
  readonly #void = new Set<number>();

  constructor(before: Snapshot) {
    this.#root = rootOf(before);
    this.#nested = [...nestedOf(before)];
    this.#begun = isWorld(before) ? before.begun : 0;
  }

  whole(): Snapshot {
    const [root, nested, begun] = [this.#root, this.#nested, this.#begun];
    if (begun === 0) return root;
    const threads = nested.length === 0 ? root.threads : root.threads.concat(nested.flatMap((one) => one.threads));
    return worldOf({ ...root, threads, turn: turnIn(root) ?? innerTurn(nested), root, nested, begun });
  }

  begin({ task: id, machine, start: nested }: StartNested): void {
    const task = openTasksOf(this.whole()).find((open) => open.id === id);
    if (!task) return;
    const number = ++this.#begun;
    const owner = executionOfId(id);
    this.tell(owner, { type: 'task-started', task: ownId(id) });
    if (nested.submitted !== undefined)
      this.tell(owner, { type: 'task-submitted', task: ownId(id), output: nested.submitted });
    const begun = { number, task, machine, start: nested, views: new WeakMap() };
    this.#nested.push(at(begun, start(nested.machine.program, nested.options)));
    this.effects.push({ type: 'thread-started', thread: wholeId(number, 1) });
  }

  /** The clock is one for all. */
  tellAll(event: ExecutionEvent): void {
    for (const number of [0, ...this.#nested.map((one) => one.number)]) this.tell(number, event);
  }

  tell(number: number, event: ExecutionEvent): void {
    if (event.type === 'task-succeeded' || event.type === 'task-failed') this.#void.add(wholeId(number, event.task));
    if (number === 0) {
      const { snapshot, effects } = step(this.#root, event);
      this.#root = snapshot;
      for (const effect of effects) this.#take(effect);
      return;
    }
    const index = this.#nested.findIndex((one) => one.number === number);
    const one = this.#nested[index];
    if (!one) return;
    const { snapshot, effects } = step(one.snapshot, event);
    this.#nested[index] = at(one, snapshot);
    for (const effect of effects) {
      const told = wholeEffect(one, effect);
      if (told) this.#take(told);
    }
  }

  #take(effect: WorldEffect): void {
    if (effect.type === 'cancel-task') this.#void.add(effect.task);
    this.effects.push(effect);
  }

  /** What has ended answers its task; what nobody waits for any more is gone, as are those inside of it. */
  settle(): void {
    const isRunning = (one: NestedExecution): boolean => one.snapshot.status === 'RUNNING' && this.#isAwaited(one);
    for (;;) {
      const over = this.#nested.find((one) => !isRunning(one));
      if (!over) return;
      const isAwaited = this.#isAwaited(over);
      this.#drop(over);
      if (isAwaited) this.#answer(over);
    }
  }

  #isAwaited({ task }: NestedExecution): boolean {
    if (this.#root.status !== 'RUNNING' || this.#void.has(task.id)) return false;
    const owner = executionOfId(task.id);
    return owner === 0 || this.#nested.some(({ number }) => number === owner);
  }

  #answer(ended: NestedExecution): void {
    const { task, start: nested, snapshot } = ended;
    const { status, output, failure, now } = snapshot;
    if (status === 'RUNNING') return;
    const { error, cause } = failure ?? { error: undefined, cause: undefined };
    const outcome = nestedOutcome(task, { ...nested.started, status, output, error, cause, stopTime: now });
    this.effects.push({ type: 'nested-ended', task, outcome, execution: ended });
    // Whoever waits for a job has been told of its beginning.
    for (const event of outcomeEvents({ id: ownId(task.id) }, outcome))
      if (event.type !== 'task-submitted') this.tell(executionOfId(task.id), event);
  }

  #drop(one: NestedExecution): void {
    this.#nested = this.#nested.filter((other) => other !== one);
    for (const task of openTasks(one.snapshot)) this.#take({ type: 'cancel-task', task: wholeId(one.number, task.id) });
    for (const { id } of one.snapshot.threads)
      this.effects.push({ type: 'thread-ended', thread: wholeId(one.number, id) });
  }
}

/** A nested execution when it has come to a snapshot. */
function at(one: Omit<NestedExecution, 'snapshot' | 'threads'>, snapshot: Snapshot): NestedExecution {
  return { ...one, snapshot, threads: snapshot.threads.map((own) => viewOf(one, own)) };
}

const worldOf = (world: World): World => world;

const turnIn = ({ status, turn, queue }: Snapshot): number | undefined =>
  status === 'RUNNING' ? (turn ?? queue[0]) : undefined;

function innerTurn(nested: readonly NestedExecution[]): number | undefined {
  for (const { number, snapshot } of nested) {
    const turn = turnIn(snapshot);
    if (turn !== undefined) return wholeId(number, turn);
  }
  return undefined;
}

/** What an execution inside asks of the host. Its history is its own, and its end is that of a task. */
function wholeEffect({ number, machine }: NestedExecution, effect: Effect): WorldEffect | undefined {
  switch (effect.type) {
    case 'history':
      return { type: 'child-history', execution: wholeId(number, 1), event: effect.event };
    case 'child-history':
      return { ...effect, execution: wholeId(number, effect.execution) };
    case 'schedule-task':
    case 'need-items':
      return { ...effect, task: wholeTask(number, machine, effect.task) };
    case 'cancel-task':
      return { ...effect, task: wholeId(number, effect.task) };
    case 'thread-started':
    case 'thread-ended':
    case 'failure':
      return { ...effect, thread: wholeId(number, effect.thread) };
    case 'ended':
      return undefined;
    default:
      return effect;
  }
}
