/** `stepBack`: where the thread stood before, with everything as it was then. */
import { stoppedOf, threadOf } from '../session/current.ts';
import { request } from './request.ts';

export const stepBack = request({
  command: 'stepBack',
  capabilities: { supportsStepBack: true },
  needs: { threadId: 'number' },
  run(session, { threadId }, after) {
    const live = stoppedOf(session);
    threadOf(live, threadId);
    after(() => live.run.stepBack(threadId));
    return undefined;
  },
});
