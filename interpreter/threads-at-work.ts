/**
 * The threads of an execution while a call of the engine is at work: whose turn it is, and their records, which the
 * call copies before it changes them for the first time.
 */
import { copyOfProgress } from './progress.ts';
import type { FanRecord, FrameRecord, Owner, Snapshot, TaskStatus, ThreadRecord } from './records.ts';
import type { Effect } from './snapshot.ts';

export type EffectSink = (effect: Effect) => void;

export class ThreadsAtWork {
  owner: Owner = {};
  readonly sink: EffectSink;
  /** Whether anybody listens to all that happens, and not only to what has to be done. */
  readonly isHeard: boolean;
  threads: readonly ThreadRecord[];
  /** The thread whose turn it is; 0 where it is nobody's, as no thread has that number. */
  turn: number;
  /** Threads that wait for their turn, from `queueStart` on. */
  private queue: readonly number[];
  private queueStart = 0;
  /** Where the thread stood whose turn it was last: the next one mostly stands beside it. */
  private lastIndex = 0;
  /** The record of a child that has ended in this batch, for the next child. */
  private ended: ThreadRecord | undefined;
  /** The status of a thread that began to wait in this call, as long as nobody has seen it. */
  unseenWait: TaskStatus | undefined;
  private ownsThreads = false;
  private ownsQueue = false;
  /**
   * Set by those who run many states in one call and let nobody see the records before its end: then frames are used
   * again for the next state.
   */
  isBatch = false;

  constructor({ threads, turn, queue }: Snapshot, sink: EffectSink, isHeard: boolean) {
    this.sink = sink;
    this.isHeard = isHeard;
    this.threads = threads;
    this.turn = turn ?? NOBODY;
    this.queue = queue;
  }

  /** What has been reached, for a snapshot. From then on nobody owns its records: what comes afterwards copies them. */
  protected sealed(): Pick<Snapshot, 'threads' | 'turn' | 'queue'> {
    this.owner = {};
    this.ownsThreads = false;
    this.ownsQueue = false;
    this.ended = undefined;
    this.unseenWait = undefined;
    if (this.queueStart > 0) this.queue = this.queue.slice(this.queueStart);
    this.queueStart = 0;
    const { threads, turn, queue } = this;
    return { threads, turn: turn === NOBODY ? undefined : turn, queue };
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

  /** The thread whose turn it was last, to change. */
  lastThread(): ThreadRecord | undefined {
    return this.threadAt(this.lastIndex);
  }

  /** The thread at a place of `threads`, to change. */
  threadAt(index: number): ThreadRecord | undefined {
    const thread = this.threads[index];
    return !thread || thread.owner === this.owner ? thread : this.ownThread(thread, index);
  }

  private ownThread(thread: ThreadRecord, index: number): ThreadRecord {
    const copy = { ...thread, owner: this.owner };
    this.ownThreads()[index] = copy;
    return copy;
  }

  /** The thread's frame, to change; the thread has to be the owner's. */
  frame(thread: ThreadRecord): FrameRecord | undefined {
    const { frame } = thread;
    return !frame || frame.owner === this.owner ? frame : this.ownFrame(thread, frame);
  }

  private ownFrame(thread: ThreadRecord, frame: FrameRecord): FrameRecord {
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

  /** True where nobody but this batch knows the thread, and nobody is told of it. */
  isUnseen(thread: ThreadRecord): boolean {
    return this.isBatch && !this.isHeard && thread.owner === this.owner;
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

  /** Gives a thread the number of one that begins now: it stands behind all others then. */
  renumber(thread: ThreadRecord, id: number): void {
    const threads = this.ownThreads();
    removeAt(threads, this.indexOf(thread.id));
    thread.id = id;
    threads.push(thread);
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
    if (!this.ownsQueue || this.queueStart >= LONG_START) this.tidyQueue();
    (this.queue as number[]).push(id);
  }

  /** As `enqueue`, between turns: where nobody waits it is this thread's turn, and the queue is not needed. */
  wake(id: number): void {
    if (this.isIdle()) this.turn = id;
    else this.enqueue(id);
  }

  private unqueue(id: number): void {
    if (this.queue.indexOf(id, this.queueStart) < 0) return;
    const queue = this.ownQueue();
    queue.splice(queue.indexOf(id, this.queueStart), 1);
  }

  /** The queue, to change. */
  private ownQueue(): number[] {
    if (!this.ownsQueue) this.tidyQueue();
    return this.queue as number[];
  }

  /** Makes the queue the owner's, and cuts off what has been taken from its front where that is much of it. */
  private tidyQueue(): void {
    const { queue, queueStart } = this;
    if (this.ownsQueue && queueStart * 2 < queue.length) return;
    this.queue = queue.slice(queueStart);
    this.queueStart = 0;
    this.ownsQueue = true;
  }

  /** Ends the turn of the thread that runs and no longer can. */
  endTurn(): void {
    this.turn = NOBODY;
  }

  /** Ends the turn of the thread that runs and could go on: it waits behind all others, where there are any. */
  passTurn(): void {
    const { turn, queue, queueStart } = this;
    if (turn === NOBODY || queue.length === queueStart) return;
    const next = queue[queueStart] as number;
    this.queueStart = queueStart + 1;
    this.enqueue(turn);
    this.turn = next;
  }

  /** The thread whose turn it is, to change; undefined where none is ready. */
  takeTurn(): ThreadRecord | undefined {
    if (this.turn === NOBODY && !this.takeFromQueue()) return undefined;
    const { turn, threads } = this;
    if (threads[this.lastIndex]?.id !== turn) this.lastIndex = this.indexBehindLast(turn);
    return this.threadAt(this.lastIndex);
  }

  /** Gives the turn to the first of those that wait for it. False where none does. */
  private takeFromQueue(): boolean {
    const { queue, queueStart } = this;
    if (queue.length === queueStart) return false;
    this.turn = queue[queueStart] ?? NOBODY;
    this.queueStart = queueStart + 1;
    return true;
  }

  private indexBehindLast(id: number): number {
    const next = this.lastIndex + 1;
    return next < this.threads.length && this.threads[next]?.id === id ? next : this.indexOf(id);
  }

  /** True where no thread is ready. */
  isIdle(): boolean {
    return this.turn === NOBODY && this.queue.length === this.queueStart;
  }

  /** Gives the turn to a thread that is ready, ahead of all others. */
  giveTurn(id: number): void {
    if (this.turn === id) return;
    this.unqueue(id);
    if (this.turn !== NOBODY) this.ownQueue().splice(this.queueStart, 0, this.turn);
    this.turn = id;
  }
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
