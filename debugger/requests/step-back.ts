/** `stepBack`: where the thread stood before, with everything as it was then. */
import { stepBack as stepBackTo } from '../run/moves.ts';
import { stoppedOf, threadOf } from '../session/current.ts';
import { request } from './request.ts';

export const stepBack = request({
  command: 'stepBack',
  capabilities: { supportsStepBack: true },
  needs: { threadId: 'number' },
  run(session, { threadId }, after) {
    const live = stoppedOf(session);
    threadOf(live, threadId);
    after(() => stepBackTo(live.run, threadId));
    return undefined;
  },
});
