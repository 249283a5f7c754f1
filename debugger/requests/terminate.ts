/** `terminate`: StopExecution. No Catch runs; the execution is ABORTED. */
import { request } from './request.ts';

export const terminate = request({
  command: 'terminate',
  capabilities: { supportsTerminateRequest: true },
  run(session, _args, after) {
    after(() => {
      if (session.live && !session.live.run.isOver && !session.live.run.isPast) session.live.run.abort();
      else session.sendEvent('terminated');
    });
    return undefined;
  },
});
