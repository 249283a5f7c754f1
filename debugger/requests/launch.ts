/** `launch`: reads everything that the configuration names, waits for the breakpoints, and starts the execution. */
import { fail } from '../errors.ts';
import { prepareLaunch } from '../launch/launch.ts';
import { openRun } from '../open-run.ts';
import { request } from './request.ts';

export const launch = request({
  command: 'launch',
  needs: { program: 'string' },
  run(session, args, after, open) {
    if (session.offered)
      fail(
        'badLaunchArgument',
        'This run has its definition and its input from the command line. Attach to it: "request": "attach" with "port".',
      );
    return openRun(session, () => prepareLaunch(session.host, args), after, open);
  },
});
