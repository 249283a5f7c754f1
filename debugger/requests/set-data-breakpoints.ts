/** `setDataBreakpoints`: all breakpoints on values. */
import { toDapBreakpoint } from '../session/dap-breakpoints.ts';
import { request } from './request.ts';

export const setDataBreakpoints = request({
  command: 'setDataBreakpoints',
  capabilities: { supportsDataBreakpoints: true },
  needs: { breakpoints: 'array' },
  run(session, { breakpoints }) {
    const set = session.breakpoints.setData(
      breakpoints.map(({ dataId, accessType, condition, hitCondition }) => ({
        dataId: String(dataId),
        accessType,
        condition,
        hitCondition,
      })),
    );
    return { breakpoints: set.map((breakpoint) => toDapBreakpoint(session, breakpoint)) };
  },
});
