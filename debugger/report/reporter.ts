/**
 * Tells the client what a run does: stops, threads that begin and end, lines in the console, the picture for the
 * graph. What comes in floods while running is held back and summed up.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Effect, Snapshot, TaskRequest } from '#interpreter';
import { RUN_EVENT, type RunClock, type RunEvent } from '#protocol';
import type { ResultFiles } from '../buckets/result-files.ts';
import { billText } from '../data/billing.ts';
import type { Definition } from '../launch/definition.ts';
import { machineName } from '../launch/mock-file.ts';
import { machineOfPointer } from '../nested/numbering.ts';
import { keptRun } from '../past/kept-run.ts';
import { findThread } from '../run/changes.ts';
import { machinesOf, overlayOf } from '../run/overlay.ts';
import type { RunListener } from '../run/run-listener.ts';
import type { Stop } from '../run/stopping.ts';
import type { Step, Timeline } from '../run/timeline.ts';
import { toDapPosition } from '../session/dap-positions.ts';
import type { Session } from '../session/session.ts';
import type { FoundAnswer } from '../tasks/answers.ts';
import { FetchProgress } from './fetch-progress.ts';
import { styled } from './style.ts';
import { answerLine, entryLine, linesOf, summaryOf, type TranscriptLine } from './transcript.ts';
import { WaitProgress } from './wait-progress.ts';

/** The graph is brought up to date at most so often while running. */
const OVERLAY_MILLISECONDS = 100;
/** Lines in the console between two stops; a loop of 10,000 states helps nobody as 10,000 lines, and lines take ten times as long as states. */
const MAX_LINES = 500;

const EXIT_CODES = { RUNNING: 0, SUCCEEDED: 0, FAILED: 1, TIMED_OUT: 2, ABORTED: 130 } as const;

export class Reporter implements RunListener {
  readonly #session: Session;
  readonly #definition: Definition;
  readonly #timeline: Timeline;
  readonly #files: ResultFiles;
  #knownThreads: ReadonlySet<number> = new Set();
  #lastOverlay = Number.NEGATIVE_INFINITY;
  #lines = 0;
  readonly #waits: WaitProgress;
  readonly #fetches: FetchProgress;

  constructor(session: Session, definition: Definition, timeline: Timeline, files: ResultFiles) {
    this.#session = session;
    this.#definition = definition;
    this.#timeline = timeline;
    this.#files = files;
    this.#waits = new WaitProgress(session);
    this.#fetches = new FetchProgress(session);
  }

  begun(): void {
    const { snapshot } = this.#timeline;
    for (const thread of snapshot.threads) {
      const line = entryLine(this.#definition, snapshot, thread);
      if (line) this.#print(line);
    }
  }

  happened(before: Snapshot, step: Step): void {
    this.#waits.reached(step.snapshot.now);
    for (const effect of step.effects) {
      if (effect.type !== 'nested-ended') this.#files.take(effect);
      const departure =
        effect.type === 'history' ? this.#session.watch?.take(effect.event, this.#timeline.position) : undefined;
      if (departure !== undefined) this.#session.print(departure);
    }
    for (const line of linesOf(this.#definition, before, step.snapshot, step)) this.#print(line);
  }

  /** The answer of a task is being fetched, which may take real time. */
  fetching(task: TaskRequest): void {
    this.#fetches.begin(task);
  }

  /** Nobody fetches an answer for the task any more. */
  fetched(task: number): void {
    this.#fetches.end(task);
  }

  /** Says who has answered a task, and with what. */
  answered(task: TaskRequest, answer: FoundAnswer): void {
    this.#fetches.end(task.id);
    this.#print(answerLine(this.#definition, this.#timeline.snapshot, task, answer));
  }

  get isTerse(): boolean {
    return this.#lines >= MAX_LINES;
  }

  passed(states: number, effects: readonly Effect[]): void {
    this.#lines += states;
    for (const effect of effects) this.#files.take(effect);
  }

  progressed(): void {
    if (this.#session.host.now() - this.#lastOverlay < OVERLAY_MILLISECONDS) return;
    this.#reportThreads();
    this.#reportOverlay(undefined);
  }

  waiting(until: number, milliseconds: number): void {
    this.#waits.begin(this.#timeline.snapshot, until, milliseconds);
    // Nothing more happens for a while: what is shown has to be up to date, and the clock to run on.
    if (milliseconds >= OVERLAY_MILLISECONDS) this.#reportOverlay(undefined);
  }

  stopped(stop: Stop): void {
    this.#standStill(stop);
    this.#session.sendEvent('stopped', stoppedBody(stop));
  }

  changed(stop: Stop): void {
    this.#reportOverlay(stop);
    if (this.#session.client.supportsInvalidated) this.#session.sendEvent('invalidated', { areas: ['variables'] });
  }

  ended(): void {
    // The client may leave at once, so that it hears of the end when everything is written.
    if (this.#files.pending) void this.#files.pending.then(() => this.ended());
    else this.#tellEnd();
  }

  #tellEnd(): void {
    const { live } = this.#session;
    if (live) this.#session.onParting?.(live);
    this.#standStill(undefined);
    const { snapshot, ledger } = this.#timeline;
    const missing = this.#session.watch?.missing();
    if (missing !== undefined) this.#session.print(missing);
    const tone = snapshot.status === 'SUCCEEDED' ? 'good' : 'bad';
    this.#session.print(styled(summaryOf(snapshot, ledger, this.#bill()), tone, this.#session.client.supportsStyles));
    const { transcript } = live?.launch.args ?? {};
    if (transcript !== undefined)
      this.#session.print(TRANSCRIPT_LINE, linkTo(transcript, machineName(this.#definition.name)));
    this.#session.sendEvent('exited', { exitCode: EXIT_CODES[snapshot.status] });
    this.#session.sendEvent('terminated');
  }

  #bill(): string {
    const { snapshot, ledger } = this.#timeline;
    const machines = this.#session.live?.launch.machines;
    const isExpress = (machine: string): boolean => machines?.get(machine)?.type === 'EXPRESS';
    return billText({ definition: this.#definition, snapshot, ledger, isExpress });
  }

  forked(last: Snapshot): void {
    const { kept, live, watch } = this.#session;
    watch?.rewind(this.#timeline.position);
    kept.push(keptRun(live?.launch.past && kept.length === 0 ? 'Recording' : `Run ${kept.length + 1}`, last));
  }

  broken(error: unknown): void {
    this.#session.reportBug(error);
  }

  #standStill(stop: Stop | undefined): void {
    this.#waits.end();
    if (this.#lines > MAX_LINES) {
      // After the end nothing answers in the console any more.
      const hint = stop ? '; .history shows the events' : '';
      this.#session.print(`… ${this.#lines - MAX_LINES} more lines are left out${hint}.`);
    }
    this.#lines = 0;
    this.#session.handles.clear();
    this.#reportThreads();
    this.#reportOverlay(stop);
  }

  #print({ text, range, tone, definition = this.#definition }: TranscriptLine): void {
    if (++this.#lines > MAX_LINES) return;
    const shown = styled(text, tone, this.#session.client.supportsStyles);
    this.#session.print(shown, range ? outputPlace(this.#session, definition, range.start) : {});
  }

  #reportThreads(): void {
    const { status, threads } = this.#timeline.snapshot;
    const isHere = status === 'RUNNING' || this.#session.live?.run.isPast === true;
    const now = new Set(isHere ? threads.map(({ id }) => id) : []);
    for (const id of this.#knownThreads) if (!now.has(id)) this.#reportThread('exited', id);
    for (const id of now) if (!this.#knownThreads.has(id)) this.#reportThread('started', id);
    this.#knownThreads = now;
  }

  #reportThread(reason: 'started' | 'exited', threadId: number): void {
    this.#session.sendEvent('thread', { reason, threadId });
  }

  #reportOverlay(stop: Stop | undefined): void {
    const { snapshot, ledger } = this.#timeline;
    this.#lastOverlay = this.#session.host.now();
    const thread = stop && findThread(snapshot, stop.thread);
    const isRecorded = this.#session.live?.run.isPast === true;
    const canRedrive = stop?.failure?.outcome === 'uncaught' && this.#session.live?.run.isPast === false;
    const pointer = thread?.frame?.pointer;
    const here = pointer === undefined ? '' : machineOfPointer(pointer);
    // The picture with the stop is the last word.
    for (const machine of [...machinesOf(ledger).filter((one) => one !== here), here]) {
      const { file } = this.#definition.machines?.get(machine) ?? this.#definition;
      const overlay = overlayOf(ledger, snapshot, pointer, machine);
      const clock = this.#clock(stop);
      this.#session.sendEvent(RUN_EVENT, { program: file, overlay, clock, canRedrive, isRecorded } satisfies RunEvent);
    }
  }

  #clock(stop: Stop | undefined): RunClock {
    const { snapshot } = this.#timeline;
    const { run, launch } = this.#session.live ?? {};
    const isRunning = launch?.args.time === 'real' && !stop && snapshot.status === 'RUNNING';
    const clock = { now: run?.now ?? snapshot.now, start: snapshot.info.startTime };
    return isRunning ? { ...clock, pace: launch.args.timeScale ?? 1 } : clock;
  }
}

/** A client that has an address for it shows the whole run there, also when the session is over. */
const TRANSCRIPT_LINE = 'Transcript of the run, state by state.';
const linkTo = (path: string, machine: string): Partial<DebugProtocol.OutputEvent['body']> => ({
  source: { name: `${machine}.transcript`, path },
  line: 1,
  column: 1,
});

/** Source and line for an output event. */
export function outputPlace(
  session: Session,
  definition: Definition,
  offset: number,
): Partial<DebugProtocol.OutputEvent['body']> {
  const { line, column } = toDapPosition(session, definition, offset);
  return { source: definition.source, line, column };
}

function stoppedBody({ reason, thread, breakpoints, description, failure }: Stop): DebugProtocol.StoppedEvent['body'] {
  return {
    reason,
    threadId: thread,
    allThreadsStopped: true,
    // VS Code shows the description in the place of "Paused on exception".
    ...(description === undefined
      ? {}
      : { description: failure?.cause ? `${description}: ${failure.cause}` : description }),
    ...(failure ? { text: failure.error ?? 'A failure without a name' } : {}),
    ...(breakpoints ? { hitBreakpointIds: [...breakpoints] } : {}),
  };
}
