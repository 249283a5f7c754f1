/**
 * Runs one phase of a thread: the unit in which the engine advances and the debugger steps. This is the one place
 * where a thrown failure becomes data.
 */
import { HISTORY_LIMIT_CAUSE } from './causes.ts';
import { childTimedOut } from './containers.ts';
import { raise, raiseThrown } from './failure/raise.ts';
import { enter } from './flow.ts';
import { moveTo } from './frames.ts';
import type { FrameRecord, ThreadRecord } from './records.ts';
import { settleFailure } from './settle-failure.ts';
import type { Step } from './states/behaviour.ts';
import { leaveAndPass, stepsOf } from './steps.ts';
import type { Work } from './work.ts';

/**
 * Ends a child execution that has written as many events as one may; a loop in it would never end by itself. Each
 * child has a history of its own, and that of an Express execution has no limit but its time. True where it is ended.
 */
function isCutShort(work: Work, thread: ThreadRecord, frame: FrameRecord): boolean {
  const child = thread.childExecution === undefined ? undefined : work.findThread(thread.childExecution);
  if (!child) return false;
  const isExpress = child.execution?.deadline !== undefined;
  if (child.journalLength < (isExpress ? work.info.maxExpressEvents : work.info.maxEvents)) return false;
  if (isExpress) childTimedOut(work, child);
  else raise(work, thread, frame, { error: 'States.Runtime', cause: HISTORY_LIMIT_CAUSE, origin: 'state' });
  return true;
}

/**
 * Runs a state as far as it comes in one turn, in which most come to their end. What the phase is called is only said
 * where the thread stays there, or somebody is told that it leaves; a container without children has gone on by then. The
 * two phases that every state has are called by their names: a call of what a variable holds takes twice as long.
 */
function runState(work: Work, thread: ThreadRecord, frame: FrameRecord, steps: readonly Step[]): void {
  const last = steps.length - 1;
  const first = frame.at;
  let at = first;
  try {
    let goesOn = true;
    if (at === 0) goesOn = enter(work, thread, frame);
    else if (at < last) goesOn = (steps[at] as Step)(work, thread, frame);
    while (goesOn && at < last && work.isRunning && ++at < last) {
      frame.at = at;
      goesOn = (steps[at] as Step)(work, thread, frame);
    }
    if (at < last) moveTo(frame, frame.at);
    else {
      moveTo(frame, at);
      leaveAndPass(work, thread, frame);
    }
  } catch (thrown) {
    moveTo(frame, at);
    raiseThrown(work, thread, frame, thrown);
  }
  work.tick += at - first;
}

/** Runs phases of a state until the thread waits or is gone, or the clock of phases stands at `lastTick`. */
function runPhase(work: Work, thread: ThreadRecord, frame: FrameRecord, lastTick: number): void {
  try {
    const steps = stepsOf(work.program, frame);
    while (steps[frame.at]?.(work, thread, frame) && work.isRunning) {
      moveTo(frame, frame.at + 1);
      if (work.tick >= lastTick || thread.childExecution !== undefined) return;
      work.tick += 1;
    }
  } catch (thrown) {
    raiseThrown(work, thread, frame, thrown);
  }
}

/**
 * Runs the phase at which the thread stands, and those after it as long as the thread keeps the turn and the clock of
 * phases stays below `lastTick`. The thread has to be the owner's.
 */
export function runPhases(work: Work, thread: ThreadRecord, lastTick: number): void {
  const { id } = thread;
  do {
    const frame = work.frame(thread);
    if (!frame) return;
    work.tick += 1;
    const steps = frame.catcher === undefined ? (frame.state.steps as readonly Step[] | undefined) : undefined;
    if (frame.isFailing) settleFailure(work, thread, frame);
    else if (steps && thread.childExecution === undefined && work.tick + steps.length <= lastTick)
      runState(work, thread, frame, steps);
    else if (thread.childExecution === undefined || !isCutShort(work, thread, frame))
      runPhase(work, thread, frame, lastTick);
  } while (work.turn === id && work.isRunning && work.tick < lastTick);
}
