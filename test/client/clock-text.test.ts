/** The clock in the status bar: the time of day, and how long since the start. */
import assert from 'node:assert/strict';
import { clockText } from '../../client/debug/clock-text.ts';

const START = Date.UTC(2026, 10, 20, 12);

describe('the clock of an execution', () => {
  const rows: [number, string][] = [
    [0, '12:00:00 +0 ms'],
    [250, '12:00:00 +250 ms'],
    [30_999, '12:00:30 +30 s'],
    [125_000, '12:02:05 +2 min 5 s'],
    [12_000_000, '15:20:00 +3 h 20 min'],
    [187_200_000, '16:00:00 +2 d 4 h'],
  ];
  for (const [passed, text] of rows)
    it(`shows ${text}`, () => {
      assert.equal(clockText({ now: START + passed, start: START }), text);
    });
});
