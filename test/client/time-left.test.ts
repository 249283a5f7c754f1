/** What the view of waiting tasks says about their time. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type TimeLeftWords, timeLeft } from '../../client/debug/time-left.ts';

const ENGLISH: TimeLeftWords = {
  left: (span) => `${span} left`,
  heartbeat: (span) => `heartbeat within ${span}`,
  standsStill: () => 'the clock stands still',
};

describe('client: time left of a waiting task', () => {
  for (const [left, heartbeat, isClockRunning, expected] of [
    [undefined, undefined, true, ''],
    [undefined, undefined, false, ''],
    [59_001, undefined, true, '1 min 0 s left'],
    [4_000, undefined, true, '4 s left'],
    [12_000_000, 3_500, true, '3 h 20 min left, heartbeat within 4 s'],
    [187_200_000, undefined, false, '2 d 4 h left, the clock stands still'],
  ] as const) {
    it(`is '${expected}'`, () => {
      const info = {
        ...(left !== undefined && { millisecondsLeft: left }),
        ...(heartbeat !== undefined && { heartbeatMillisecondsLeft: heartbeat }),
      };
      assert.equal(timeLeft(info, { isClockRunning }, ENGLISH), expected);
    });
  }

  it('is said in the words that it is given', () => {
    const german = { ...ENGLISH, left: (span: string) => `noch ${span}` };
    assert.equal(timeLeft({ millisecondsLeft: 4000 }, { isClockRunning: true }, german), 'noch 4 s');
  });
});
