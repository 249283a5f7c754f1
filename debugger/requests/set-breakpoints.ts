/** `setBreakpoints`: all breakpoints of one file. */
import { GENERATED } from '../breakpoints/breakpoint-table.ts';
import { generatedFrom, toDapBreakpoint } from '../session/dap-breakpoints.ts';
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
    const launch = session.live?.launch;
    const made = source.sourceReference ? launch && generatedFrom(launch.definition, launch.generated) : undefined;
    const isMade = made !== undefined && made.source.sourceReference === source.sourceReference;
    const definition = isMade ? made : launch?.definition;
    const file = isMade ? GENERATED : (source.path ?? source.name ?? '');
    const isSource = isMade || (definition !== undefined && session.host.isSameFile(file, definition.file));
    const wishes = (breakpoints.length > 0 ? breakpoints : lines.map((line) => ({ line }))).map(
      ({ line, column, ...wish }: { line: number; column?: number }) => ({
        ...wish,
        line: fromDapLine(session, line),
        ...(column === undefined ? {} : { column: fromDapColumn(session, column) }),
      }),
    );
    const set = session.breakpoints.setLines(definition, isSource, file, wishes);
    return {
      breakpoints: set.map((breakpoint) =>
        toDapBreakpoint(session, definition, breakpoint, sourceModified === true && isSource),
      ),
    };
  },
});
