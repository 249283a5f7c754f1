/** Which run the graph shows when a session is over. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RunOverlay } from '#protocol';
import { LatestRuns } from '../../client/preview/latest-runs.ts';

const run = (status: RunOverlay['status']): RunOverlay => ({ status, states: {}, edges: {}, maps: {} });

describe('client: the latest run of a definition', () => {
  it('stays when it has ended', () => {
    const runs = new LatestRuns();
    runs.set('a', 'session', run('SUCCEEDED'));
    assert.deepEqual(runs.end('session'), []);
    assert.equal(runs.of('a')?.status, 'SUCCEEDED');
  });

  it('is forgotten when its session leaves it: nobody knows where it stands', () => {
    const runs = new LatestRuns();
    runs.set('a', 'session', run('RUNNING'));
    assert.deepEqual(runs.end('session'), ['a']);
    assert.equal(runs.of('a'), undefined);
  });

  it('is not forgotten with another session', () => {
    const runs = new LatestRuns();
    runs.set('a', 'first', run('RUNNING'));
    runs.set('a', 'second', run('RUNNING'));
    assert.deepEqual(runs.end('first'), []);
    assert.equal(runs.of('a')?.status, 'RUNNING');
  });
});
