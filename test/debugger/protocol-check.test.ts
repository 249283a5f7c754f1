import assert from 'node:assert/strict';
import { checkMessage } from './protocol-check.ts';

const stopped = { seq: 1, type: 'event', event: 'stopped', body: { reason: 'step', threadId: 1 } };

describe('the check of protocol messages', () => {
  it('lets a right message pass', () => {
    checkMessage(stopped);
  });

  it('finds a member that the protocol does not have', () => {
    assert.throws(
      () => checkMessage({ ...stopped, body: { ...stopped.body, thread: 1 } }),
      /StoppedEvent[\s\S]*additional properties/,
    );
  });

  it('finds a member that is missing or of a wrong type', () => {
    assert.throws(() => checkMessage({ ...stopped, body: { threadId: 1 } }), /required property 'reason'/);
    const response = {
      seq: 2,
      type: 'response',
      request_seq: 1,
      success: true,
      command: 'threads',
      body: { threads: [{ id: '1', name: 'x' }] },
    };
    assert.throws(() => checkMessage(response), /threads\/0\/id must be number/);
  });

  it('finds an event that the protocol does not have', () => {
    assert.throws(() => checkMessage({ ...stopped, event: 'halted' }), /no HaltedEvent/);
  });
});
