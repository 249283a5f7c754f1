/** `continue`: runs on to the next stop. The whole execution runs, or one thread of it. */
import { stoppedOf, threadOf } from '../session/current.ts';
import { resume } from '../session/resume.ts';
import { request } from './request.ts';

export const continueRequest = request({
  command: 'continue',
  capabilities: { supportsSingleThreadExecutionRequests: true },
  needs: { threadId: 'number' },
  run(session, { threadId, singleThread }, after) {
    const only = singleThread === true ? threadOf(stoppedOf(session), threadId).id : undefined;
    stoppedOf(session);
    after(() => resume(session, { kind: 'run' }, only));
    return { allThreadsContinued: only === undefined };
  },
});
