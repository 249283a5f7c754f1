/** Tasks that code on this machine answers, in a debug session. The code itself is stood in for. */
import assert from 'node:assert/strict';
import type { HandlerCall, HandlerReply, LocalHandlerHost } from '../../debugger/host.ts';
import { functionNameOf } from '../../debugger/tasks/function-name.ts';
import { createFakeHost, DapClient } from './dap-client.ts';

const FILE = '/w/order.asl.json';
const lambda = (FunctionName: string, more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName, 'Payload.$': '$' },
  ...more,
});
const DEFINITION = JSON.stringify({
  StartAt: 'Charge',
  States: {
    Charge: lambda('charge', { ResultSelector: { 'id.$': '$.Payload.id' }, Next: 'Ship' }),
    Ship: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:ship', End: true },
  },
});

interface Stand extends LocalHandlerHost {
  readonly calls: HandlerCall[];
  readonly cancelled: string[];
}

/** Answers each function with what is given for it; one without an answer never ends. */
function stand(replies: Readonly<Record<string, HandlerReply>>, refusal?: string): Stand {
  const calls: HandlerCall[] = [];
  const cancelled: string[] = [];
  return {
    calls,
    cancelled,
    refusal: () => refusal,
    run: (call) => {
      calls.push(call);
      const reply = replies[call.functionName];
      call.log('works');
      return {
        result: reply ? Promise.resolve(reply) : new Promise(() => {}),
        cancel: () => cancelled.push(call.functionName),
      };
    },
  };
}

async function launch(handlers: object, host: LocalHandlerHost | undefined, more: object = {}) {
  const files = { [FILE]: DEFINITION, '/w/charge.js': '', '/w/ship.py': '' };
  const client = new DapClient({ ...createFakeHost(files), ...(host && { handlers: host }) });
  await client.initialize();
  const launched = client.send('launch', { program: FILE, input: { n: 1 }, handlers, ...more });
  const first = await Promise.race([launched, client.event('initialized')]);
  if (first.type === 'event') await client.send('configurationDone');
  return { client, response: await launched };
}

const printed = (client: DapClient): string =>
  client.events.flatMap(({ event, body }) => (event === 'output' ? [String(body.output)] : [])).join('');

const SHIP = 'arn:aws:lambda:us-east-1:123456789012:function:ship';
const BOTH = { charge: 'charge.js', ship: { file: 'ship.py', timeoutSeconds: 5 } };

describe('the name of a function', () => {
  for (const text of [
    'charge',
    'charge:live',
    '123456789012:function:charge',
    '123456789012:function:charge:live',
    'arn:aws:lambda:us-east-1:123456789012:function:charge',
    'arn:aws:lambda:us-east-1:123456789012:function:charge:live',
  ])
    it(`is charge in ${text}`, () => assert.equal(functionNameOf(text), 'charge'));
});

describe('local handlers in a session', () => {
  it('answer tasks of their functions, by name and by ARN, and the console says so', async () => {
    const host = stand({ charge: { result: '{"id": 7}' }, [SHIP]: { result: '"sent"' } });
    const { client } = await launch(BOTH, host);
    await client.event('terminated');
    const asked = host.calls.map(({ file, handler, timeout, event }) => ({ file, handler, timeout, event }));
    assert.deepEqual(asked, [
      { file: '/w/charge.js', handler: 'handler', timeout: 30_000, event: '{"n":1}' },
      { file: '/w/ship.py', handler: 'lambda_handler', timeout: 5000, event: '{"id":7}' },
    ]);
    assert.match(printed(client), /Charge: works\n/);
    assert.match(printed(client), /Ship is answered by the handler ship\.py → "sent"\n/);
    assert.match(printed(client), /Output: "sent"/);
    client.session.dispose();
  });

  it('let their task fail as they fail', async () => {
    const host = stand({ charge: { error: 'Declined', cause: '{"errorType":"Declined"}' } });
    const { client } = await launch(BOTH, host);
    const { body } = await client.event('stopped');
    assert.deepEqual([body.reason, body.text], ['exception', 'Declined']);
    client.session.dispose();
  });

  it('come after mocks, and before the question to the user', async () => {
    const host = stand({ charge: { result: '{"id": 7}' } });
    const mocks = { mocks: { Charge: { return: { Payload: { id: 1 } } } } };
    const { client } = await launch({ charge: 'charge.js' }, host, { mocks });
    const { body } = await client.event('stepwright/taskPending');
    assert.deepEqual([host.calls.length, body.stateName, body.input], [0, 'Ship', { id: 1 }]);
    client.session.dispose();
  });

  it('are ended when the user answers instead, and when the session ends', async () => {
    const host = stand({});
    const { client } = await launch(BOTH, host);
    while (host.calls.length === 0) await new Promise(setImmediate);
    await client.send('evaluate', { expression: '.succeed {"Payload": {"id": 3}}', context: 'repl' });
    while (host.calls.length === 1) await new Promise(setImmediate);
    assert.deepEqual(host.cancelled, ['charge']);
    await client.send('disconnect', {});
    assert.deepEqual(host.cancelled, ['charge', SHIP]);
    client.session.dispose();
  });

  for (const [what, handlers, host, message] of [
    ['no handler', { f: 1 }, stand({}), /'handlers' → 'f' has to be the path of a handler file/],
    ['a file of another kind', { f: 'charge.sh' }, stand({}), /'handlers' → 'f' has to be/],
    ['a file that is missing', { f: 'gone.js' }, stand({}), /'handlers' → 'f' cannot be used: it does not exist\./],
    [
      'what the host refuses',
      { f: 'charge.js' },
      stand({}, 'it is not trusted.'),
      /'f' cannot be used: it is not trusted\./,
    ],
    ['any, where no code is run', { f: 'charge.js' }, undefined, /'f' cannot be used: code is not run here\./],
    ['too much time', { f: { file: 'charge.js', timeoutSeconds: 1e6 } }, stand({}), /'handlers' → 'f' has to be/],
  ] as const) {
    it(`are refused at launch: ${what}`, async () => {
      const { client, response } = await launch(handlers, host);
      assert.equal(response.success, false);
      assert.match(response.message ?? '', message);
      assert.deepEqual(host?.calls ?? [], []);
      client.session.dispose();
    });
  }
});

describe('the progress of a handler', () => {
  /** Lets a second pass, and what waits for it happen. */
  async function seconds(client: DapClient, count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      client.host.advance(1000);
      for (let turns = 0; turns < 5; turns++) await new Promise(setImmediate);
    }
  }
  const progress = (client: DapClient): string[] =>
    client.events.flatMap(({ event, body }) =>
      event.startsWith('progress')
        ? [`${event} ${body.progressId} ${body.title ?? ''} ${body.message ?? ''}`.trim()]
        : [],
    );

  it('is shown after a second, and goes on each second until it is cancelled: then the user is asked', async () => {
    const host = stand({});
    const files = { [FILE]: DEFINITION, '/w/charge.js': '', '/w/ship.py': '' };
    const client = new DapClient({ ...createFakeHost(files), handlers: host });
    await client.initialize({ supportsProgressReporting: true });
    const launched = client.send('launch', { program: FILE, input: { n: 1 }, handlers: BOTH });
    await client.event('initialized');
    await client.send('configurationDone');
    await launched;
    for (let turns = 0; host.calls.length === 0 && turns < 100; turns++) await new Promise(setImmediate);
    await seconds(client, 3);
    assert.deepEqual(progress(client), [
      'progressStart task-1 Charge is being answered for 00:01',
      'progressUpdate task-1  for 00:02',
      'progressUpdate task-1  for 00:03',
    ]);
    await client.send('cancel', { progressId: 'task-1' });
    const { body } = await client.event('stepwright/taskPending');
    assert.equal(body.stateName, 'Charge');
    assert.deepEqual(host.cancelled, ['charge']);
    await seconds(client, 2);
    assert.deepEqual(progress(client).slice(3), ['progressEnd task-1']);
  });

  it('is not shown for one that is done within a second', async () => {
    const host = stand({ charge: { result: '{"id": 7}' }, [SHIP]: { result: '1' } });
    const { client } = await launch(BOTH, host);
    await client.event('terminated');
    await seconds(client, 3);
    assert.deepEqual(progress(client), []);
  });
});
