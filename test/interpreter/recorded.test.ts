/** Everything that was recorded or measured on AWS, through the same checks as `npm run conformance`. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { casesBelow } from '../../conformance/corpus.ts';
import { reportOn } from '../../conformance/report.ts';

const CORPUS = join(import.meta.dirname, '../../../shared/corpus');

/** Passing cases by kind. Raise a number when more pass; it must never fall. */
const FLOOR: Readonly<Record<'histories' | 'measured', Readonly<Record<string, number>>>> = {
  histories: {
    'api-error': 35,
    'distributed-map': 30,
    execution: 664,
    express: 11,
    'test-state': 141,
    validation: 109,
    'variable-references': 17,
  },
  measured: { execution: 28, history: 15, intrinsic: 13, jsonata: 54, 'test-state': 2, validation: 125 },
};

for (const corpus of ['histories', 'measured'] as const) {
  describe(`what AWS did: ${corpus}`, function () {
    this.timeout(300_000);
    const folder = join(CORPUS, corpus, 'cases');
    if (!existsSync(folder)) {
      it(`is not beside the project: shared/corpus/${corpus}`);
      return;
    }
    const report = reportOn(casesBelow(folder));
    for (const [kind, floor] of Object.entries(FLOOR[corpus])) {
      const { passed, total } = report.kinds[kind] ?? { passed: 0, total: 0 };
      it(`agrees in ${passed} of ${total} cases of kind ${kind}`, () => {
        assert.ok(passed >= floor, `${floor} cases of kind ${kind} passed before`);
      });
    }
  });
}
