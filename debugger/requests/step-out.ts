/** `stepOut`: runs the branch or iteration to its end and stops in the container; in the execution itself, continues. */
import { stoppedOf, threadOf } from '../session/current.ts';
import { resume } from '../session/resume.ts';
import { request } from './request.ts';

export const stepOut = request({
  command: 'stepOut',
  needs: { threadId: 'number' },
  run(session, { threadId, singleThread }, after) {
    const live = stoppedOf(session);
    const { parent } = threadOf(live, threadId);
    live.run.granularity = 'state';
    after(() =>
      resume(
        session,
        parent === undefined
          ? { kind: 'run' }
          : { kind: 'resumed', thread: parent, parent: threadOf(live, parent).parent },
        singleThread === true ? threadId : undefined,
      ),
    );
    return undefined;
  },
});
