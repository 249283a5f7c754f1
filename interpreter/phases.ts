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

/** The two phases that every state has are called by their names: a call of what a variable holds takes twice as long. */
function runStep(step: Step | undefined, work: Work, thread: ThreadRecord, frame: FrameRecord): boolean {
  if (step === enter) return enter(work, thread, frame);
  if (step === leaveAndPass) return leaveAndPass(work, thread, frame);
  return step?.(work, thread, frame) ?? false;
}

/** A phase that is done leaves thread, frame and turn as they are, so that the next one follows without a look at them. */
function runPhase(work: Work, thread: ThreadRecord, frame: FrameRecord, lastTick: number): void {
  try {
    // Mostly they are made already: a call for each phase would take a fifth of its time.
    const made = frame.catcher === undefined ? (frame.state.steps as readonly Step[] | undefined) : undefined;
    const steps = made ?? stepsOf(work.program, frame);
    while (runStep(steps[frame.at], work, thread, frame) && work.isRunning) {
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
    if (frame.isFailing) settleFailure(work, thread, frame);
    else if (thread.childExecution === undefined || !isCutShort(work, thread, frame))
      runPhase(work, thread, frame, lastTick);
  } while (work.turn === id && work.isRunning && work.tick < lastTick);
}
