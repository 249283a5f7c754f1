/** `breakpointLocations`: the places on some lines at which the execution can stop. */
import { placesOnLines } from '../breakpoints/breakpoints.ts';
import { definitionsOf } from '../session/current.ts';
import { fromDapColumn, fromDapLine, toDapRange } from '../session/dap-positions.ts';
import { request } from './request.ts';

export const breakpointLocations = request({
  command: 'breakpointLocations',
  capabilities: { supportsBreakpointLocationsRequest: true },
  needs: { source: 'object', line: 'number' },
  run(session, { source, line, endLine = line, column, endColumn }) {
    const running = session.live ? definitionsOf(session.live) : [];
    const definition = running.find((one) =>
      source.sourceReference
        ? one.source.sourceReference === source.sourceReference
        : session.host.isSameFile(source.path ?? '', one.file),
    );
    if (!definition) return { breakpoints: [] };
    const { machine, positions } = definition;
    const first = fromDapLine(session, line);
    const last = fromDapLine(session, endLine);
    const isIn = (offset: number): boolean => {
      const at = { line: positions.lineOf(offset), column: positions.columnOf(offset) };
      if (column !== undefined && at.line === first && at.column < fromDapColumn(session, column)) return false;
      return !(endColumn !== undefined && at.line === last && at.column > fromDapColumn(session, endColumn));
    };
    const places = placesOnLines(machine, positions, first, last).filter(({ range }) => isIn(range.start));
    return { breakpoints: places.map(({ range }) => toDapRange(session, definition, range)) };
  },
});
