/**
 * One call of the engine at work: the snapshot it began with, taken apart into fields that it may change, with the
 * threads in `ThreadsAtWork`. It owns the records that it makes or copies and changes only those; `snapshot()` seals it.
 * Nothing of it outlives the call.
 */
import type { Json } from '#asl/json';
import { HISTORY_LIMIT_CAUSE } from './causes.ts';
import { EvaluationScope } from './evaluation-scope.ts';
import { type EventKind, type EventRun, type EventValue, eventOf } from './event-kinds.ts';
import type { EventDetails } from './history.ts';
import {
  addEntry,
  beginMoment,
  type HistoryBuffer,
  type HistoryPage,
  lastOfPage,
  NO_PAGE,
  pageAfter,
  takesNext,
} from './history-buffer.ts';
import type { Onlooker } from './onlooker.ts';
import type { Program } from './program/program.ts';
import { randomAt } from './random.ts';
import type { ExecutionInfo, Snapshot, ThreadRecord } from './records.ts';
import { levelsAtMost, sizeAtMost, sizeOf } from './sizes.ts';
import type { ExecutionStatus, Failure, SnapshotView } from './snapshot.ts';
import { type EffectSink, ThreadsAtWork } from './threads-at-work.ts';

export class Work extends ThreadsAtWork implements SnapshotView {
  readonly program: Program;
  readonly info: ExecutionInfo;
  status: ExecutionStatus;
  /** Whether the status is RUNNING. To compare texts takes several times as long, and it is asked in each phase. */
  isRunning: boolean;
  output: Json | undefined;
  failure: Failure | undefined;
  now: number;
  tick: number;
  historyLength: number;
  nextThread: number;
  nextTask: number;
  private history: HistoryBuffer;
  /** The page of the history that takes the next event. */
  private page: HistoryPage = NO_PAGE;
  /** As long as the history is shorter and the clock stands still, an event has only to be put into the page. */
  private easyUntil = 0;
  private draws: number;
  private readonly maxEvents: number;
  private readonly keepsHistory: boolean;
  /** Told of states that are entered and left. */
  onlooker: Onlooker | undefined;
  /** What expressions see of the thread at work; one object for all evaluations of a call. */
  readonly scope: EvaluationScope;

  constructor(snapshot: Snapshot, sink: EffectSink, isHeard = true) {
    super(snapshot, sink, isHeard);
    this.program = snapshot.program;
    this.info = snapshot.info;
    this.status = snapshot.status;
    this.isRunning = snapshot.status === 'RUNNING';
    this.output = snapshot.output;
    this.failure = snapshot.failure;
    this.now = snapshot.now;
    this.tick = snapshot.tick;
    this.historyLength = snapshot.historyLength;
    this.history = snapshot.history;
    this.nextThread = snapshot.nextThread;
    this.nextTask = snapshot.nextTask;
    this.draws = snapshot.draws;
    this.maxEvents = snapshot.info.maxEvents;
    this.keepsHistory = snapshot.info.keepsHistory;
    this.scope = new EvaluationScope(this);
  }

  /** Moves the clock forward. */
  moveClock(now: number): void {
    this.now = now;
    this.easyUntil = 0;
  }

  /** Hands out what has been reached. */
  snapshot(): Snapshot {
    const { threads, turn, queue } = this.sealed();
    this.page = NO_PAGE;
    this.easyUntil = 0;
    const { program, info, status, output, failure, now, tick, historyLength } = this;
    const { history, nextThread, nextTask, draws } = this;
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

  /** Writes an event at the end of the thread's chain. */
  event(thread: ThreadRecord, kind: EventKind, value: Json): number;
  event(thread: ThreadRecord, type: string, details: EventDetails | undefined): number;
  event(thread: ThreadRecord, kind: EventKind | string, value: EventValue): number {
    const id = this.write(thread, thread.lastEventId, kind, value);
    thread.lastEventId = id;
    return id;
  }

  /**
   * Writes events at the end of the thread's chain, each of which follows the one before. False, and nothing is written,
   * where one of them takes care.
   */
  eventsAtOnce(thread: ThreadRecord, run: EventRun, value: Json): boolean {
    const { length } = run.events;
    const last = this.historyLength + length;
    if (last > this.easyUntil || thread.childExecution !== undefined) return false;
    addEntry(this.page, run, thread.lastEventId, value, length);
    this.historyLength = last;
    thread.lastEventId = last;
    return true;
  }

  /** Writes an event that follows `previousEventId` and that no later event of the thread follows by itself. */
  aside(thread: ThreadRecord, previousEventId: number, kind: EventKind, value: Json): number;
  aside(thread: ThreadRecord, previousEventId: number, type: string, details: EventDetails | undefined): number;
  aside(thread: ThreadRecord, previousEventId: number, kind: EventKind | string, value: EventValue): number {
    return this.write(thread, previousEventId, kind, value);
  }

  private write(thread: ThreadRecord, previousEventId: number, kind: EventKind | string, value: EventValue): number {
    const { historyLength } = this;
    if (historyLength >= this.easyUntil || thread.childExecution !== undefined)
      return this.writeWithCare(thread, previousEventId, kind, value);
    const id = historyLength + 1;
    addEntry(this.page, kind, previousEventId, value, 1);
    this.historyLength = id;
    return id;
  }

  private writeWithCare(
    thread: ThreadRecord,
    previousEventId: number,
    kind: EventKind | string,
    value: EventValue,
  ): number {
    if (thread.childExecution !== undefined)
      return this.childEvent(thread.childExecution, previousEventId, kind, value);
    if (!this.isRunning) return this.historyLength;
    const id = this.historyLength + 1;
    if (id >= this.maxEvents) {
      this.end('FAILED', id - 1, undefined, { error: 'States.Runtime', cause: HISTORY_LIMIT_CAUSE });
      return id;
    }
    this.append(previousEventId, kind, value);
    return id;
  }

  /** An event of a child execution, which stands in a history of its own. */
  private childEvent(execution: number, previousEventId: number, kind: EventKind | string, value: EventValue): number {
    const thread = this.thread(execution);
    if (!thread) return 0;
    thread.journalLength += 1;
    const id = thread.journalLength;
    if (this.info.tellsChildren)
      this.sink({ type: 'child-history', execution, event: eventOf(kind, id, previousEventId, this.now, value) });
    return id;
  }

  private append(previousEventId: number, kind: EventKind | string, value: EventValue): void {
    if (this.keepsHistory) {
      if (!takesNext(this.page, this.historyLength)) this.beginPage();
      beginMoment(this.page, this.now);
      addEntry(this.page, kind, previousEventId, value, 1);
    }
    this.historyLength += 1;
    if (this.isHeard)
      this.sink({ type: 'history', event: eventOf(kind, this.historyLength, previousEventId, this.now, value) });
    else if (this.keepsHistory) this.easyUntil = Math.min(lastOfPage(this.page), this.maxEvents - 1);
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
    if (!this.isRunning) return;
    for (const thread of this.threads)
      if (thread.childExecution === thread.id) this.aside(thread, 0, 'ExecutionAborted', {});
    const details = failure ? failureDetails(failure) : { output: output ?? null };
    this.append(previousEventId, TERMINAL_EVENTS[status], details);
    this.easyUntil = 0;
    this.status = status;
    this.isRunning = false;
    this.output = output;
    this.failure = status === 'TIMED_OUT' ? undefined : failure;
    this.sink({ type: 'ended', status });
  }

  /** Bytes of a value's JSON text; above the limit it is only known to be above. */
  sizeOf(value: Json): number {
    return sizeOf(value, this.info.maxPayloadBytes, this.program.sizes);
  }

  /** The same, or more: enough where it is only compared with a limit. */
  sizeAtMost(value: Json): number {
    return sizeAtMost(value, this.info.maxPayloadBytes, this.program.sizes);
  }

  /** Levels of arrays and objects in a value of that size, or more. */
  levelsOf(value: Json, bytes: number): number {
    return levelsAtMost(value, bytes, this.info.maxPayloadBytes, this.program.sizes);
  }

  /** True where the service would refuse the value because of its size. */
  isTooLarge(value: Json): boolean {
    return this.sizeAtMost(value) > this.info.maxPayloadBytes;
  }

  /** The next random number in [0, 1). */
  readonly random = (): number => {
    this.draws += 1;
    return randomAt(this.info.seed, this.draws);
  };
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
