/** `locations`: the text of the definition that has made a value. */
import { fail } from '../errors.ts';
import { liveOf } from '../session/current.ts';
import { toDapRange } from '../session/dap-positions.ts';
import { request } from './request.ts';

export const locations = request({
  command: 'locations',
  needs: { locationReference: 'number' },
  run(session, { locationReference }) {
    const { launch } = liveOf(session);
    const { range, machine } =
      session.handles.variables.location(locationReference) ??
      fail('unknownFrame', 'The execution has moved on; this value is gone.');
    const definition = launch.definition.machines?.get(machine) ?? launch.definition;
    return { source: definition.source, ...toDapRange(session, definition, range) };
  },
});
