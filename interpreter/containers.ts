/**
 * Branches and iterations: how a Parallel or a Map starts threads, takes their results and cuts them off. Events of
 * branches and iterations stand in the execution's own history, each thread with its own chain; child executions
 * of a distributed Map write none there.
 */
import type { Json } from '#asl/json';
import { childThread } from './child-threads.ts';
import { raise, raiseThrown } from './failure/raise.ts';
import { goTo, moveTo } from './frames.ts';
import { isWithinLimits, measure } from './measured.ts';
import { isFollowedInPlace } from './next-iteration.ts';
import { cancelOpenTask } from './open-tasks.ts';
import type { FailureRecord, FanRecord, FrameRecord, MapItem, MapRun, Progress, ThreadRecord } from './records.ts';
import { putResult, resultsOf } from './result-list.ts';
import { isInForce } from './revisions.ts';
import type { Failure } from './snapshot.ts';
import { iterationInput, mapItemOf } from './states/item-batches.ts';
import { askForMore } from './states/item-source.ts';
import { childOver, isOverTolerance, mapRunEnded, runFailed } from './states/map-run-end.ts';
import type { ChildEnd } from './states/result-writer.ts';
import { removeAt } from './threads-at-work.ts';
import { fanToRedrive, keepBelow, keepUnsuccessful, takeUp } from './unsuccessful.ts';
import { failureDetails, type Work } from './work.ts';

export interface FanPlan {
  readonly items: readonly Json[];
  readonly keys?: readonly string[] | undefined;
  readonly count: number;
  readonly concurrency: number;
  readonly run?: MapRun | undefined;
  readonly progress?: Progress;
}

/** Starts the branches or iterations of a container, as many as may run at a time. */
export function fanOut(work: Work, thread: ThreadRecord, frame: FrameRecord, plan: FanPlan): void {
  frame.fan = {
    owner: work.owner,
    items: plan.items,
    from: 0,
    keys: plan.keys,
    count: plan.count,
    concurrency: plan.concurrency,
    next: 0,
    succeeded: 0,
    failed: 0,
    results: { chunks: [] },
    lastEventId: thread.lastEventId,
    resultBytes: 2,
    resultLevels: 0,
    run: plan.run,
    unsuccessful: undefined,
    pendingRedrive: undefined,
    progress: plan.progress,
  };
  if (work.onlooker) work.onlooker.fannedOut(frame, plan.count);
  frame.children = [];
  thread.status = { kind: 'container' };
  if (work.turn === thread.id) work.endTurn();
  goOn(work, thread, frame, frame.fan, thread.lastEventId);
}

/** Starts what may start, and completes the container where nothing is left to do. `from` as in `startNext`. */
export function goOn(work: Work, thread: ThreadRecord, frame: FrameRecord, fan: FanRecord, from: number): void {
  startNext(work, thread, frame, fan, from);
  const isOver = fan.succeeded + fan.failed === fan.count && !fan.progress?.reading;
  if (isOver && frame.fan === fan && !frame.isFailing) complete(work, thread, frame, fan);
}

const NO_REASON: Failure = { error: undefined, cause: undefined };

/** Goes on with a container that is redriven: children that have succeeded keep their results, all others run. */
export function fanOn(work: Work, thread: ThreadRecord, frame: FrameRecord): void {
  const fan = fanToRedrive(work, frame);
  if (!fan) return;
  fan.run = frame.run;
  for (let at = fan.run && fan.unsuccessful; at; at = at.next) {
    const { status } = at.child;
    const failure = (status.kind === 'ended' ? status.failure : undefined) ?? NO_REASON;
    childOver(work, frame, fan, at.child, { status: 'FAILED', failure });
  }
  thread.status = { kind: 'container' };
  if (work.turn === thread.id) work.endTurn();
  goOn(work, thread, frame, fan, thread.lastEventId);
}

/** Starts branches or iterations until the limit is reached. `from` is the event that they follow. */
function startNext(work: Work, thread: ThreadRecord, frame: FrameRecord, fan: FanRecord, from: number): void {
  const children = frame.children as number[];
  while (children.length < fan.concurrency && !frame.isFailing) {
    const pending = fan.pendingRedrive;
    if (pending) {
      fan.pendingRedrive = pending.next;
      children.push(takeUp(work, frame, pending));
      continue;
    }
    if (fan.next >= fan.count) break;
    const id = startChild(work, thread, frame, fan, from);
    if (id === undefined) return;
    children.push(id);
    fan.next += 1;
  }
  if (children.length < fan.concurrency && !frame.isFailing) askForMore(work, fan);
}

/** The input of an iteration; undefined where ItemSelector has failed and the container with it. */
function inputOf(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  fan: FanRecord,
  item: MapItem,
): Json | undefined {
  try {
    return iterationInput(work, thread, frame, fan, item);
  } catch (thrown) {
    failAll(work, thread, frame, thrown);
    return undefined;
  }
}

/**
 * Fails a Map with what an evaluation for its next iterations has thrown. A run that has begun fails before its Map, as
 * it does where its items cannot be read (recorded).
 */
export function failAll(work: Work, thread: ThreadRecord, frame: FrameRecord, thrown: unknown): void {
  const fan = work.fan(frame);
  if (fan?.run) {
    abortChildren(work, frame, fan);
    runFailed(work, frame, fan);
  } else for (const id of frame.children) cutOff(work, id, thread.lastEventId);
  cancelOpenTask(work, thread);
  frame.children = [];
  frame.failedFan = frame.fan;
  frame.fan = undefined;
  raiseThrown(work, thread, frame, thrown);
  if (frame.run && frame.failure) work.event(thread, 'MapRunFailed', failureDetails(frame.failure));
}

function startChild(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  fan: FanRecord,
  from: number,
): number | undefined {
  const item = frame.type === 'Map' ? mapItemOf(fan, fan.next) : undefined;
  const input = item ? inputOf(work, thread, frame, fan, item) : (fan.items[0] ?? null);
  if (input === undefined) return undefined;
  const child = childThread(work, thread, frame, fan, item, input);
  work.addThread(child);
  if (fan.run) work.aside(child, 0, 'ExecutionStarted', { input, roleArn: work.info.roleArn });
  else {
    child.lastEventId = from;
    const { iterationEvents } = frame.state;
    if (iterationEvents) work.event(child, iterationEvents.started, child.index);
  }
  goTo(work, child, child.scope.start, input);
  work.enqueue(child.id);
  if (work.isHeard) work.sink({ type: 'thread-started', thread: child.id });
  return child.id;
}

/** A branch or iteration has reached its end. */
export function childSucceeded(work: Work, child: ThreadRecord, output: Json, bytes: number, levels: number): void {
  const { thread, frame, fan } = containerOf(work, child);
  if (!thread || !frame || !fan) return;
  const ended = fan.run ? undefined : frame.state.iterationEvents?.succeeded;
  const { lastEventId, index } = child;
  const last = ended ? work.aside(child, lastEventId, ended, index) : lastEventId;
  fan.succeeded += 1;
  if (fan.run) {
    work.aside(child, child.lastEventId, 'ExecutionSucceeded', { output });
    childOver(work, frame, fan, child, { status: 'SUCCEEDED', output });
  } else {
    putResult(work.owner, fan.results, child.index, output);
    fan.resultBytes += bytes + 1;
    fan.resultLevels = Math.max(fan.resultLevels, levels);
  }
  if (isFollowedInPlace(work, thread, frame, fan, child, last)) return;
  work.spare(child);
  childEnded(work, thread, frame, fan, child, last);
}

/** The next one starts in the place of a child that has ended, or the container is done. */
function childEnded(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  fan: FanRecord,
  child: ThreadRecord,
  ended: number,
): void {
  if (!fan.run) fan.lastEventId = ended;
  // The frame's own list: what is handed out keeps another (see `Work.frame`).
  const at = frame.children.indexOf(child.id);
  if (at >= 0) removeAt(frame.children as number[], at);
  work.removeThread(child.id);
  goOn(work, thread, frame, fan, fan.run ? thread.lastEventId : child.lastEventId);
}

function iterationEvent(work: Work, frame: FrameRecord, child: ThreadRecord, type: string): number {
  return work.aside(child, child.lastEventId, type, { index: child.index, name: frame.name });
}

function containerOf(work: Work, child: ThreadRecord) {
  const thread = child.parent === undefined ? undefined : work.thread(child.parent);
  const frame = thread && work.frame(thread);
  return { thread, frame, fan: frame && work.fan(frame) };
}

/** All branches or iterations have ended: the container has its result and goes on. */
function complete(work: Work, thread: ThreadRecord, frame: FrameRecord, fan: FanRecord): void {
  if (fan.run) {
    if (!mapRunEnded(work, thread, frame, fan)) return;
  } else {
    thread.lastEventId = fan.lastEventId;
    frame.exitFrom = thread.lastEventId;
    work.event(thread, frame.type === 'Map' ? 'MapStateSucceeded' : 'ParallelStateSucceeded', undefined);
    frame.stages.result = resultsOf(fan.results, fan.count);
    const levels = fan.resultLevels + 1;
    if (isWithinLimits(work, fan.resultBytes, levels)) measure(frame, frame.stages.result, fan.resultBytes, levels);
  }
  frame.fan = undefined;
  frame.run = undefined;
  frame.children = [];
  thread.status = { kind: 'ready' };
  moveTo(frame, frame.at + 1);
  work.enqueue(thread.id);
}

/** A branch or iteration has failed for good: its siblings are cut off and the container fails in its turn. */
export function childFailed(work: Work, child: ThreadRecord, failure: FailureRecord): void {
  const { thread, frame, fan } = containerOf(work, child);
  if (!thread || !frame || !fan) return;
  if (fan.run) {
    work.aside(child, child.lastEventId, 'ExecutionFailed', failureDetails(failure));
    childLost(work, thread, frame, fan, child, { status: 'FAILED', failure });
    return;
  }
  const from = child.lastEventId;
  const siblings = frame.children.filter((id) => id !== child.id);
  const cut = () => {
    for (const id of siblings) cutOff(work, id, from);
  };
  const isMap = frame.type === 'Map';
  const abortedFirst = isInForce('abortedBeforeIterationFailed', work.info.asOf);
  if (abortedFirst) cut();
  if (isMap) iterationEvent(work, frame, child, 'MapIterationFailed');
  // The task that failed has not left its state, so AWS reports its state as aborted, too (recorded).
  if (child.frame?.type === 'Task') work.aside(child, from, 'TaskStateAborted', undefined);
  if (!abortedFirst) cut();
  keepBelow(work, child);
  keepUnsuccessful(work, child.id);
  work.removeThread(child.id);
  frame.children = [];
  frame.failedFan = frame.fan;
  frame.fan = undefined;
  thread.lastEventId = from;
  raise(work, thread, frame, failure);
}

/** The time of an Express child is over; nothing in it may catch that. */
export function childTimedOut(work: Work, child: ThreadRecord): void {
  const { thread, frame, fan } = containerOf(work, child);
  if (!thread || !frame || !fan) return;
  work.aside(child, 0, 'ExecutionTimedOut', { error: 'States.Timeout' });
  cancelOpenTask(work, child);
  childLost(work, thread, frame, fan, child, { status: 'TIMED_OUT' });
}

/** A child execution has not succeeded: the run goes on without it as long as it tolerates that. */
function childLost(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  fan: FanRecord,
  child: ThreadRecord,
  end: ChildEnd,
): void {
  fan.failed += 1;
  childOver(work, frame, fan, child, end);
  keepBelow(work, child);
  keepUnsuccessful(work, child.id);
  if (fan.run && isOverTolerance(fan, fan.run)) abortRun(work, thread, frame, fan, child);
  else childEnded(work, thread, frame, fan, child, child.lastEventId);
}

/** Too many children have failed: those that still run are aborted and the others never start (measured). */
function abortRun(work: Work, thread: ThreadRecord, frame: FrameRecord, fan: FanRecord, failed: ThreadRecord): void {
  work.removeThread(failed.id);
  abortChildren(work, frame, fan);
  mapRunEnded(work, thread, frame, fan);
}

/** Ends the children of a distributed Map that still run. */
export function abortChildren(work: Work, frame: FrameRecord, fan: FanRecord): void {
  for (const id of frame.children) {
    const child = work.findThread(id);
    if (!child) continue;
    childOver(work, frame, fan, child, { status: 'ABORTED' });
    abortChild(work, child);
  }
}

/** Ends a child execution; its history says so, the parent's does not. */
function abortChild(work: Work, child: ThreadRecord): void {
  work.aside(child, 0, 'ExecutionAborted', {});
  keepBelow(work, child);
  cancelOpenTask(work, child);
  keepUnsuccessful(work, child.id);
  work.removeThread(child.id);
}

/** Ends a running sibling and everything below it; `from` is the event that all of it follows. */
function cutOff(work: Work, id: number, from: number): void {
  const thread = work.findThread(id);
  if (!thread) return;
  const { frame } = thread;
  if (thread.childExecution === id) {
    abortChild(work, thread);
    return;
  }
  if (thread.kind === 'iteration') {
    const name = work.findThread(thread.parent ?? 0)?.frame?.name ?? '';
    work.aside(thread, from, 'MapIterationAborted', { index: thread.index, name });
  }
  for (const child of frame?.children ?? []) cutOff(work, child, from);
  if (frame?.run) work.aside(thread, from, 'MapRunAborted', undefined);
  const type = frame && frame.enteredEventId > 0 ? ABORTED[frame.type] : undefined;
  if (type) work.aside(thread, from, type, undefined);
  cancelOpenTask(work, thread);
  keepUnsuccessful(work, id);
  work.removeThread(id);
}

const ABORTED: Readonly<Record<string, string>> = {
  Task: 'TaskStateAborted',
  Wait: 'WaitStateAborted',
  Parallel: 'ParallelStateAborted',
  Map: 'MapStateAborted',
};

/** The event of a container that has failed for good. Undefined for other states. */
export function failContainer(work: Work, thread: ThreadRecord, frame: FrameRecord): number | undefined {
  if (frame.type !== 'Map' && frame.type !== 'Parallel') return undefined;
  return work.aside(
    thread,
    thread.lastEventId,
    frame.type === 'Map' ? 'MapStateFailed' : 'ParallelStateFailed',
    undefined,
  );
}
