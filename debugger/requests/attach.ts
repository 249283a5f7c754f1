/** `attach`: opens a recorded execution, which moves both ways and cannot be changed. */
import { prepareAttach, remarksOn } from '../launch/past.ts';
import { allowEdits } from '../past/go-live.ts';
import { refuseSecondRun } from '../session/current.ts';
import { placeBreakpoints } from '../session/dap-breakpoints.ts';
import { begin, createRun } from '../start-run.ts';
import { request } from './request.ts';

export const attach = request({
  command: 'attach',
  async run(session, args, after, open) {
    refuseSecondRun(session);
    const prepared = await prepareAttach(session.host, args);
    if (open.isCancelled) return undefined;
    // Another one may have been faster.
    refuseSecondRun(session);
    session.live = createRun(session, prepared);
    session.live.run.isPast = true;
    placeBreakpoints(session, prepared);
    open.onCancel(() => session.stopRun());
    session.sendEvent('initialized');
    await session.configured;
    after(() => {
      allowEdits(session, false);
      for (const remark of prepared.past ? remarksOn(prepared.past) : []) session.print(remark);
      begin(session);
    });
    return undefined;
  },
});
