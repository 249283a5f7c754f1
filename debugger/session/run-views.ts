/** What the views of a run ask about: what runs, or what has run last when that is over. */
import type { State } from '#asl';
import type { Snapshot } from '#interpreter';
import type { DataFlowParams, StateTarget } from '#protocol';
import type { FlowSource } from '../data/data-flow.ts';
import { fail } from '../errors.ts';
import { type Definition, findState } from '../launch/definition.ts';
import { ownPointer, wholePointer } from '../nested/numbering.ts';
import { findThread } from '../run/changes.ts';
import type { StateVisit } from '../run/visits.ts';
import { frameOf, stoppedOf } from './current.ts';
import type { LiveRun } from './live-run.ts';
import type { Session } from './session.ts';

/** The run that is shown: that of the session, also when it is over. */
export function shownRun(session: Session): LiveRun {
  return session.live ?? session.ended ?? fail('notRunning', 'No state machine has run in this session.');
}

/** A visit of the timeline by its number. */
export function visitOf({ run }: LiveRun, id: number): StateVisit {
  return run.timeline.visits.visits[id] ?? fail('unknownVisit', 'This part of the run has been forgotten.');
}

/** A state that a client has named in a graph: its pointer in the whole, and the state. */
export function targetOf(
  session: Session,
  { launch }: LiveRun,
  { pointer: own, program }: StateTarget,
): { readonly pointer: string; readonly state: State } {
  const { definition } = launch;
  const isMeant = ({ file }: Definition): boolean => program === undefined || session.host.isSameFile(program, file);
  const [machine] = [...launch.machines].find(([, one]) => isMeant(one.definition)) ?? [];
  if (!isMeant(definition) && machine === undefined)
    fail('unknownTarget', 'The debugger does not run the state machine that this graph shows.');
  const pointer = isMeant(definition) || machine === undefined ? own : wholePointer(machine, own);
  const state = findState(definition, pointer) ?? fail('unknownTarget', 'The machine that runs has no such state.');
  return { pointer, state };
}

/** The state whose data are asked for. */
export function flowSourceOf(session: Session, { frameId, visit, pointer }: DataFlowParams): FlowSource {
  if (frameId !== undefined) return sourceOfFrame(session, frameId);
  const live = shownRun(session);
  if (visit !== undefined) return sourceOfVisit(live, visitOf(live, visit));
  // A graph names a state by the pointer in its machine, which may be one that tasks start.
  const last =
    lastVisitOf(live, (one) => one.pointer === pointer) ??
    lastVisitOf(live, (one) => ownPointer(one.pointer) === pointer);
  return last ? sourceOfVisit(live, last) : fail('unknownVisit', 'This state has not run.');
}

function sourceOfFrame(session: Session, frameId: number): FlowSource {
  const live = stoppedOf(session);
  const { frame: handle, thread } = frameOf(session, frameId);
  const { timeline, snapshot } = live.run;
  const { frame } = thread;
  if (handle.kind !== 'state' || !frame) return fail('unknownFrame', 'Only a state has a data flow.');
  const { definition } = live.launch;
  const present: FlowSource = { definition, snapshot, thread, frame, failure: frame.failure };
  if (timeline.isLive) return present;
  const { position } = timeline;
  const visit = lastVisitOf(
    live,
    ({ lane, start, end }) =>
      lane.thread === thread.id && start.position <= position && (end === undefined || end.position > position),
  );
  return visit ? { ...sourceOfVisit(live, visit), reached: frame.stages, failure: frame.failure } : present;
}

function sourceOfVisit({ launch, run }: LiveRun, { lane, end }: StateVisit): FlowSource {
  const { timeline } = run;
  const snapshot: Snapshot = timeline.snapshotAt(end ? end.position - 1 : timeline.recordedLength);
  const thread = findThread(snapshot, lane.thread);
  const { frame } = thread ?? {};
  if (!thread || !frame) return fail('unknownVisit', 'This part of the run has been forgotten.');
  return { definition: launch.definition, snapshot, thread, frame, failure: end?.failure ?? frame.failure };
}

/** The latest visit that fits, in all that is recorded. */
export function lastVisitOf({ run }: LiveRun, fits: (visit: StateVisit) => boolean): StateVisit | undefined {
  const { visits } = run.timeline.visits;
  for (let i = visits.length - 1; i >= 0; i--) {
    const visit = visits[i];
    if (visit && fits(visit)) return visit;
  }
  return undefined;
}
