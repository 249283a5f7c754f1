/** `stepwright/runTimeline`: which states ran when, in lanes of branches and iterations; also after the end. */
import { timelineOf } from '../data/run-timeline.ts';
import { shownRun } from '../session/run-views.ts';
import { request } from './request.ts';

export const runTimeline = request({
  command: 'stepwright/runTimeline',
  run(session, args) {
    const { launch, run } = shownRun(session);
    const { visits, position } = run.timeline;
    const here = run.isOver ? undefined : position;
    return timelineOf(launch.definition, run.snapshot, visits.visits, here, args?.lanes);
  },
});
