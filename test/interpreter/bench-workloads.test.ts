/** What the benchmark measures has to be the same work: engine and hand-written program give the same output. */
import assert from 'node:assert/strict';
import { byHand, ours } from '../../bench/contestants.ts';
import { WORKLOADS } from '../../bench/workloads.ts';

describe('the workloads of the benchmark', () => {
  for (const workload of WORKLOADS.filter(({ transitions }) => transitions <= 30_002)) {
    it(`give the same output by hand and in both query languages: ${workload.name}`, async () => {
      for (const run of [byHand(workload), ours(workload, 'JSONPath'), ours(workload, 'JSONata')]) {
        const { output, events } = await run();
        assert.deepEqual(output, workload.output);
        assert.ok(events >= workload.transitions, `${events} events of ${workload.transitions} transitions`);
      }
    });
  }
});
