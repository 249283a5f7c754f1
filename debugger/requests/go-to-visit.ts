/** `stepwright/goToVisit`: the moment at which a visit of the timeline began, with everything as it was then. */
import { stoppedOf } from '../session/current.ts';
import { visitOf } from '../session/run-views.ts';
import { request } from './request.ts';

export const goToVisit = request({
  command: 'stepwright/goToVisit',
  needs: { visit: 'number' },
  run(session, { visit }, after) {
    const live = stoppedOf(session);
    const { start, lane } = visitOf(live, visit);
    after(() => live.run.goToMoment(start.position, lane.thread));
    return undefined;
  },
});
