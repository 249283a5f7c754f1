/** `stepwright/continueFromHere`: a recorded execution becomes a live one at this stop. */
import { goLive } from '../past/go-live.ts';
import { request } from './request.ts';

export const continueFromHere = request({
  command: 'stepwright/continueFromHere',
  run(session) {
    goLive(session);
    return undefined;
  },
});
