/** What `launch` and `attach` have in common: they prepare a run, wait for the breakpoints, and let it begin. */
import type { Launch } from './launch/launch.ts';
import { remarksOn } from './launch/past.ts';
import { allowEdits } from './past/go-live.ts';
import type { AfterResponse, OpenRequest } from './requests/request.ts';
import { refuseSecondRun } from './session/current.ts';
import { placeBreakpoints } from './session/dap-breakpoints.ts';
import type { Session } from './session/session.ts';
import { begin, createRun } from './start-run.ts';

/** Opens the run of the session; it begins after the response. */
export async function openRun(
  session: Session,
  prepare: () => Promise<Launch>,
  after: AfterResponse,
  open: OpenRequest,
): Promise<undefined> {
  refuseSecondRun(session);
  const prepared = await prepare();
  if (open.isCancelled) return;
  // Another one may have been faster.
  refuseSecondRun(session);
  const { past } = prepared;
  session.live = createRun(session, prepared);
  session.live.run.isPast = past !== undefined;
  placeBreakpoints(session, prepared);
  open.onCancel(() => session.stopRun());
  session.sendEvent('initialized');
  await session.configured;
  after(() => {
    if (past) {
      allowEdits(session, false);
      for (const remark of remarksOn(past)) session.print(remark);
    }
    begin(session);
  });
}
