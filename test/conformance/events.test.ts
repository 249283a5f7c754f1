/** How a recorded history is compared where its order depends on timing. */
import assert from 'node:assert/strict';
import type { JsonObject } from '#asl/json';
import type { HistoryEvent } from '#interpreter';
import { eventsDifference } from '../../conformance/events.ts';

const recorded = (id: number, previousEventId: number, index?: number): JsonObject =>
  index === undefined
    ? { id, previousEventId, type: 'MapStateStarted', mapStateStartedEventDetails: { length: 2 } }
    : { id, previousEventId, type: 'MapIterationStarted', mapIterationStartedEventDetails: { name: 'M', index } };

const own = (id: number, previousEventId: number, index?: number): HistoryEvent => ({
  id,
  previousEventId,
  timestamp: 0,
  ...(index === undefined
    ? { type: 'MapStateStarted', details: { length: 2 } }
    : { type: 'MapIterationStarted', details: { name: 'M', index } }),
});

describe('a history of iterations that run at the same time', () => {
  const expected = [recorded(1, 0), recorded(2, 1, 1), recorded(3, 1, 0), recorded(4, 3, 5), recorded(5, 2, 6)];

  it('agrees where each event follows the same event', () => {
    const history = [own(1, 0), own(2, 1, 0), own(3, 1, 1), own(4, 3, 6), own(5, 2, 5)];
    assert.equal(eventsDifference(expected, history, 'concurrent'), undefined);
    assert.match(eventsDifference(expected, history, 'strict') ?? '', /^event 2 /);
  });

  it('differs where one follows another event, or is another', () => {
    const follows = [own(1, 0), own(2, 1, 0), own(3, 1, 1), own(4, 2, 6), own(5, 2, 5)];
    assert.match(eventsDifference(expected, follows, 'concurrent') ?? '', /^event 2 /);
    const other = [own(1, 0), own(2, 1, 0), own(3, 1, 1), own(4, 3, 6), own(5, 2, 7)];
    assert.match(eventsDifference(expected, other, 'concurrent') ?? '', /^event 2 /);
  });
});

describe('a history whose recorder has lost the order inside a Parallel', () => {
  const ended = (id: number): HistoryEvent => ({
    id,
    previousEventId: 1,
    timestamp: 0,
    type: 'ParallelStateSucceeded',
    details: undefined,
  });
  const lost = recorded(0, 0, 0);

  it('may have lost the end of the branches, and nothing else', () => {
    const history = [own(1, 0, 0), ended(2), ended(3)];
    assert.equal(eventsDifference([lost], history, 'lost'), undefined);
    const kept = { id: 3, previousEventId: 1, type: 'ParallelStateSucceeded' };
    assert.equal(eventsDifference([lost, kept], history, 'lost'), undefined);
    assert.match(eventsDifference([lost, kept], [own(1, 0, 0)], 'lost') ?? '', /^no event like ParallelStateSucceeded/);
    assert.match(eventsDifference([lost], [...history, own(4, 1)], 'lost') ?? '', /^unexpected event MapStateStarted/);
  });
});
