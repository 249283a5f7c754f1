/** Requests that take time can be given up: they are answered as cancelled, and what they have begun is taken back. */
import assert from 'node:assert/strict';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { createFakeHost, DapClient } from './dap-client.ts';

const FILE = '/w/pass.asl.json';
const PASS = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });

/** A host whose files are read when the test says so. */
function slowHost() {
  const host = createFakeHost({ [FILE]: PASS });
  const readers: (() => void)[] = [];
  return {
    ...host,
    readText: async (file: string) => {
      await new Promise<void>((resolve) => readers.push(resolve));
      return host.readText(file);
    },
    readAll() {
      for (const read of readers.splice(0)) read();
    },
  };
}

/** The number that the client's next request gets; `initialize` has been the first. */
const SECOND = 2;

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
}

function assertCancelled(response: DebugProtocol.Response): void {
  assert.equal(response.success, false);
  assert.equal(response.message, 'cancelled');
  assert.equal(response.body.error.showUser, false);
}

describe('a request that is cancelled', () => {
  it('is answered as such while its files are read, and starts nothing', async () => {
    const host = slowHost();
    const client = new DapClient(host);
    await client.initialize();
    const launched = client.send('launch', { program: FILE });
    await client.request('cancel', { requestId: SECOND });
    assertCancelled(await launched);
    host.readAll();
    await turns();
    assert.equal(
      client.events.some(({ event }) => event === 'initialized'),
      false,
    );
    assert.equal((await client.send('next', { threadId: 1 })).success, false);
  });

  it('is every one that is under way when the client leaves: no run begins without it', async () => {
    for (const leave of ['disconnect', 'dispose'] as const) {
      const host = slowHost();
      const client = new DapClient(host);
      await client.initialize();
      const launched = client.send('launch', { program: FILE });
      if (leave === 'dispose') client.session.dispose();
      else {
        await client.request('disconnect', {});
        assertCancelled(await launched);
      }
      host.readAll();
      await turns();
      assert.deepEqual(
        client.events.filter(({ event }) => event !== 'output'),
        [],
        leave,
      );
    }
  });

  it('is not needed for a second launch that is slower than the first: it is refused', async () => {
    const host = slowHost();
    const client = new DapClient(host);
    await client.initialize();
    void client.send('launch', { program: FILE });
    const second = client.send('launch', { program: FILE });
    host.readAll();
    const { success, message } = await second;
    assert.deepEqual([success, message], [false, 'This session runs a state machine already.']);
    client.session.dispose();
  });

  it('takes back what it has begun: another launch is possible', async () => {
    const client = new DapClient(createFakeHost({ [FILE]: PASS }));
    await client.initialize();
    const launched = client.send('launch', { program: FILE });
    await client.event('initialized');
    await client.request('cancel', { requestId: SECOND });
    assertCancelled(await launched);
    const again = client.send('launch', { program: FILE });
    await client.event('initialized');
    await client.request('configurationDone');
    assert.equal((await again).success, true);
    await client.event('terminated');
  });

  it('leaves a restart where it was', async () => {
    const host = slowHost();
    const client = new DapClient(host);
    await client.initialize();
    const launched = client.send('launch', { program: FILE, stopOnEntry: true });
    await turns();
    host.readAll();
    await client.event('initialized');
    await client.request('configurationDone');
    await launched;
    await client.stopped();
    const restarted = client.send('restart', {});
    await client.request('cancel', { requestId: 4 });
    assertCancelled(await restarted);
    host.readAll();
    await turns();
    const { stackFrames } = await client.request<DebugProtocol.StackTraceResponse['body']>('stackTrace', {
      threadId: 1,
    });
    assert.equal(stackFrames[0]?.name, 'A (Pass)');
  });

  it('that is answered already stays as it is', async () => {
    const client = new DapClient(createFakeHost({ [FILE]: PASS }));
    await client.initialize();
    await client.request('cancel', { requestId: 1 });
    await client.request('cancel', {});
    assert.equal(client.openRequests, 0);
  });
});
