/** `setFunctionBreakpoints`: breakpoints by the name of a state: `Ship`, `Fan out/Ship`, `Check *`. */
import { toDapBreakpoint } from '../session/dap-breakpoints.ts';
import { request } from './request.ts';

export const setFunctionBreakpoints = request({
  command: 'setFunctionBreakpoints',
  capabilities: { supportsFunctionBreakpoints: true },
  needs: { breakpoints: 'array' },
  run(session, { breakpoints }) {
    const set = session.breakpoints.setNames(
      breakpoints.map(({ name, condition, hitCondition }) => ({ name: String(name), condition, hitCondition })),
    );
    return { breakpoints: set.map((breakpoint) => toDapBreakpoint(session, breakpoint)) };
  },
});
