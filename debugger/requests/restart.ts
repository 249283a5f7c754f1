/** `restart`: the same launch from the beginning, with the files as they are now; breakpoints stay, and so does the run in the list. */
import type { LaunchArguments } from '#protocol';
import { fail } from '../errors.ts';
import { prepareLaunch } from '../launch/launch.ts';
import { keepRun } from '../past/kept-runs.ts';
import { liveOf } from '../session/current.ts';
import { placeBreakpoints } from '../session/dap-breakpoints.ts';
import { begin, createRun } from '../start-run.ts';
import { request } from './request.ts';

export const restart = request({
  command: 'restart',
  capabilities: { supportsRestartRequest: true },
  async run(session, args, after, open) {
    const old = liveOf(session);
    if (old.launch.past)
      fail('pastIsFixed', 'A recorded execution cannot be started again; open its definition to run it.');
    // The client sends the configuration again where it may have changed; that of a run that it attached to says nothing of it.
    const given = session.offered ? {} : (args?.arguments as LaunchArguments | undefined);
    const next = await prepareLaunch(session.host, { ...old.launch.args, ...given });
    // The client may have left meanwhile, or wants to stay where it is.
    if (open.isCancelled || session.live !== old) return undefined;
    keepRun(session, old);
    old.run.dispose();
    old.desk.close();
    old.outside.close();
    session.handles.clear();
    session.live = createRun(session, next);
    after(() => {
      placeBreakpoints(session, next);
      begin(session);
    });
    return undefined;
  },
});
