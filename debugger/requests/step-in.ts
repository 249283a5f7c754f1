/** `stepIn`: to the next phase of the state, or into the branch or iteration that it starts. */
import { stoppedOf, threadOf } from '../session/current.ts';
import { resume } from '../session/resume.ts';
import { request } from './request.ts';

export const stepIn = request({
  command: 'stepIn',
  needs: { threadId: 'number' },
  run(session, { threadId, targetId, singleThread }, after) {
    const live = stoppedOf(session);
    const { parent } = threadOf(live, threadId);
    live.run.granularity = 'phase';
    // The ids of targets are the indexes of branches and iterations, counted from 1.
    const child = targetId === undefined ? undefined : targetId - 1;
    const only = singleThread === true ? threadId : undefined;
    after(() => resume(session, { kind: 'next-phase', thread: threadId, parent, child }, only));
    return undefined;
  },
});
