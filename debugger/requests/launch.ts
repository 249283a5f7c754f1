/** `launch`: reads everything that the configuration names, waits for the breakpoints, and starts the execution. */
import { prepareLaunch } from '../launch.ts';
import { begin, createRun } from '../start-run.ts';
import { request } from './request.ts';

export const launch = request({
  command: 'launch',
  needs: { program: 'string' },
  async run(session, args, after) {
    session.live = createRun(session, await prepareLaunch(session.host, args));
    session.sendEvent('initialized');
    await session.configured;
    after(() => begin(session));
    return undefined;
  },
});
