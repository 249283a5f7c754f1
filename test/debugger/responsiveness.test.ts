/** Long runs and large definitions: requests are heard meanwhile, and the event loop is never held for long. */
import assert from 'node:assert/strict';
import { createFakeHost, DapClient, type FakeHost } from './dap-client.ts';

/** Counts to `n` in a loop of Choice and Pass. */
const loopTo = (n: number): string =>
  JSON.stringify({
    StartAt: 'Begin',
    States: {
      Begin: { Type: 'Pass', Result: { n: 0 }, Next: 'More?' },
      'More?': { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: n, Next: 'Add' }], Default: 'End' },
      Add: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'More?' },
      End: { Type: 'Succeed' },
    },
  });

/** A definition just below AWS's limit of 1 MiB. */
function largeMachine(): string {
  const States: Record<string, object> = {};
  const count = 4300;
  for (let i = 0; i < count; i++) {
    const next = i === count - 1 ? { End: true } : { Next: `State ${i + 1}` };
    States[`State ${i}`] = {
      Type: 'Pass',
      Parameters: { 'n.$': '$.n', text: 'x'.repeat(60) },
      ResultPath: '$.last',
      ...next,
    };
  }
  return JSON.stringify({ StartAt: 'State 0', States }, null, 2);
}

/** The fake host with the real clock and real timers, so that slices are slices. */
function realTimeHost(files: Record<string, string>): FakeHost {
  return {
    ...createFakeHost(files),
    now: Date.now,
    setTimer: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}

async function started(files: Record<string, string>, args: object): Promise<DapClient> {
  const client = new DapClient(realTimeHost(files));
  await client.initialize();
  const launched = client.send('launch', args);
  const first = await Promise.race([launched, client.event('initialized')]);
  assert.equal(first.type, 'event', JSON.stringify(first));
  await client.request('configurationDone');
  await launched;
  return client;
}

describe('a long run', () => {
  it('can be paused, looked at and ended in its middle', async () => {
    // 6,000 rounds are 12,000 states: some hundred milliseconds.
    const client = await started({ '/w/loop.json': loopTo(6000) }, { program: '/w/loop.json' });
    await client.request('threads');
    await client.request('pause', { threadId: 1 });
    const stop = await client.stopped();
    assert.equal(stop.reason, 'pause');
    const trace = await client.request<{ stackFrames: { name: string }[] }>('stackTrace', { threadId: 1 });
    assert.match(trace.stackFrames[0]?.name ?? '', /\((?:Pass|Choice)\)$/);
    assert.ok(!client.events.some(({ event }) => event === 'terminated'));
    await client.request('continue', { threadId: 1 });
    await client.request('terminate');
    const exited = await client.event('exited');
    assert.equal(exited.body.exitCode, 130);
  });

  it('answers requests while it runs, and tells the graph how far it is', async () => {
    const client = await started({ '/w/loop.json': loopTo(6000) }, { program: '/w/loop.json' });
    let answers = 0;
    const isOver = (): boolean => client.events.some(({ event }) => event === 'terminated');
    while (!isOver()) {
      await client.request('threads');
      answers++;
      await new Promise(setImmediate);
    }
    const pictures = client.events.filter(({ event }) => event === 'stepwright/run').length;
    assert.ok(answers > 5, `Only ${answers} requests were answered while the loop ran.`);
    assert.ok(pictures >= 1 && pictures < 100, `${pictures} pictures were sent.`);
    assert.match(client.output, /… 11503 more lines are left out\./);
    assert.match(client.output, /Output: \{"n": 6000\}/);
  });

  it('goes back from its end to its beginning', async () => {
    const client = await started({ '/w/loop.json': loopTo(2000) }, { program: '/w/loop.json', stopOnEntry: true });
    await client.stopped();
    await client.request('setFunctionBreakpoints', { breakpoints: [{ name: 'End' }] });
    await client.request('continue', { threadId: 1 });
    await client.stopped();
    for (const n of [2000, 1999, 1999, 1998, 1998]) {
      await client.request('stepBack', { threadId: 1 });
      await client.stopped();
      const { result } = await client.request<{ result: string }>('evaluate', { expression: '$.n' });
      assert.equal(Number(result), n);
    }
    await client.request('reverseContinue', { threadId: 1 });
    assert.equal((await client.stopped()).reason, 'entry');
  });
});

describe('a definition of 1 MB', () => {
  it('starts, stops in its middle and steps both ways', async () => {
    const client = await started(
      { '/w/large.json': largeMachine() },
      { program: '/w/large.json', input: { n: 1 }, stopOnEntry: true },
    );
    await client.stopped();
    const { breakpoints } = await client.request<{ breakpoints: { verified: boolean }[] }>('setFunctionBreakpoints', {
      breakpoints: [{ name: 'State 2150' }],
    });
    assert.equal(breakpoints[0]?.verified, true);
    await client.request('continue', { threadId: 1 });
    assert.equal((await client.stopped()).reason, 'function breakpoint');
    for (const command of ['stepIn', 'stepBack', 'next']) {
      await client.request(command, { threadId: 1 });
      await client.stopped();
    }
    const trace = await client.request<{ stackFrames: { name: string }[] }>('stackTrace', { threadId: 1 });
    assert.equal(trace.stackFrames[0]?.name, 'State 2151 (Pass)');
  });
});

describe('an expression that never ends', () => {
  it('fails its state with a clear error, and the session lives on', async () => {
    const machine = JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Loop',
      States: { Loop: { Type: 'Pass', Output: '{% ($f := function($n) { $f($n + 1) }; $f(1)) %}', End: true } },
    });
    const client = await started({ '/w/endless.json': machine }, { program: '/w/endless.json' });
    const stop = await client.stopped();
    assert.equal(stop.text, 'States.QueryEvaluationError');
    assert.match(stop.description ?? '', /timeout|infinite|non-terminating/i);
    assert.ok((await client.request<{ threads: unknown[] }>('threads')).threads.length === 1);
    await client.request('terminate');
    await client.event('terminated');
  });
});
