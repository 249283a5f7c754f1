/**
 * One call of the engine at work: the snapshot it began with, taken apart into fields that it may change. It owns
 * the records that it makes or copies and changes only those; `snapshot()` seals it. Nothing of it outlives the
 * call.
 */
import type { Json } from '#asl/json';
import { HISTORY_LIMIT_CAUSE } from './causes.ts';
import { EvaluationScope } from './evaluation-scope.ts';
import type { HistoryEvent } from './history.ts';
import {
  addEvent,
  type HistoryBuffer,
  type HistoryPage,
  lastOfPage,
  NO_PAGE,
  pageAfter,
  takesNext,
} from './history-buffer.ts';
import { levelsAtMost, sizeOf } from './limits.ts';
import type { Onlooker } from './onlooker.ts';
import type { Program } from './program/program.ts';
import { copyOfProgress } from './progress.ts';
import { randomAt } from './random.ts';
import type { ExecutionInfo, FanRecord, FrameRecord, Owner, Snapshot, ThreadRecord } from './records.ts';
import type { Effect, ExecutionStatus, Failure, SnapshotView } from './snapshot.ts';

export type EffectSink = (effect: Effect) => void;

type EventDetails = NonNullable<HistoryEvent['details']>;

export class Work implements SnapshotView {
  readonly program: Program;
  readonly info: ExecutionInfo;
  owner: Owner = {};
  readonly sink: EffectSink;
  /** Whether anybody listens to all that happens, and not only to what has to be done. */
  readonly isHeard: boolean;
  status: ExecutionStatus;
  output: Json | undefined;
  failure: Failure | undefined;
  now: number;
  tick: number;
  threads: readonly ThreadRecord[];
  historyLength: number;
  /** The thread whose turn it is; 0 where it is nobody's, as no thread has that number. */
  turn: number;
  nextThread: number;
  nextTask: number;
  private history: HistoryBuffer;
  /** The page of the history that takes the next event. */
  private page: HistoryPage = NO_PAGE;
  /** As long as the history is shorter, there is nothing about an event but to put it into the page. */
  private easyUntil = 0;
  private draws: number;
  /** Threads that wait for their turn, from `queueStart` on. */
  private queue: readonly number[];
  private queueStart = 0;
  /** Where the thread stood whose turn it was last: the next one mostly stands beside it. */
  private lastIndex = 0;
  /** The record of a child that has ended in this batch, for the next child. */
  private ended: ThreadRecord | undefined;
  private ownsThreads = false;
  private ownsQueue = false;
  private readonly maxEvents: number;
  private readonly keepsHistory: boolean;
  /**
   * Set by those who run many states in one call and let nobody see the records before its end: then frames are used
   * again for the next state.
   */
  isBatch = false;
  /** Told of states that are entered and left. */
  onlooker: Onlooker | undefined;
  /** What expressions see of the thread at work; one object for all evaluations of a call. */
  readonly scope: EvaluationScope;

  constructor(snapshot: Snapshot, sink: EffectSink, isHeard = true) {
    this.program = snapshot.program;
    this.isHeard = isHeard;
    this.info = snapshot.info;
    this.sink = sink;
    this.status = snapshot.status;
    this.output = snapshot.output;
    this.failure = snapshot.failure;
    this.now = snapshot.now;
    this.tick = snapshot.tick;
    this.threads = snapshot.threads;
    this.historyLength = snapshot.historyLength;
    this.history = snapshot.history;
    this.turn = snapshot.turn ?? NOBODY;
    this.queue = snapshot.queue;
    this.nextThread = snapshot.nextThread;
    this.nextTask = snapshot.nextTask;
    this.draws = snapshot.draws;
    this.maxEvents = snapshot.info.maxEvents;
    this.keepsHistory = snapshot.info.keepsHistory;
    this.scope = new EvaluationScope(this);
  }

  /**
   * Hands out what has been reached. From then on nobody owns its records: what the work changes afterwards it
   * copies first.
   */
  snapshot(): Snapshot {
    this.owner = {};
    this.page = NO_PAGE;
    this.easyUntil = 0;
    this.ownsThreads = false;
    this.ownsQueue = false;
    this.ended = undefined;
    if (this.queueStart > 0) this.queue = this.queue.slice(this.queueStart);
    this.queueStart = 0;
    const { program, info, status, output, failure, now, tick, threads, historyLength } = this;
    const { history, queue, nextThread, nextTask, draws } = this;
    const turn = this.turn === NOBODY ? undefined : this.turn;
    return {
      program,
      info,
      status,
      output,
      failure,
      now,
      tick,
      threads,
      historyLength,
      history,
      turn,
      queue,
      nextThread,
      nextTask,
      draws,
    };
  }

  get isRunning(): boolean {
    return this.status === 'RUNNING';
  }

  /** The thread with the id, to read. */
  findThread(id: number): ThreadRecord | undefined {
    const index = this.indexOf(id);
    return index < 0 ? undefined : this.threads[index];
  }

  /** The thread with the id, to change. */
  thread(id: number): ThreadRecord | undefined {
    return this.threadAt(this.indexOf(id));
  }

  /** The thread at a place of `threads`, to change. */
  threadAt(index: number): ThreadRecord | undefined {
    const thread = this.threads[index];
    if (!thread || thread.owner === this.owner) return thread;
    const copy = { ...thread, owner: this.owner };
    this.ownThreads()[index] = copy;
    return copy;
  }

  /** The thread's frame, to change; the thread has to be the owner's. */
  frame(thread: ThreadRecord): FrameRecord | undefined {
    const frame = thread.frame;
    if (!frame || frame.owner === this.owner) return frame;
    const { stages, children, fan } = frame;
    const copy = {
      ...frame,
      stages: { ...stages },
      // A Map that waits for more items has no children for a moment, and gets some again.
      children: fan || children.length > 0 ? children.slice() : children,
      owner: this.owner,
    };
    thread.frame = copy;
    return copy;
  }

  /** The frame's fan, to change; the frame has to be the owner's. */
  fan(frame: FrameRecord): FanRecord | undefined {
    const fan = frame.fan;
    if (!fan || fan.owner === this.owner) return fan;
    const copy = {
      ...fan,
      results: { chunks: fan.results.chunks.slice() },
      progress: copyOfProgress(fan.progress),
      owner: this.owner,
    };
    frame.fan = copy;
    return copy;
  }

  /** Gives the record of a child away that has ended: nobody needs it any more, unless somebody has seen it. */
  spare(child: ThreadRecord): void {
    if (this.isBatch && child.owner === this.owner) this.ended = child;
  }

  /** A record that was given away; whoever takes it sets every field but the frame, which `goTo` makes use of. */
  spareThread(): ThreadRecord | undefined {
    const { ended } = this;
    this.ended = undefined;
    return ended;
  }

  addThread(thread: ThreadRecord): void {
    this.ownThreads().push(thread);
  }

  /** Puts a thread back that was removed before. */
  restoreThread(thread: ThreadRecord): void {
    const threads = this.ownThreads();
    let at = threads.length;
    while (at > 0 && (threads[at - 1]?.id ?? 0) > thread.id) at -= 1;
    threads.splice(at, 0, thread);
  }

  removeThread(id: number): void {
    const index = this.indexOf(id);
    if (index < 0) return;
    const isReady = this.threads[index]?.status.kind === 'ready';
    removeAt(this.ownThreads(), index);
    if (this.turn === id) this.turn = NOBODY;
    // A queue may be long, and only threads that are ready stand in it.
    else if (isReady) this.unqueue(id);
    if (this.isHeard) this.sink({ type: 'thread-ended', thread: id });
  }

  private indexOf(id: number): number {
    const { threads, lastIndex } = this;
    // Mostly it is the thread whose turn it was, or the execution itself, in which the others run.
    if (threads[lastIndex]?.id === id) return lastIndex;
    if (threads[0]?.id === id) return 0;
    let low = 0;
    let high = threads.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = threads[middle]?.id ?? -1;
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  private ownThreads(): ThreadRecord[] {
    if (!this.ownsThreads) {
      this.threads = this.threads.slice();
      this.ownsThreads = true;
    }
    return this.threads as ThreadRecord[];
  }

  /** Puts a thread that has become ready behind those that are waiting for their turn. */
  enqueue(id: number): void {
    this.ownQueue().push(id);
  }

  /** As `enqueue`, between turns: where nobody waits it is this thread's turn, and the queue is not needed. */
  wake(id: number): void {
    if (this.turn === NOBODY && this.queue.length === this.queueStart) this.turn = id;
    else this.enqueue(id);
  }

  private unqueue(id: number): void {
    if (this.queue.indexOf(id, this.queueStart) < 0) return;
    const queue = this.ownQueue();
    queue.splice(queue.indexOf(id, this.queueStart), 1);
  }

  /** The queue, to change. What has been taken from its front is cut off now and then. */
  private ownQueue(): number[] {
    const { queue, queueStart } = this;
    if (!this.ownsQueue || (queueStart >= LONG_START && queueStart * 2 >= queue.length)) {
      this.queue = queue.slice(queueStart);
      this.queueStart = 0;
      this.ownsQueue = true;
    }
    return this.queue as number[];
  }

  /** Ends the turn of the thread that runs; the next one is the first of the queue. */
  passTurn(isStillReady: boolean): void {
    if (this.turn === NOBODY) return;
    if (isStillReady) {
      if (this.queue.length === this.queueStart) return;
      this.enqueue(this.turn);
    }
    this.turn = NOBODY;
  }

  /** The thread whose turn it is, to change; undefined where none is ready. */
  takeTurn(): ThreadRecord | undefined {
    if (this.turn === NOBODY) {
      if (this.queue.length === this.queueStart) return undefined;
      this.turn = this.queue[this.queueStart] ?? NOBODY;
      this.queueStart += 1;
    }
    const { turn, threads, lastIndex } = this;
    this.lastIndex = threads[lastIndex + 1]?.id === turn ? lastIndex + 1 : this.indexOf(turn);
    return this.threadAt(this.lastIndex);
  }

  /** Gives the turn to a thread that is ready, ahead of all others. */
  giveTurn(id: number): void {
    if (this.turn === id) return;
    this.unqueue(id);
    if (this.turn !== NOBODY) this.ownQueue().splice(this.queueStart, 0, this.turn);
    this.turn = id;
  }

  /** Writes an event at the end of the thread's chain. */
  event(thread: ThreadRecord, type: string, details: EventDetails | undefined): number {
    const id = this.aside(thread, thread.lastEventId, type, details);
    thread.lastEventId = id;
    return id;
  }

  /** Writes an event that follows `previousEventId` and that no later event of the thread follows by itself. */
  aside(thread: ThreadRecord, previousEventId: number, type: string, details: EventDetails | undefined): number {
    const { historyLength } = this;
    if (historyLength >= this.easyUntil || thread.childExecution !== undefined)
      return this.asideWithCare(thread, previousEventId, type, details);
    const id = historyLength + 1;
    addEvent(this.page, { id, previousEventId, type, timestamp: this.now, details });
    this.historyLength = id;
    return id;
  }

  private asideWithCare(
    thread: ThreadRecord,
    previousEventId: number,
    type: string,
    details: EventDetails | undefined,
  ): number {
    if (thread.childExecution !== undefined)
      return this.childEvent(thread.childExecution, previousEventId, type, details);
    if (this.status !== 'RUNNING') return this.historyLength;
    const id = this.historyLength + 1;
    if (id >= this.maxEvents) {
      this.end('FAILED', id - 1, undefined, { error: 'States.Runtime', cause: HISTORY_LIMIT_CAUSE });
      return id;
    }
    this.append({ id, previousEventId, type, timestamp: this.now, details });
    return id;
  }

  /** An event of a child execution, which stands in a history of its own. */
  private childEvent(
    execution: number,
    previousEventId: number,
    type: string,
    details: EventDetails | undefined,
  ): number {
    const thread = this.thread(execution);
    if (!thread) return 0;
    thread.journalLength += 1;
    const id = thread.journalLength;
    if (this.info.tellsChildren)
      this.sink({
        type: 'child-history',
        execution,
        event: { id, previousEventId, type, timestamp: this.now, details },
      });
    return id;
  }

  private append(event: HistoryEvent): void {
    if (this.keepsHistory) {
      if (!takesNext(this.page, this.historyLength)) this.beginPage();
      addEvent(this.page, event);
    }
    this.historyLength = event.id;
    if (this.isHeard) this.sink({ type: 'history', event });
    else if (this.keepsHistory) this.easyUntil = Math.min(lastOfPage(event.id), this.maxEvents - 1);
  }

  private beginPage(): void {
    const { buffer, page } = pageAfter(this.history, this.historyLength);
    this.history = buffer;
    this.page = page;
  }

  /** Writes the terminal event and ends the execution. Threads stay as they are, so that their data can be looked at. */
  end(
    status: Exclude<ExecutionStatus, 'RUNNING'>,
    previousEventId: number,
    output: Json | undefined,
    failure: Failure | undefined,
  ): void {
    if (this.status !== 'RUNNING') return;
    for (const thread of this.threads)
      if (thread.childExecution === thread.id) this.aside(thread, 0, 'ExecutionAborted', {});
    this.append({
      id: this.historyLength + 1,
      previousEventId,
      type: TERMINAL_EVENTS[status],
      timestamp: this.now,
      details: failure ? failureDetails(failure) : { output: output ?? null },
    });
    this.easyUntil = 0;
    this.status = status;
    this.output = output;
    this.failure = status === 'TIMED_OUT' ? undefined : failure;
    this.sink({ type: 'ended', status });
  }

  /** Bytes of a value's JSON text; above the limit it is only known to be above. */
  sizeOf(value: Json): number {
    return sizeOf(value, this.info.maxPayloadBytes, this.program.sizes);
  }

  /** Levels of arrays and objects in a value of that size, or more. */
  levelsOf(value: Json, bytes: number): number {
    return levelsAtMost(value, bytes, this.program.sizes);
  }

  /** True where the service would refuse the value because of its size. */
  isTooLarge(value: Json): boolean {
    return this.sizeOf(value) > this.info.maxPayloadBytes;
  }

  /** The next random number in [0, 1). */
  readonly random = (): number => {
    this.draws += 1;
    return randomAt(this.info.seed, this.draws);
  };
}

/** Threads are numbered from 1. */
const NOBODY = 0;

/** So many threads may have been taken from a queue before they are cut off. */
const LONG_START = 64;

/**
 * Removes an element where the way is short. Children mostly end in the order in which they began, so that the one to
 * remove is near the front of up to a thousand, and taking away the first element moves none.
 */
export function removeAt(list: unknown[], index: number): void {
  if (index >= list.length / 2) {
    list.splice(index, 1);
    return;
  }
  for (let at = index; at > 0; at--) list[at] = list[at - 1];
  list.shift();
}

const TERMINAL_EVENTS = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
} as const;

/** Error and cause as details of an event; what is undefined is left out, as AWS does. */
export function failureDetails(failure: Failure): Record<string, Json> {
  const details: Record<string, Json> = {};
  if (failure.error !== undefined) details.error = failure.error;
  if (failure.cause !== undefined) details.cause = failure.cause;
  return details;
}
