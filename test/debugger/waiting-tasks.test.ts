/** What a client is told of tasks that wait, and heartbeats that it sends for them. */
import assert from 'node:assert/strict';
import { createFakeHost, DapClient } from './dap-client.ts';

const FILE = '/w/approve.asl.json';
const DEFINITION = JSON.stringify({
  StartAt: 'Approve',
  States: {
    Approve: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
      TimeoutSeconds: 60,
      HeartbeatSeconds: 10,
      End: true,
    },
  },
});

async function waiting(args: object): Promise<DapClient> {
  const client = new DapClient(createFakeHost({ [FILE]: DEFINITION }));
  await client.initialize();
  const launched = client.send('launch', { program: FILE, ...args });
  await client.event('initialized');
  await client.send('configurationDone');
  await launched;
  await client.event('stepwright/taskPending');
  return client;
}

const tasksOf = async (client: DapClient) => (await client.send('stepwright/waitingTasks')).body;

describe('tasks that wait', () => {
  it('are listed with the time that they have, which stands still in virtual time', async () => {
    const client = await waiting({});
    client.host.advance(5000);
    const [task] = (await tasksOf(client)).tasks;
    assert.deepEqual(await tasksOf(client), {
      tasks: [{ task: task.task, pattern: 'token', millisecondsLeft: 60_000, heartbeatMillisecondsLeft: 10_000 }],
      isClockRunning: false,
    });
    client.session.dispose();
  });

  it('have less and less time in real time, and more after a heartbeat', async () => {
    const client = await waiting({ time: 'real' });
    client.host.advance(7000);
    const before = await tasksOf(client);
    const [{ task }] = before.tasks;
    assert.deepEqual(before, {
      tasks: [{ task, pattern: 'token', millisecondsLeft: 53_000, heartbeatMillisecondsLeft: 3000 }],
      isClockRunning: true,
    });
    assert.ok((await client.send('stepwright/heartbeatTask', { task })).success);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    client.host.advance(4000);
    const [after] = (await tasksOf(client)).tasks;
    assert.deepEqual([after.millisecondsLeft, after.heartbeatMillisecondsLeft], [49_000, 6000]);
    client.session.dispose();
  });

  it('take no heartbeat any more once they are answered', async () => {
    const client = await waiting({});
    const [{ task }] = (await tasksOf(client)).tasks;
    await client.send('stepwright/answerTask', { task, answer: { return: 1 } });
    await client.event('terminated');
    const late = await client.send('stepwright/heartbeatTask', { task });
    assert.equal(late.success, false);
    assert.deepEqual((await tasksOf(client)).tasks, []);
    client.session.dispose();
  });
});
