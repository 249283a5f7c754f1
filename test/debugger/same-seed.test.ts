/** The same launch with the same seed and the same requests: every message is the same, byte for byte. */
import assert from 'node:assert/strict';
import { createFakeHost, DapClient } from './dap-client.ts';

/** Draws what can be drawn: identifiers, numbers, and the jitter of a retry. */
const MACHINE = {
  StartAt: 'Draw',
  States: {
    Draw: {
      Type: 'Pass',
      Parameters: { 'id.$': 'States.UUID()', 'number.$': 'States.MathRandom(1, 1000000)' },
      Next: 'Fan out',
    },
    'Fan out': {
      Type: 'Map',
      ItemsPath: '$$.Execution.Input',
      ItemProcessor: { StartAt: 'Work', States: { Work: task() } },
      End: true,
    },
  },
};

function task(): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Parameters: { FunctionName: 'work', Payload: { 'token.$': '$$.Task.Token', 'id.$': 'States.UUID()' } },
    Retry: [{ ErrorEquals: ['Busy'], JitterStrategy: 'FULL', MaxAttempts: 3 }],
    End: true,
  };
}

async function messagesOf(seed: number): Promise<string> {
  const client = new DapClient(createFakeHost({ '/w/draw.asl.json': JSON.stringify(MACHINE) }));
  const messages: string[] = [];
  client.session.onDidSendMessage((message) => messages.push(JSON.stringify(message)));
  await client.initialize();
  const launched = client.send('launch', {
    program: '/w/draw.asl.json',
    input: [1, 2, 3],
    seed,
    stopOnEntry: true,
    mocks: { mocks: { Work: [{ throw: { error: 'Busy' }, times: 4 }, { return: 'done' }] } },
  });
  await client.event('initialized');
  await client.send('configurationDone');
  await launched;
  await client.stopped();
  for (const command of ['stepIn', 'stepIn', 'next', 'stepIn', 'stepIn', 'stepBack', 'stepIn', 'continue']) {
    await client.send('stackTrace', { threadId: 1 });
    await client.send('evaluate', { expression: '$', context: 'watch' });
    const stopped = client.event('stopped', 'terminated');
    await client.send(command, { threadId: 1 });
    await stopped;
  }
  assert.match(client.output, /Execution succeeded/);
  client.session.dispose();
  return messages.join('\n');
}

describe('a seed', () => {
  it('decides everything that is drawn: the same seed gives the same messages', async () => {
    assert.equal(await messagesOf(7), await messagesOf(7));
  });

  it('is what makes two runs differ', async () => {
    assert.notEqual(await messagesOf(7), await messagesOf(8));
  });
});
