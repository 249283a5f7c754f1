/** `continue`: runs on to the next stop. The whole execution runs, whichever thread was asked for. */
import { stoppedOf } from '../session/current.ts';
import { resume } from '../session/resume.ts';
import { request } from './request.ts';

export const continueRequest = request({
  command: 'continue',
  needs: { threadId: 'number' },
  run(session, _args, after) {
    stoppedOf(session);
    after(() => resume(session, { kind: 'run' }));
    return { allThreadsContinued: true };
  },
});
