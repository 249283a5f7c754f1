/** When a server that died is started again. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { restartPolicy } from '../../client/restart-policy.ts';

describe('client: restart of the language server', () => {
  it('allows five restarts within three minutes and no sixth', () => {
    let now = 0;
    const policy = restartPolicy(() => now);
    const answers = [1, 2, 3, 4, 5, 6].map(() => {
      now += 1000;
      return policy.mayRestart();
    });
    assert.deepEqual(answers, [true, true, true, true, true, false]);
  });

  it('forgets deaths that are older than three minutes', () => {
    let now = 0;
    const policy = restartPolicy(() => now);
    for (let i = 0; i < 5; i++) policy.mayRestart();
    now += 3 * 60 * 1000;
    assert.equal(policy.mayRestart(), true);
  });
});
