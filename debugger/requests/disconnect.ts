/**
 * `disconnect`: the client leaves. What it has launched ends with it; a run that it has attached to goes on, unless it is
 * to end.
 */
import { request } from './request.ts';

export const disconnect = request({
  command: 'disconnect',
  run(session, args, after) {
    const { live, offered } = session;
    if (offered && live?.run.hasBegun && !live.run.isOver) {
      if (args?.terminateDebuggee === true) live.run.abort();
      else session.onParting?.(live);
    }
    after(() => session.close());
    return undefined;
  },
});
