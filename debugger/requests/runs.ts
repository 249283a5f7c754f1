/** `stepwright/runs`: the runs of this session. */
import { runsOf } from '../past/kept-runs.ts';
import { request } from './request.ts';

export const runs = request({
  command: 'stepwright/runs',
  run: (session) => ({ runs: runsOf(session) }),
});
