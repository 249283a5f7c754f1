/** `stepwright/leaveState`: skips the state in focus, or the rest of it: it is left with a given output. */
import { leaveState } from '../session/leave-state.ts';
import { request } from './request.ts';

export const leaveStateRequest = request({
  command: 'stepwright/leaveState',
  run(session, args, after) {
    after(leaveState(session, args?.output));
    return undefined;
  },
});
