/** `setBreakpoints`: all breakpoints of one file. */
import { generatedSource } from '../breakpoints/breakpoint-table.ts';
import { toDapBreakpoint } from '../session/dap-breakpoints.ts';
import { fromDapColumn, fromDapLine } from '../session/dap-positions.ts';
import { request } from './request.ts';

export const setBreakpoints = request({
  command: 'setBreakpoints',
  capabilities: {
    supportsConditionalBreakpoints: true,
    supportsHitConditionalBreakpoints: true,
    supportsLogPoints: true,
  },
  needs: { source: 'object' },
  run(session, { source, breakpoints = [], lines = [], sourceModified }) {
    const { sourceReference } = source;
    const isMade = session.live?.launch.generated.some((one) => one.source.sourceReference === sourceReference);
    const file = sourceReference && isMade ? generatedSource(sourceReference) : (source.path ?? source.name ?? '');
    const wishes = (breakpoints.length > 0 ? breakpoints : lines.map((line) => ({ line }))).map(
      ({ line, column, ...wish }: { line: number; column?: number }) => ({
        ...wish,
        line: fromDapLine(session, line),
        ...(column === undefined ? {} : { column: fromDapColumn(session, column) }),
      }),
    );
    const set = session.breakpoints.setLines(file, wishes);
    return {
      breakpoints: set.map((breakpoint) =>
        toDapBreakpoint(session, breakpoint, sourceModified === true && session.breakpoints.runs(file)),
      ),
    };
  },
});
