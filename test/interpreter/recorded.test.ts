/** Every execution that was recorded on AWS, replayed. */
import assert from 'node:assert/strict';
import { differenceOf, recordedCases } from './recorded-cases.ts';

/** Raise this when more cases pass; it must never fall. */
const FLOOR = { execution: 657, express: 10, 'distributed-map': 30 } as const;

describe('executions recorded on AWS', () => {
  for (const kind of Object.keys(FLOOR) as (keyof typeof FLOOR)[]) {
    it(`replays at least ${FLOOR[kind]} cases of kind ${kind} event for event`, function () {
      this.timeout(120_000);
      const cases = recordedCases([kind])?.filter(
        ({ json }) => (json.source as { trust?: unknown }).trust !== 'unverified',
      );
      if (!cases) {
        console.log('      the recorded histories are not here; nothing was compared');
        return;
      }
      const counts = new Map<string, { passed: number; total: number }>();
      const failures: string[] = [];
      for (const recorded of cases) {
        const count = counts.get(recorded.category) ?? { passed: 0, total: 0 };
        const difference = differenceOf(recorded);
        count.total += 1;
        if (difference === undefined) count.passed += 1;
        else failures.push(`${recorded.id}: ${difference}`);
        counts.set(recorded.category, count);
      }
      for (const [category, { passed, total }] of counts) console.log(`      ${category}: ${passed} of ${total}`);
      console.log(`      ${kind}: ${cases.length - failures.length} of ${cases.length}`);
      if (process.env.STEPWRIGHT_SHOW_FAILURES) for (const failure of failures) console.log(`      - ${failure}`);
      assert.ok(cases.length - failures.length >= FLOOR[kind], `fewer cases of kind ${kind} pass than before`);
    });
  }
});
