/** `stepwright/compareRuns`: two runs of this session, state by state. */
import { comparisonOf } from '../past/kept-runs.ts';
import { request } from './request.ts';

export const compareRuns = request({
  command: 'stepwright/compareRuns',
  needs: { left: 'number', right: 'number' },
  run: (session, { left, right }) => comparisonOf(session, left, right),
});
