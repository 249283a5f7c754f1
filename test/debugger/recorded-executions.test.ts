/** Every execution that was recorded on AWS opens in the debugger and is walked from its first event to its last and back. */
import assert from 'node:assert/strict';
import { recordedCases } from '../interpreter/recorded/recorded-cases.ts';
import { createFakeHost, DapClient } from './dap-client.ts';

interface Stop {
  readonly threadId: number;
  readonly reason: string;
  readonly description?: string;
}

async function walk(definition: string | undefined, history: object): Promise<'walked' | string> {
  const client = new DapClient(createFakeHost({ '/w/machine.asl.json': definition ?? '' }));
  try {
    await client.initialize();
    const attached = client.send('attach', {
      history,
      ...(definition !== undefined && { program: '/w/machine.asl.json' }),
    });
    const first = await Promise.race([attached, client.event('initialized')]);
    if (first.type === 'response') return `refused: ${(first as { message?: string }).message}`;
    await client.request('setExceptionBreakpoints', { filters: [] });
    await client.request('configurationDone');
    let stop = (await client.event('stopped')).body as Stop;
    assert.equal(stop.reason, 'entry');
    for (let steps = 0; stop.description !== 'The recording ends here.' && steps < 500; steps++) {
      await client.request('stackTrace', { threadId: stop.threadId });
      await client.request('next', { threadId: stop.threadId });
      stop = (await client.event('stopped')).body;
    }
    const { threads } = await client.request<{ threads: unknown[] }>('threads');
    assert.ok(threads.length > 0);
    await client.request('stepBack', { threadId: stop.threadId });
    stop = (await client.event('stopped')).body;
    await client.request('reverseContinue', { threadId: stop.threadId });
    stop = (await client.event('stopped')).body;
    assert.equal(stop.reason, 'entry');
    assert.deepEqual(client.host.logged, []);
    assert.ok(!client.events.some(({ event }) => event === 'terminated'));
    return 'walked';
  } finally {
    client.session.dispose();
  }
}

describe('recorded executions', () => {
  const cases = recordedCases();
  if (!cases) {
    it('are not on this machine: ../shared/corpus/histories');
    return;
  }
  it(`are walked both ways (${cases.length})`, async function () {
    this.timeout(240_000);
    const wrong: string[] = [];
    for (const { id, definition, content } of cases) {
      const result = await walk(JSON.stringify(definition), content).catch((error: unknown) => String(error));
      if (result !== 'walked') wrong.push(`${id}: ${result.slice(0, 200)}`);
    }
    console.log(`      ${cases.length - wrong.length} walked${wrong.length > 0 ? `, not: ${wrong.join('; ')}` : ''}`);
    assert.ok(
      wrong.every((line) => line.includes('refused: machine.asl.json')),
      wrong.join('\n'),
    );
    assert.ok(wrong.length < 20, `${wrong.length} did not open.`);
  });

  it(`are walked both ways without their definitions (${cases.length})`, async function () {
    this.timeout(240_000);
    const wrong: string[] = [];
    for (const { id, content } of cases) {
      const result = await walk(undefined, content).catch((error: unknown) => String(error));
      if (result !== 'walked') wrong.push(`${id}: ${result.slice(0, 200)}`);
    }
    assert.deepEqual(wrong, []);
  });
});
