/** `pause`: stops before the next phase; a wait or an open question stops at once. */
import { liveOf } from '../session/current.ts';
import { request } from './request.ts';

export const pause = request({
  command: 'pause',
  needs: { threadId: 'number' },
  run(session, _args, after) {
    const { run } = liveOf(session);
    after(() => run.pause());
    return undefined;
  },
});
