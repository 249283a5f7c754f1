/** Events by position, of which the last phases are only counted. */
import assert from 'node:assert/strict';
import { ADVANCE, EventLog } from '../../debugger/run/event-log.ts';

const MOVED = { type: 'advance', thread: 7 } as const;
const STOP = { type: 'stop' } as const;

describe('a log of events', () => {
  it('gives counted phases like any others', () => {
    const log = new EventLog([STOP]);
    log.push(ADVANCE);
    log.pushAdvances(2);
    assert.equal(log.length, 4);
    assert.deepEqual([log.at(0), log.at(1), log.at(3), log.at(4)], [STOP, ADVANCE, ADVANCE, undefined]);
    assert.deepEqual(log.all, [STOP, ADVANCE, ADVANCE, ADVANCE]);
  });

  it('keeps their place when another event follows', () => {
    const log = new EventLog([]);
    log.pushAdvances(2);
    log.push(MOVED);
    log.pushAdvances(1);
    assert.deepEqual(log.all, [ADVANCE, ADVANCE, MOVED, ADVANCE]);
  });

  for (const [place, position, left] of [
    ['among the counted ones', 4, [STOP, MOVED, ADVANCE, ADVANCE]],
    ['where they begin', 2, [STOP, MOVED]],
    ['before them', 1, [STOP]],
    ['behind all', 9, [STOP, MOVED, ADVANCE, ADVANCE, ADVANCE]],
  ] as const)
    it(`is cut ${place}`, () => {
      const log = new EventLog([STOP, MOVED]);
      log.pushAdvances(3);
      log.cut(position);
      assert.equal(log.length, left.length);
      assert.deepEqual(log.all, left);
    });
});
