/** `stepwright/runToState`: runs on until a state is entered, in whatever branch or iteration. */
import { stoppedOf } from '../session/current.ts';
import { resume } from '../session/resume.ts';
import { targetOf } from '../session/run-views.ts';
import { request } from './request.ts';

export const runToState = request({
  command: 'stepwright/runToState',
  needs: { pointer: 'string' },
  run(session, target, after) {
    const live = stoppedOf(session);
    const { pointer } = targetOf(session, live, target);
    const threadId = live.run.stop?.thread ?? 1;
    after(() => {
      // The client has not asked for this by a request that it knows, so it has to be told that threads run.
      session.sendEvent('continued', { threadId, allThreadsContinued: true });
      resume(session, { kind: 'state', pointer });
    });
    return undefined;
  },
});
