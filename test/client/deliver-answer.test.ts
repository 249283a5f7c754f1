/** An answer that is remembered: in which order, and what happens when the mock file cannot be written. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { deliverAnswer } from '../../client/debug/deliver-answer.ts';

describe('client: delivering an answer', () => {
  it('is in the mock file before the task goes on', async () => {
    const done: string[] = [];
    const slowly = async () => {
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      done.push('remembered');
    };
    await deliverAnswer(async () => void done.push('given'), slowly);
    assert.deepEqual(done, ['remembered', 'given']);
  });

  it('is given when the mock file cannot be written, and that is told', async () => {
    const done: string[] = [];
    const refused = () => Promise.reject(new Error('The mock file is broken.'));
    const delivered = deliverAnswer(async () => void done.push('given'), refused);
    await assert.rejects(delivered, /The mock file is broken/);
    assert.deepEqual(done, ['given']);
  });

  it('is only given when nobody asked to remember it', async () => {
    const done: string[] = [];
    await deliverAnswer(async () => void done.push('given'));
    assert.deepEqual(done, ['given']);
  });
});
