/** `launch`: reads everything that the configuration names, waits for the breakpoints, and starts the execution. */
import { prepareLaunch } from '../launch/launch.ts';
import { refuseSecondRun } from '../session/current.ts';
import { placeBreakpoints } from '../session/dap-breakpoints.ts';
import { begin, createRun } from '../start-run.ts';
import { request } from './request.ts';

export const launch = request({
  command: 'launch',
  needs: { program: 'string' },
  async run(session, args, after, open) {
    refuseSecondRun(session);
    const prepared = await prepareLaunch(session.host, args);
    if (open.isCancelled) return undefined;
    // Another one may have been faster.
    refuseSecondRun(session);
    session.live = createRun(session, prepared);
    placeBreakpoints(session, prepared);
    open.onCancel(() => session.stopRun());
    session.sendEvent('initialized');
    await session.configured;
    after(() => begin(session));
    return undefined;
  },
});
