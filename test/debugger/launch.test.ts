/** What is wrong with a launch is said once, with its place, and nothing hangs. */
import assert from 'node:assert/strict';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { createFakeHost, DapClient, type Files } from './dap-client.ts';

const GOOD = JSON.stringify({
  StartAt: 'Ship',
  States: {
    Ship: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:ship', Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
});

const FILES: Files = {
  '/w/good.asl.json': GOOD,
  '/w/broken.asl.json': '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass", "End": true }\n',
  '/w/wrong-next.asl.json':
    '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass", "Next": "Bee" },\n    "Bea": { "Type": "Succeed" }\n  }\n}\n',
  '/w/other.json': '{"name": "no machine"}',
  '/w/list.json': '[1, 2]',
  '/w/empty.asl.json': '',
  '/w/hole.asl.json':
    '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass", "Next": "${Target}" },\n    "B": { "Type": "Succeed" }\n  }\n}\n',
  '/w/bad-input.json': '{\n  "a": 1,\n}\n',
  '/w/mocks-broken.json': '{"mocks": {"Ship": {"return": }}}',
  '/w/mocks-name.json': '{\n  "mocks": {\n    "Shipp": { "return": {} }\n  }\n}\n',
  '/w/mocks-both.yaml': 'mocks:\n  Ship:\n    - return: {}\n    - return: {}\n      throw: {error: X}\n',
  '/w/mocks-shape.json': '{"Ship": {"return": {}}}',
  '/w/no-history.json': '{"Ship": 1}',
};

interface Row {
  readonly name: string;
  readonly args: object;
  readonly message: RegExp;
}

const ROWS: readonly Row[] = [
  {
    name: 'a program that does not exist',
    args: { program: '/w/none.asl.json' },
    message: /^The definition '\/w\/none.asl.json' cannot be read: it does not exist\.$/,
  },
  {
    name: 'a program that is no path',
    args: { program: ' ' },
    message: /'program' has to be the path of a state machine definition\.$/,
  },
  {
    name: 'a text that is broken',
    args: { program: '/w/broken.asl.json' },
    message: /^broken\.asl\.json:\d+:\d+: .* \[syntax\]/,
  },
  {
    name: 'a target that does not exist',
    args: { program: '/w/wrong-next.asl.json' },
    message: /^wrong-next\.asl\.json:4:36: .*'Bee'.*'Bea'.*\[unknown-state\]/,
  },
  {
    name: 'a file that is no state machine',
    args: { program: '/w/other.json' },
    message: /^other\.json holds no state machine/,
  },
  { name: 'a list', args: { program: '/w/list.json' }, message: /^list\.json holds no state machine/ },
  { name: 'an empty file', args: { program: '/w/empty.asl.json' }, message: /^empty\.asl\.json/ },
  {
    name: 'a placeholder where the execution goes',
    args: { program: '/w/hole.asl.json' },
    message: /^hole\.asl\.json:4:36: 'Next' is a placeholder\./,
  },
  {
    name: 'an unknown first state',
    args: { program: '/w/good.asl.json', startAt: 'Shp' },
    message:
      /^'startAt' names the state 'Shp', which is not among the states of good\.asl\.json\. Did you mean 'Ship'\?$/,
  },
  {
    name: 'an input that is not JSON',
    args: { program: '/w/good.asl.json', inputFile: 'bad-input.json' },
    message: /^bad-input\.json:3:1: The input is not JSON\./,
  },
  {
    name: 'an input file that does not exist',
    args: { program: '/w/good.asl.json', inputFile: 'none.json' },
    message: /^The input file '\/w\/none\.json' cannot be read/,
  },
  {
    name: 'input and input file at once',
    args: { program: '/w/good.asl.json', input: {}, inputFile: 'x.json' },
    message: /both 'input' and 'inputFile'/,
  },
  {
    name: 'a mock file that is broken',
    args: { program: '/w/good.asl.json', mocks: 'mocks-broken.json' },
    message: /^mocks-broken\.json:1:\d+: /,
  },
  {
    name: 'a mock for a state that does not exist',
    args: { program: '/w/good.asl.json', mocks: 'mocks-name.json' },
    message: /^mocks-name\.json:3:5: No state is named 'Shipp'\. Did you mean 'Ship'\?$/,
  },
  {
    name: 'a mock in YAML with both answers',
    args: { program: '/w/good.asl.json', mocks: 'mocks-both.yaml' },
    message: /^mocks-both\.yaml:4:7: An answer of 'Ship' needs either "return", "compute" or "throw"\.$/,
  },
  {
    name: 'a mock file of another shape',
    args: { program: '/w/good.asl.json', mocks: 'mocks-shape.json' },
    message: /^mocks-shape\.json:1:1: A mock file is an object with "mocks"/,
  },
  {
    name: 'mocks in the configuration with a mistake',
    args: { program: '/w/good.asl.json', mocks: { mocks: { Ship: { throw: {} } } } },
    message: /^the launch configuration's mocks:\d+:\d+: "throw" needs the name of an error/,
  },
  {
    name: 'a recording that is none',
    args: { program: '/w/good.asl.json', recording: 'no-history.json' },
    message: /^no-history\.json is no execution history/,
  },
  {
    name: 'a bucket whose folder is not there',
    args: { program: '/w/good.asl.json', buckets: { orders: 'nowhere:rw' } },
    message:
      /^The launch configuration's 'buckets' → 'orders': The folder 'nowhere' cannot be used: it does not exist\.$/,
  },
  {
    name: 'a bucket that is no folder',
    args: { program: '/w/good.asl.json', buckets: { orders: { folder: 1 } } },
    message: /^The launch configuration's 'buckets' → 'orders' has to be the path of a folder, with :rw at its end/,
  },
  {
    name: 'buckets that are a list',
    args: { program: '/w/good.asl.json', buckets: ['orders'] },
    message: /^The launch configuration's 'buckets' has to be an object of bucket names and folders\.$/,
  },
  {
    name: 'a machine whose file is not there',
    args: { program: '/w/good.asl.json', machines: { child: 'nowhere.json' } },
    message:
      /^The launch configuration's 'machines' → 'child': The definition '\/w\/nowhere\.json' cannot be read: it does not exist\.$/,
  },
  {
    name: 'a machine with a mistake, at its place',
    args: { program: '/w/good.asl.json', machines: { child: 'hole.asl.json' } },
    message: /^The launch configuration's 'machines' → 'child': hole\.asl\.json:4:36: /,
  },
  {
    name: 'a machine of a type that there is not',
    args: { program: '/w/good.asl.json', machines: { child: { file: 'good.asl.json', type: 'FAST' } } },
    message: /'machines' → 'child' has to be the path of a definition, with :express at its end/,
  },
  {
    name: 'a time that is neither',
    args: { program: '/w/good.asl.json', time: 'fast' },
    message: /'time' has to be "virtual" or "real"\.$/,
  },
];

describe('a launch that cannot work', () => {
  for (const { name, args, message } of ROWS) {
    it(`says what is wrong: ${name}`, async () => {
      const client = new DapClient(createFakeHost(FILES));
      await client.initialize();
      const response = await client.send('launch', args);
      assert.equal(response.success, false);
      assert.match(response.message ?? '', message);
      assert.equal((response.body as DebugProtocol.ErrorResponse['body']).error?.showUser, true);
      assert.deepEqual(client.host.logged, []);
      assert.equal((await client.send('disconnect')).success, true);
    });
  }

  it('is refused without a program', async () => {
    const client = new DapClient(createFakeHost({}));
    await client.initialize();
    const response = await client.send('launch', {});
    assert.match(response.message ?? '', /needs 'program' of type string/);
  });
});

describe('a launch', () => {
  const launch = async (args: object, files: Files = FILES): Promise<DapClient> => {
    const client = new DapClient(createFakeHost(files));
    await client.initialize();
    const launched = client.send('launch', { program: '/w/good.asl.json', ...args });
    await client.event('initialized');
    await client.request('configurationDone');
    assert.equal((await launched).success, true);
    return client;
  };

  it('answers its request only after the configuration, and starts after that', async () => {
    const client = new DapClient(createFakeHost(FILES));
    await client.initialize();
    let isAnswered = false;
    const launched = client.send('launch', { program: '/w/good.asl.json' }).then(() => {
      isAnswered = true;
    });
    await client.event('initialized');
    await client.request('threads');
    assert.equal(isAnswered, false);
    assert.equal(client.output, '');
    await client.request('configurationDone');
    await launched;
    await client.event('stepwright/taskPending');
  });

  it('asks with a sample made from what the service gives back, and refuses an action that does not exist', async () => {
    const calling = (action: string): string =>
      JSON.stringify({
        StartAt: 'List',
        States: { List: { Type: 'Task', Resource: `arn:aws:states:::aws-sdk:iot:${action}`, End: true } },
      });
    const files = { ...FILES, '/w/list.asl.json': calling('listThings'), '/w/typo.asl.json': calling('listThinks') };
    const client = await launch({ program: '/w/list.asl.json' }, files);
    const { body } = await client.event('stepwright/taskPending');
    assert.deepEqual(Object.keys(JSON.parse(body.sample) as object), ['Things']);
    const refused = new DapClient(createFakeHost(files));
    await refused.initialize();
    const { message } = await refused.send('launch', { program: '/w/typo.asl.json' });
    assert.match(message ?? '', /Did you mean 'listThings'\? \[unknown-action\]/);
  });

  it('takes the answers of a recording', async () => {
    const events = [
      { id: 1, previousEventId: 0, type: 'ExecutionStarted' },
      { id: 2, previousEventId: 0, type: 'TaskStateEntered', stateEnteredEventDetails: { name: 'Ship' } },
      { id: 3, previousEventId: 2, type: 'LambdaFunctionScheduled', lambdaFunctionScheduledEventDetails: {} },
      { id: 4, previousEventId: 3, type: 'LambdaFunctionStarted' },
      {
        id: 5,
        previousEventId: 4,
        type: 'LambdaFunctionSucceeded',
        lambdaFunctionSucceededEventDetails: { output: '{"parcel": 7}' },
      },
    ];
    const client = await launch(
      { recording: 'history.json' },
      { ...FILES, '/w/history.json': JSON.stringify({ events }) },
    );
    await client.event('terminated');
    assert.match(client.output, /Output: \{"parcel": 7\}/);
  });

  it('says so when a recorded task never ended and nothing can end it', async () => {
    const events = [
      { id: 1, previousEventId: 0, type: 'ExecutionStarted' },
      { id: 2, previousEventId: 0, type: 'TaskStateEntered', stateEnteredEventDetails: { name: 'Ship' } },
      { id: 3, previousEventId: 2, type: 'LambdaFunctionScheduled', lambdaFunctionScheduledEventDetails: {} },
    ];
    const client = await launch(
      { recording: 'history.json' },
      { ...FILES, '/w/history.json': JSON.stringify({ events }) },
    );
    const stop = await client.stopped();
    assert.deepEqual([stop.reason, stop.description?.split(':')[0]], ['pause', 'Nothing can happen any more']);
    await client.request('terminate');
    await client.event('terminated');
  });

  it('begins at the state that it names', async () => {
    const client = await launch({ startAt: 'Done', input: 5 });
    await client.event('terminated');
    assert.match(client.output, /^Done \(Succeed\) ← 5\nExecution succeeded\.\nOutput: 5\n/);
  });

  it('tells a client without prompts what to type', async () => {
    const client = new DapClient(createFakeHost(FILES));
    await client.initialize({ clientID: 'other' });
    const launched = client.send('launch', { program: '/w/good.asl.json' });
    await client.event('initialized');
    await client.request('configurationDone');
    await launched;
    await client.event('stepwright/taskPending');
    assert.match(client.output, /Type \.succeed <JSON> for its result, or \.fail <Error> <Cause>/);
  });

  it('gives the text that runs, also when the file has changed since, and says that breakpoints have to wait', async () => {
    const files = { ...FILES };
    const client = await launch({ stopOnEntry: true }, files);
    await client.stopped();
    Object.assign(files, { '/w/good.asl.json': '{}' });
    const { sources } = await client.request<{ sources: { path: string }[] }>('loadedSources');
    assert.deepEqual(
      sources.map(({ path }) => path),
      ['/w/good.asl.json'],
    );
    const { content } = await client.request<{ content: string }>('source', { source: sources[0], sourceReference: 0 });
    assert.equal(content, GOOD);
    const source = { path: '/w/good.asl.json' };
    const set = await client.request<{ breakpoints: DebugProtocol.Breakpoint[] }>('setBreakpoints', {
      source,
      breakpoints: [{ line: 1 }],
      sourceModified: true,
    });
    assert.deepEqual(
      set.breakpoints.map(({ verified, reason }) => [verified, reason]),
      [[false, 'pending']],
    );
    const other = await client.request<{ breakpoints: DebugProtocol.Breakpoint[] }>('setBreakpoints', {
      source: { path: '/w/other.json' },
      breakpoints: [{ line: 1 }],
    });
    assert.match(other.breakpoints[0]?.message ?? '', /not the state machine that is being debugged/);
  });

  it('moves breakpoints when it restarts with another text', async () => {
    const files = { ...FILES };
    const client = await launch({ stopOnEntry: true }, files);
    await client.stopped();
    await client.request('setBreakpoints', { source: { path: '/w/good.asl.json' }, breakpoints: [{ line: 1 }] });
    Object.assign(files, { '/w/good.asl.json': `\n${GOOD}` });
    await client.request('restart', {});
    const { body } = await client.event('breakpoint');
    assert.deepEqual([body.breakpoint.verified, body.breakpoint.reason], [false, 'failed']);
    assert.equal((await client.stopped()).reason, 'entry');
  });

  it('goes on with the old execution when a restart cannot work', async () => {
    const files = { ...FILES };
    const client = await launch({ stopOnEntry: true }, files);
    await client.stopped();
    Object.assign(files, { '/w/good.asl.json': '{' });
    const response = await client.send('restart', {});
    assert.match(response.message ?? '', /^good\.asl\.json:1:/);
    assert.equal((await client.request<{ threads: unknown[] }>('threads')).threads.length, 1);
  });

  it('says which placeholders stand as text', async () => {
    const text = GOOD.replace('arn:aws:lambda:us-east-1:123456789012:function:ship', '${ShipFunction}');
    const client = await launch({ mocks: { mocks: { Ship: { return: 1 } } } }, { '/w/good.asl.json': text });
    await client.event('terminated');
    assert.match(client.output, /^These placeholders have no value and stand as text: \$\{ShipFunction\}\./);
  });

  it('runs without debugging when it is asked to', async () => {
    const client = await launch({
      noDebug: true,
      stopOnEntry: true,
      mocks: { mocks: { Ship: { throw: { error: 'X' } } } },
    });
    const event = await client.event('stopped', 'exited');
    assert.deepEqual([event.event, event.body.exitCode], ['exited', 1]);
  });
});
