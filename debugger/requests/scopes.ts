/** `scopes`: the data of a state, stage by stage, as far as it has come. */

import { scopesOf } from '../data/scopes.ts';
import { frameOf, stoppedOf } from '../session/current.ts';
import { toDapRange } from '../session/dap-positions.ts';
import { request } from './request.ts';

export const scopes = request({
  command: 'scopes',
  needs: { frameId: 'number' },
  run(session, { frameId }) {
    const { launch, run } = stoppedOf(session);
    const { frame, thread } = frameOf(session, frameId);
    if (frame.kind === 'label') return { scopes: [] };
    const { definition } = launch;
    const shown = frame.kind === 'machine' ? { ...thread, frame: undefined } : thread;
    const views = scopesOf({ definition, snapshot: run.snapshot, ledger: run.timeline.ledger }, shown);
    return {
      scopes: views.map(({ name, hint, range, container, indexed, named, isExpensive }) => ({
        name,
        ...(hint ? { presentationHint: hint } : {}),
        variablesReference: session.handles.variables.add(container),
        ...(named === undefined ? {} : { namedVariables: named }),
        ...(indexed === undefined ? {} : { indexedVariables: indexed }),
        expensive: isExpensive === true,
        ...(range ? { source: definition.source, ...toDapRange(session, definition, range) } : {}),
      })),
    };
  },
});
