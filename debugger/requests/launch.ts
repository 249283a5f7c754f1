/** `launch`: reads everything that the configuration names, waits for the breakpoints, and starts the execution. */

import { fail } from '../errors.ts';
import { prepareLaunch } from '../launch/launch.ts';
import { placeBreakpoints } from '../session/dap-breakpoints.ts';
import { begin, createRun } from '../start-run.ts';
import { request } from './request.ts';

export const launch = request({
  command: 'launch',
  needs: { program: 'string' },
  async run(session, args, after, open) {
    if (session.live) fail('badArguments', 'This session runs a state machine already.');
    const prepared = await prepareLaunch(session.host, args);
    if (open.isCancelled) return undefined;
    session.live = createRun(session, prepared);
    placeBreakpoints(session, prepared);
    open.onCancel(() => session.stopRun());
    session.sendEvent('initialized');
    await session.configured;
    after(() => begin(session));
    return undefined;
  },
});
