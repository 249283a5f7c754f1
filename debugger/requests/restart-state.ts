/** `stepwright/restartState`: the last visit of a state begins again from its input; what came after is forgotten. */
import { fail } from '../errors.ts';
import { restartAt } from '../run/moves.ts';
import { changeableOf } from '../session/current.ts';
import { lastVisitOf, targetOf } from '../session/run-views.ts';
import { request } from './request.ts';

export const restartState = request({
  command: 'stepwright/restartState',
  needs: { pointer: 'string' },
  run(session, target, after) {
    const live = changeableOf(session);
    const { pointer, state } = targetOf(session, live, target);
    const { name } = state;
    const { position } = live.run.timeline;
    const visit = lastVisitOf(live, (one) => one.pointer === pointer && one.start.position <= position);
    if (!visit) return fail('notRestartable', `State '${name}' has not run yet, so there is nothing to restart.`);
    const { start, lane } = visit;
    after(() => restartAt(live.run, start.position, lane.thread));
    return undefined;
  },
});
