/** `reverseContinue`: the latest earlier moment at which the execution would have stopped. */
import { reverse } from '../run/moves.ts';
import { stoppedOf } from '../session/current.ts';
import { request } from './request.ts';

export const reverseContinue = request({
  command: 'reverseContinue',
  needs: { threadId: 'number' },
  run(session, _args, after) {
    const live = stoppedOf(session);
    after(() => reverse(live.run));
    return undefined;
  },
});
