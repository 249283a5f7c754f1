/** What a request refers to: the run, a thread or a frame of it. A request that comes too late is told so. */
import type { Snapshot } from '#interpreter';
import type { FrameHandle } from '../data/stop-handles.ts';
import { fail } from '../errors.ts';
import type { Definition } from '../launch/definition.ts';
import { findThread } from '../run/changes.ts';
import type { LiveRun } from './live-run.ts';
import type { Session } from './session.ts';

type ThreadOf = Snapshot['threads'][number];

/** The run of the session. */
export function liveOf(session: Session): LiveRun {
  return session.live ?? fail('notRunning', 'No state machine is running.');
}

/** Every text that runs: the definition's, those of the machines that tasks start, and JSON made of them. */
export function definitionsOf({ launch }: LiveRun): readonly Definition[] {
  const { definition, machines, generated } = launch;
  return [...new Set([definition, ...[...machines.values()].map((machine) => machine.definition), ...generated])];
}

/** The run, which has to stand still. */
export function stoppedOf(session: Session): LiveRun {
  const live = liveOf(session);
  if (live.run.isOver) fail('notStopped', 'The execution is over.');
  if (!live.run.stop) fail('notStopped', 'The execution is running. Pause it first.');
  return live;
}

/** The run, which has to stand still and must not be a recorded one. */
export function changeableOf(session: Session): LiveRun {
  const live = stoppedOf(session);
  refuseInPast(live);
  return live;
}

/** Refuses to change what has happened elsewhere. */
export function refuseInPast({ run }: LiveRun): void {
  if (run.isPast)
    fail(
      'pastIsFixed',
      "A recorded execution cannot be changed. Use 'Continue from Here', or .live in the console, to go on from this moment.",
    );
}

/** A thread of the present moment. */
export function threadOf({ run }: LiveRun, id: number): ThreadOf {
  return findThread(run.snapshot, id) ?? fail('unknownThread', `There is no thread ${id} any more.`);
}

/** A frame that the client has been told of since the last stop. */
export function frameOf(session: Session, id: number): { readonly frame: FrameHandle; readonly thread: ThreadOf } {
  const frame = session.handles.frame(id) ?? fail('unknownFrame', 'The execution has moved on; this frame is gone.');
  return { frame, thread: threadOf(liveOf(session), frame.thread) };
}

/** The thread that an expression without a frame is about: the one that has stopped, else the execution itself. */
export function threadInFocus(session: Session, frameId: number | undefined): ThreadOf {
  if (frameId !== undefined) return frameOf(session, frameId).thread;
  const live = liveOf(session);
  const { snapshot, stop } = live.run;
  const thread = (stop && findThread(snapshot, stop.thread)) ?? snapshot.threads[0];
  return thread ?? fail('notRunning', 'The execution is over.');
}

/** A session runs one state machine. */
export function refuseSecondRun({ live }: Session): void {
  if (live) fail('badArguments', 'This session runs a state machine already.');
}
