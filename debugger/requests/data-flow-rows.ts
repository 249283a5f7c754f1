/** `stepwright/dataFlowRows`: more rows of a stage that was shown in part. */
import { rowsAt } from '../data/flow-rows.ts';
import { fail } from '../errors.ts';
import { request } from './request.ts';

export const dataFlowRows = request({
  command: 'stepwright/dataFlowRows',
  needs: { flow: 'number', stage: 'string', path: 'array', start: 'number' },
  run(session, { flow, stage, path, start }) {
    const pair = session.flows.get(flow)?.get(stage);
    if (!pair) return fail('unknownVisit', 'The view shows something else by now.');
    return { rows: rowsAt(pair, path, start) };
  },
});
