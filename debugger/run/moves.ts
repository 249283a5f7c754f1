/** Moves of an execution along what is recorded of it: back by a step, to the last stop, to a moment, to a state's begin. */
import type { Run } from './run.ts';
import { previousArrival } from './stepping-back.ts';

/** Goes to where the thread stood before, at the granularity of the last step. */
export function stepBack(run: Run, thread: number): void {
  const arrival = previousArrival(run.timeline, thread, run.granularity);
  run.goTo(arrival?.position ?? 0);
  run.halt({ reason: arrival ? 'step' : 'entry', thread: arrival?.thread ?? run.firstThread });
}

/** Goes to the latest earlier moment at which the execution would have stopped. */
export function reverse(run: Run): void {
  const { timeline } = run;
  let end = timeline.position;
  for (const from of timeline.checkpointsBefore(end)) {
    run.goTo(from);
    const found = run.lastStopBefore(end);
    if (found) {
      run.goTo(found.position);
      run.halt(found.stop);
      return;
    }
    end = from;
  }
  run.goTo(0);
  run.halt({ reason: 'entry', thread: run.firstThread });
}

/** Goes to a recorded moment, at which the thread has just come to a state. */
export function goToMoment(run: Run, position: number, thread: number): void {
  run.goTo(position);
  run.halt({ reason: 'goto', thread });
}

/** Begins again at a recorded moment, at which the thread has just come to a state. */
export function restartAt(run: Run, position: number, thread: number): void {
  run.goTo(position);
  run.fork();
  run.halt({ reason: 'restart', thread });
}

/** Where the thread's state was entered; undefined where that is not recorded. */
export function beginOfState({ timeline }: Run, thread: number): number | undefined {
  return timeline.findArrival(timeline.position, (one) => one.thread === thread && one.isEntry)?.position;
}
