/** Parallel: all branches at once, each with the effective input; the results in the order of the branches. */
import { fanOn, fanOut } from '../containers.ts';
import { type Behaviour, effectiveInputOf } from './behaviour.ts';

export const parallel: Behaviour = {
  action: () => (work, thread, frame) => {
    if (frame.failedFan) {
      fanOn(work, thread, frame);
      return false;
    }
    const count = frame.state.scopes.length;
    work.event(thread, 'ParallelStateStarted', undefined);
    fanOut(work, thread, frame, { items: [effectiveInputOf(frame.stages)], count, concurrency: count });
    return false;
  },
};
