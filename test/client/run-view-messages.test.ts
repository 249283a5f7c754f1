/** The extension believes the pages of the views of a run only messages of the right shape. */
import assert from 'node:assert/strict';
import type { FromRunView } from '#protocol';
import { readFromRunView } from '../../client/debug/run-view-messages.ts';

describe('a message from a view of a run', () => {
  const good: readonly FromRunView[] = [
    { type: 'ready' },
    { type: 'visit', visit: 3 },
    { type: 'more-lanes', lanes: 100 },
    { type: 'more-rows', flow: 1, stage: 'input', path: ['a', 0], start: 100 },
    { type: 'show-place', place: { source: '/w/a', line: 1, column: 1, endLine: 1, endColumn: 5 } },
  ];
  for (const message of good)
    it(`is read: ${JSON.stringify(message)}`, () => assert.deepEqual(readFromRunView(message), message));

  const bad: readonly unknown[] = [
    undefined,
    {},
    { type: 'visit', visit: '3' },
    { type: 'more-lanes', lanes: Number.NaN },
    { type: 'more-rows', flow: 1, stage: 'input', path: [null], start: 0 },
    { type: 'show-place', place: { source: '/w/a', line: '1' } },
    { type: 'rm' },
  ];
  for (const message of bad)
    it(`is dropped: ${JSON.stringify(message)}`, () => assert.equal(readFromRunView(message), undefined));
});
