/** `stepwright/goToVisit`: the moment at which a visit of the timeline began, with everything as it was then. */
import { goToMoment } from '../run/moves.ts';
import { stoppedOf } from '../session/current.ts';
import { visitOf } from '../session/run-views.ts';
import { request } from './request.ts';

export const goToVisit = request({
  command: 'stepwright/goToVisit',
  needs: { visit: 'number' },
  run(session, { visit }, after) {
    const live = stoppedOf(session);
    const { start, lane } = visitOf(live, visit);
    after(() => goToMoment(live.run, start.position, lane.thread));
    return undefined;
  },
});
