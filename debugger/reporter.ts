/**
 * Tells the client what a run does: stops, threads that begin and end, lines in the console, the picture for the
 * graph. What comes in floods while running is held back and summed up.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Snapshot } from '#interpreter';
import { RUN_EVENT, type RunEvent } from '#protocol';
import { toDapPosition } from './dap-positions.ts';
import type { Definition } from './definition.ts';
import type { RunListener } from './run.ts';
import type { Session } from './session.ts';
import type { Stop } from './stopping.ts';
import type { Step, Timeline } from './timeline.ts';
import { entryLine, linesOf, summaryOf, type TranscriptLine } from './transcript.ts';

/** The graph is brought up to date at most so often while running. */
const OVERLAY_MILLISECONDS = 100;
/** Lines in the console between two stops; a loop of 10,000 states helps nobody as 10,000 lines. */
const MAX_LINES = 1000;

const EXIT_CODES = { RUNNING: 0, SUCCEEDED: 0, FAILED: 1, TIMED_OUT: 2, ABORTED: 130 } as const;

export function createReporter(session: Session, definition: Definition, timeline: Timeline): RunListener {
  const knownThreads = new Set<number>();
  let lastOverlay = Number.NEGATIVE_INFINITY;
  let lines = 0;

  const reportThreads = (): void => {
    const now = new Set(timeline.snapshot.status === 'RUNNING' ? timeline.snapshot.threads.map(({ id }) => id) : []);
    for (const id of knownThreads) if (!now.has(id)) session.sendEvent('thread', { reason: 'exited', threadId: id });
    for (const id of now) if (!knownThreads.has(id)) session.sendEvent('thread', { reason: 'started', threadId: id });
    knownThreads.clear();
    for (const id of now) knownThreads.add(id);
  };
  const reportOverlay = (stop: Stop | undefined): void => {
    lastOverlay = session.host.now();
    const thread = stop && timeline.snapshot.threads.find(({ id }) => id === stop.thread);
    const overlay = timeline.ledger.overlay(timeline.snapshot, thread?.frame?.pointer);
    session.sendEvent(RUN_EVENT, { program: definition.file, overlay } satisfies RunEvent);
  };
  const endLines = (): void => {
    if (lines > MAX_LINES) session.print(`… ${lines - MAX_LINES} more lines are left out; .history shows the events.`);
    lines = 0;
  };
  const print = (line: TranscriptLine): void => {
    if (++lines <= MAX_LINES)
      session.print(line.text, line.range ? outputPlace(session, definition, line.range.start) : {});
  };

  return {
    begun() {
      for (const thread of timeline.snapshot.threads) {
        const line = entryLine(definition, timeline.snapshot, thread);
        if (line) print(line);
      }
    },
    changed(stop) {
      reportOverlay(stop);
      if (session.client.supportsInvalidated) session.sendEvent('invalidated', { areas: ['variables'] });
    },
    stopped(stop) {
      endLines();
      session.handles.clear();
      reportThreads();
      reportOverlay(stop);
      session.sendEvent('stopped', stoppedBody(stop));
    },
    happened(before: Snapshot, step: Step) {
      for (const line of linesOf(definition, before, step.snapshot, step)) print(line);
    },
    progressed() {
      if (session.host.now() - lastOverlay < OVERLAY_MILLISECONDS) return;
      reportThreads();
      reportOverlay(undefined);
    },
    ended() {
      endLines();
      session.handles.clear();
      reportThreads();
      reportOverlay(undefined);
      const { snapshot, ledger } = timeline;
      session.print(summaryOf(snapshot, ledger));
      session.sendEvent('exited', { exitCode: EXIT_CODES[snapshot.status] });
      session.sendEvent('terminated');
    },
    broken: (error) => session.reportBug(error),
  };
}

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
    ...(description === undefined ? {} : { description }),
    ...(failure
      ? { text: failure.error ?? 'A failure without a name', description: failure.cause ?? description ?? '' }
      : {}),
    ...(breakpoints ? { hitBreakpointIds: [...breakpoints] } : {}),
  };
}
