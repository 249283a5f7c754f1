/**
 * Runs one phase of a thread: the unit in which the engine advances and the debugger steps. This is the one place
 * where a thrown failure becomes data.
 */
import { HISTORY_LIMIT_CAUSE } from './causes.ts';
import { raise, raiseThrown } from './failure/raise.ts';
import { moveTo } from './flow.ts';
import type { ThreadRecord } from './records.ts';
import { settleFailure } from './settle-failure.ts';
import { stepsOf } from './steps.ts';
import type { Work } from './work.ts';

/** True where a child execution has written as many events as one may; a loop in it would never end by itself. */
const isTooLong = (work: Work, execution: number): boolean =>
  (work.findThread(execution)?.journalLength ?? 0) >= work.info.maxEvents;

/** Runs the phase at which the thread stands, or settles the failure that it has. The thread has to be the owner's. */
export function runPhase(work: Work, thread: ThreadRecord): void {
  const frame = work.frame(thread);
  if (!frame) return;
  work.tick += 1;
  if (frame.isFailing) {
    settleFailure(work, thread, frame);
    return;
  }
  if (thread.childExecution !== undefined && isTooLong(work, thread.childExecution)) {
    raise(work, thread, frame, { error: 'States.Runtime', cause: HISTORY_LIMIT_CAUSE, origin: 'state' });
    return;
  }
  try {
    const isDone = stepsOf(frame)[frame.at]?.(work, thread, frame);
    if (isDone && work.status === 'RUNNING') moveTo(frame, frame.at + 1);
  } catch (thrown) {
    raiseThrown(work, thread, frame, thrown);
  }
}
