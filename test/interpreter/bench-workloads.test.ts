/** What the benchmark measures has to be the same work: engine and hand-written program give the same output. */
import assert from 'node:assert/strict';
import { compileProgram, runToEnd } from '#interpreter';
import { byHand, ours } from '../../bench/contestants.ts';
import { addOneTo } from '../../bench/machines.ts';
import { WORKLOADS } from '../../bench/workloads.ts';

describe('the workloads of the benchmark', () => {
  for (const workload of WORKLOADS.filter(({ transitions }) => transitions <= 30_002)) {
    it(`give the same output by hand and in both query languages: ${workload.name}`, async () => {
      const engines = [ours(workload, 'JSONPath'), ours(workload, 'JSONPath', 'read'), ours(workload, 'JSONata')];
      for (const run of [byHand(workload, workload.byHand), ...engines]) {
        const { output, events } = await run();
        assert.deepEqual(output, workload.output);
        assert.ok(events >= workload.transitions, `${events} events of ${workload.transitions} transitions`);
      }
    });
  }

  for (const { name, allEventsByHand, definition, input } of WORKLOADS) {
    if (!allEventsByHand) continue;
    it(`write the same events where they are written by hand, too: ${name}`, async () => {
      const { program } = compileProgram(definition('JSONPath'));
      assert.ok(program);
      const { history } = await runToEnd(
        program,
        { input, now: 0 },
        { task: ({ input: given }) => ({ output: addOneTo(given) }) },
      );
      const expected = await allEventsByHand(input);
      const timeless = (events: readonly { readonly timestamp: number }[]) =>
        events.map(({ timestamp: _, ...event }) => event);
      assert.deepEqual(timeless(history), timeless(expected.history));
    });
  }
});
