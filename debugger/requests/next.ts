/** `next`: to the beginning of the thread's next state; branches and iterations run whole. */
import { stoppedOf, threadOf } from '../session/current.ts';
import { resume } from '../session/resume.ts';
import { request } from './request.ts';

export const next = request({
  command: 'next',
  needs: { threadId: 'number' },
  run(session, { threadId, singleThread }, after) {
    const live = stoppedOf(session);
    const { parent } = threadOf(live, threadId);
    live.run.granularity = 'state';
    after(() =>
      resume(session, { kind: 'next-state', thread: threadId, parent }, singleThread === true ? threadId : undefined),
    );
    return undefined;
  },
});
