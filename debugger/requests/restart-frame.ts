/** `restartFrame`: begins a state again from the input that it was entered with; what came after is forgotten. */

import { fail } from '../errors.ts';
import { beginOfState, restartAt } from '../run/moves.ts';
import { changeableOf, frameOf } from '../session/current.ts';
import { request } from './request.ts';

export const restartFrame = request({
  command: 'restartFrame',
  capabilities: { supportsRestartFrame: true },
  needs: { frameId: 'number' },
  run(session, { frameId }, after) {
    const { run } = changeableOf(session);
    const { frame, thread } = frameOf(session, frameId);
    if (frame.kind !== 'state') fail('notRestartable', 'Only a state can be restarted.');
    const begin =
      beginOfState(run, thread.id) ?? fail('notRestartable', 'The beginning of this state is not recorded.');
    after(() => restartAt(run, begin, thread.id));
    return undefined;
  },
});
