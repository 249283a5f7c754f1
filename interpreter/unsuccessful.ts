/**
 * Children that have failed or were cut off: kept as they were, so that a redrive can go on with them and leave those
 * that have succeeded alone. They hang on the fan of their container, each with its own children hanging on its frame,
 * and are gone when the container is left or retried.
 */
import { goTo, moveTo } from './frames.ts';
import { MAX_EXPRESS_SECONDS } from './limits.ts';
import { cancelOpenTask } from './open-tasks.ts';
import { hasExpressChildren, isDistributed } from './program/processor-config.ts';
import type { FanRecord, FrameRecord, Progress, ThreadRecord, UnsuccessfulChild } from './records.ts';
import { reopenFiles } from './states/result-writer.ts';
import type { Work } from './work.ts';

/** AWS takes no more than this many events into a redriven execution. */
export const MAX_EVENTS_BEFORE_REDRIVE = 24_999;
/** How long after its end an execution can be redriven, in milliseconds. */
export const REDRIVABLE_PERIOD = 14 * 86_400_000;

/** Keeps a child before its thread is removed; everything below it has been kept before. */
export function keepUnsuccessful(work: Work, id: number): void {
  const child = work.findThread(id);
  const parent = child?.parent === undefined ? undefined : work.thread(child.parent);
  const frame = parent && work.frame(parent);
  const fan = frame && work.fan(frame);
  if (child && fan) fan.unsuccessful = { child, stopTime: work.now, next: fan.unsuccessful };
}

/** Takes everything that still runs below a thread out of the execution and keeps it. */
export function keepBelow(work: Work, thread: ThreadRecord): void {
  for (const id of thread.frame?.children ?? []) {
    const child = work.findThread(id);
    if (!child) continue;
    keepBelow(work, child);
    cancelOpenTask(work, child);
    keepUnsuccessful(work, id);
    work.removeThread(id);
  }
}

/** Gives a container that is redriven its fan back, with the children that are to run again in the order of their items. */
export function fanToRedrive(work: Work, frame: FrameRecord): FanRecord | undefined {
  frame.fan = frame.failedFan;
  frame.failedFan = undefined;
  frame.children = [];
  const fan = work.fan(frame);
  if (!fan) return undefined;
  const children: UnsuccessfulChild[] = [];
  const lost: UnsuccessfulChild[] = [];
  for (const list of [fan.unsuccessful, fan.pendingRedrive])
    for (let at = list; at; at = at.next) (isRedrivable(work, frame, at) ? children : lost).push(at);
  fan.pendingRedrive = linked(children.sort((a, b) => a.child.index - b.child.index));
  fan.unsuccessful = linked(lost);
  if (fan.run) fan.failed = lost.length;
  if (fan.progress) resumeProgress(fan.progress);
  return fan;
}

/** What has failed does not count any more, and items that were asked for have to be asked for again. */
function resumeProgress(progress: Progress): void {
  const { reading, writing } = progress;
  if (reading) progress.reading = { ...reading, isAsked: false };
  progress.itemsFailed = 0;
  progress.itemsTimedOut = 0;
  progress.timedOut = 0;
  if (writing) reopenFiles(writing);
}

const linked = (list: readonly UnsuccessfulChild[]): UnsuccessfulChild | undefined =>
  list.reduceRight<UnsuccessfulChild | undefined>(
    (next, { child, stopTime }) => ({ child, stopTime, next }),
    undefined,
  );

/** A Standard child execution that cannot be redriven stays failed; an Express one can always start anew. */
function isRedrivable(work: Work, frame: FrameRecord, { child, stopTime }: UnsuccessfulChild): boolean {
  if (!child.execution || hasExpressChildren(frame.state)) return true;
  return child.journalLength < MAX_EVENTS_BEFORE_REDRIVE && work.now - stopTime <= REDRIVABLE_PERIOD;
}

/**
 * Puts a child back into the execution. A branch or an iteration goes on after its own last event, so that the chain
 * still tells which one it is. Gives its id.
 */
export function takeUp(work: Work, frame: FrameRecord, { child }: UnsuccessfulChild): number {
  const thread: ThreadRecord = { ...child, owner: work.owner };
  work.restoreThread(thread);
  if (!thread.execution) restart(work, thread, thread.lastEventId);
  else if (hasExpressChildren(frame.state)) startAnew(work, thread, thread.execution.input);
  else redriveChild(work, thread, thread.execution);
  work.sink({ type: 'thread-started', thread: thread.id });
  return thread.id;
}

/** An Express child execution begins at its first state, under the same ARN. */
function startAnew(work: Work, thread: ThreadRecord, input: NonNullable<ThreadRecord['execution']>['input']): void {
  const { execution } = thread;
  thread.execution = execution && {
    ...execution,
    startTime: work.now,
    deadline: work.now + MAX_EXPRESS_SECONDS * 1000,
  };
  thread.variables = {};
  thread.visible = {};
  thread.lastEventId = 0;
  work.aside(thread, 0, 'ExecutionStarted', { input, roleArn: work.info.roleArn });
  thread.status = { kind: 'ready' };
  goTo(work, thread, thread.scope.start, input);
  work.enqueue(thread.id);
}

/** A Standard child execution goes on in its own history from the state that ended it. */
function redriveChild(work: Work, thread: ThreadRecord, execution: NonNullable<ThreadRecord['execution']>): void {
  const redriveCount = execution.redriveCount + 1;
  thread.execution = { ...execution, redriveCount, redriveTime: work.now };
  const previous = thread.status.kind === 'ended' ? thread.journalLength : thread.lastEventId;
  restart(work, thread, work.aside(thread, previous, 'ExecutionRedriven', { redriveCount }));
}

/**
 * Puts a thread to the state in which it was when it ended, after the event `from`. The state has been entered before
 * and runs anew with its input and all its retries. A container goes on with what it has got of its children.
 */
export function restart(work: Work, thread: ThreadRecord, from: number): void {
  const frame = work.frame(thread);
  if (!frame) return;
  const at = rewind(frame);
  frame.failure = undefined;
  frame.isFailing = false;
  frame.catcher = undefined;
  frame.assigned = undefined;
  frame.token = undefined;
  frame.addedBytes = undefined;
  frame.exitFrom = undefined;
  frame.chosen = undefined;
  frame.phases = frame.state.phases;
  moveTo(frame, at);
  thread.lastEventId = from;
  thread.status = { kind: 'ready' };
  work.enqueue(thread.id);
}

/** Takes a frame back to where it begins anew, with the stages that stand before that. Gives the position. */
function rewind(frame: FrameRecord): number {
  const { input, result, afterResultSelector: _1, afterResultPath: _2, output: _3, ...before } = frame.stages;
  const action = frame.state.phases.indexOf('action');
  const fan = frame.fan ?? frame.failedFan;
  // AWS names Task, Parallel and inline Map as those whose count is reset.
  if (frame.type !== 'Map' || !isDistributed(frame.state)) frame.retryCounts = [];
  frame.fan = undefined;
  frame.failedFan = undefined;
  frame.children = [];
  if (goesOn(frame) && (fan || frame.run)) {
    frame.failedFan = fan;
    frame.stages = { input, ...before };
    return action;
  }
  if (goesOn(frame) && result !== undefined && frame.catcher === undefined) {
    frame.stages = { input, ...before, result };
    return action + 1;
  }
  frame.run = undefined;
  frame.stages = { input };
  // A Fail state is entered once more, any other one that has been entered is not.
  return frame.enteredEventId > 0 && frame.type !== 'Fail' ? 1 : 0;
}

/** True for a container that keeps what its children have made: not where its data were too large, or its fields wrong. */
function goesOn({ type, failure, run }: FrameRecord): boolean {
  if (type !== 'Map' && type !== 'Parallel') return false;
  return failure?.error !== 'States.DataLimitExceeded' && !(run && failure?.error === 'States.Runtime');
}
