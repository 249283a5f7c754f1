/** `scopes`: the data of a state, stage by stage, as far as it has come. */

import { definitionOf } from '../data/frames.ts';
import { type ScopeView, scopesOf } from '../data/scopes.ts';
import type { Entry } from '../data/variables.ts';
import { clockLines } from '../report/transcript.ts';
import { frameOf, stoppedOf } from '../session/current.ts';
import { toDapRange } from '../session/dap-positions.ts';
import type { LiveRun } from '../session/live-run.ts';
import { request } from './request.ts';

export const scopes = request({
  command: 'scopes',
  needs: { frameId: 'number' },
  run(session, { frameId }) {
    const { launch, run } = stoppedOf(session);
    const { frame, thread } = frameOf(session, frameId);
    if (frame.kind === 'label') return { scopes: [] };
    const text = definitionOf(launch.definition, run.snapshot, thread);
    const { definition } = launch;
    const shown = frame.kind === 'machine' ? { ...thread, frame: undefined } : thread;
    const views = [...scopesOf({ definition, snapshot: run.snapshot, ledger: run.timeline.ledger }, shown)];
    if (frame.kind === 'machine') views.push(clockScope(run));
    return {
      scopes: views.map(({ name, hint, range, container, indexed, named, isExpensive }) => ({
        name,
        ...(hint ? { presentationHint: hint } : {}),
        variablesReference: session.handles.variables.add(container),
        ...(named === undefined ? {} : { namedVariables: named }),
        ...(indexed === undefined ? {} : { indexedVariables: indexed }),
        expensive: isExpensive === true,
        ...(range ? { source: text.source, ...toDapRange(session, text, range) } : {}),
      })),
    };
  },
});

/** The clock, which is the execution's and no state's. */
function clockScope({ snapshot, now }: LiveRun['run']): ScopeView {
  const entries = clockLines(snapshot, now).map(([name, text]): Entry => ({ name, value: null, text }));
  return { name: 'Clock', range: undefined, container: { kind: 'entries', entries: () => entries } };
}
