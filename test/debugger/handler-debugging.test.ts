/** Handlers that are debugged beside their state machine: real processes, and the protocols of their debuggers. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { FrameReader, frameOf } from '../../debugger/framing.ts';
import { nodeHandlers } from '../../debugger/node-handlers.ts';
import { type ClientOptions, createFakeHost, DapClient } from './dap-client.ts';
import { InspectorClient } from './inspector-client.ts';

const MACHINE = {
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'charge', 'Payload.$': '$' },
      ResultSelector: { 'twice.$': '$.Payload.twice' },
      End: true,
    },
  },
};
const HANDLER = `const rate = 2;
exports.handler = async (event) => {
  const twice = event.n * rate;
  console.log('twice is ' + twice);
  return { twice };
};
`;

interface Configuration {
  readonly type: string;
  readonly request: string;
  readonly name: string;
  readonly port: number;
  readonly address: string;
  readonly websocketAddress: string;
  readonly skipFiles: readonly string[];
}

describe('handlers that are debugged', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'stepwright-test-debugging-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const clients: DapClient[] = [];
  // What waits for a debugger waits for ever.
  afterEach(() => {
    for (const client of clients.splice(0)) client.session.dispose();
  });

  async function launch(
    more: object = {},
    { name = 'charge.cjs', code = HANDLER, timeoutSeconds = 20, client: options = {} as ClientOptions } = {},
  ) {
    const program = join(folder, 'order.asl.json');
    const file = join(folder, name);
    writeFileSync(file, code);
    const handlers = nodeHandlers({ refuseFile: () => undefined, allowsRemote: () => false, pathOf: (one) => one });
    const client = new DapClient({ ...createFakeHost({ [program]: JSON.stringify(MACHINE), [file]: '' }), handlers });
    clients.push(client);
    await client.initialize(options);
    const launched = client.request('launch', {
      program,
      input: { n: 4 },
      handlers: { charge: { file, timeoutSeconds } },
      debugHandlers: true,
      ...more,
    });
    await client.event('initialized');
    await client.send('configurationDone');
    await launched;
    return { client, file };
  }

  async function attach(client: DapClient) {
    const { body } = await client.event('stepwright/debugHandler');
    const configuration = body.configuration as Configuration;
    const inspector = await InspectorClient.connect(configuration.websocketAddress);
    await Promise.all(['Runtime.enable', 'Debugger.enable'].map((method) => inspector.send(method)));
    return { id: body.id as number, configuration, inspector };
  }

  const placeOf = (paused: Record<string, unknown> | undefined) => {
    const [top] = (paused?.callFrames ?? []) as { functionName: string; location: { lineNumber: number } }[];
    return top && [top.functionName, top.location.lineNumber + 1];
  };

  it('are stepped into from their state, stop at their first line, and lead back to the state', async () => {
    // A handler that just runs would be ended before it has begun.
    const { client } = await launch({ stopOnEntry: true }, { timeoutSeconds: 0.001 });
    await client.stopped();
    // To the parameters, to the action, and into it.
    for (const phase of ['Parameters', 'action', 'handler']) {
      await client.request('stepIn', { threadId: 1 });
      if (phase !== 'handler') await client.stopped();
    }
    const { id, configuration, inspector } = await attach(client);
    assert.deepEqual(
      [configuration.type, configuration.request, configuration.name, configuration.address],
      ['node', 'attach', 'Charge: charge.cjs', '127.0.0.1'],
    );
    await client.request('stepwright/handlerDebugged', { id, started: true });
    await inspector.send('Runtime.runIfWaitingForDebugger');
    assert.deepEqual(placeOf(await inspector.event('Debugger.paused')), ['exports.handler', 3]);
    void inspector.send('Debugger.resume');
    const { reason } = await client.stopped();
    assert.equal(reason, 'step');
    const { stackFrames } = await client.request<{ stackFrames: { name: string }[] }>('stackTrace', { threadId: 1 });
    assert.match(stackFrames[0]?.name ?? '', /^Charge/);
    assert.match(client.output, /Charge: twice is 8\n/);
    assert.doesNotMatch(client.output, /Debugger (?:listening|attached)|ws:\/\//);
    await client.request('continue', { threadId: 1 });
    await client.event('terminated');
    assert.match(client.output, /Output: \{"twice": 8\}/);
    inspector.close();
  });

  it('stop at breakpoints of their own where the machine just runs, and not before', async () => {
    const { client, file } = await launch();
    const { id, inspector } = await attach(client);
    await client.request('stepwright/handlerDebugged', { id, started: true });
    await inspector.send('Debugger.setBreakpointByUrl', { lineNumber: 4, urlRegex: `.*${file.split('/').pop()}` });
    void inspector.send('Runtime.runIfWaitingForDebugger');
    assert.deepEqual(placeOf(await inspector.event('Debugger.paused')), ['exports.handler', 5]);
    void inspector.send('Debugger.resume');
    await client.event('terminated');
    assert.match(client.output, /Output: \{"twice": 8\}/);
    inspector.close();
  });

  it('run without a debugger where the client has none, with their time, and say so', async () => {
    const { client } = await launch();
    const { body } = await client.event('stepwright/debugHandler');
    await client.request('stepwright/handlerDebugged', { id: body.id, started: false, reason: 'It is not there.' });
    await client.event('terminated');
    assert.match(client.output, /Charge: charge\.cjs runs without a debugger\. It is not there\./);
    assert.match(client.output, /Output: \{"twice": 8\}/);
  });

  it('are brought to other clients by a request of the adapter', async () => {
    const { client } = await launch({}, { client: { clientID: 'other', supportsStartDebuggingRequest: true } });
    const { seq, arguments: asked } = await client.reverseRequest('startDebugging');
    assert.equal((asked as { request: string }).request, 'attach');
    assert.equal((asked as { configuration: Configuration }).configuration.type, 'node');
    client.reply(seq, 'startDebugging', false, 'No such debugger.');
    await client.event('terminated');
    assert.match(client.output, /runs without a debugger\. No such debugger\./);
    assert.match(client.output, /Output: \{"twice": 8\}/);
  });

  it('wait for a debugger by hand where the client can do neither, and end with the session', async () => {
    const { client } = await launch({}, { client: { clientID: 'other' } });
    while (!/waits for a debugger at 127\.0\.0\.1:\d+\./.test(client.output)) await new Promise(setImmediate);
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(client.output)?.[1]);
    const [target] = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
      webSocketDebuggerUrl: string;
    }[];
    const inspector = await InspectorClient.connect(target?.webSocketDebuggerUrl ?? '');
    await client.send('disconnect', {});
    assert.equal(await inspector.event('never'), undefined);
  });

  it('just run where nothing is debugged: without debugHandlers, and without debugging', async () => {
    for (const more of [{ debugHandlers: false, handlers: undefined }, { noDebug: true }]) {
      const { client } = await launch({ ...more, handlers: { charge: join(folder, 'charge.cjs') } });
      await client.event('terminated');
      assert.equal(
        client.events.some(({ event }) => event === 'stepwright/debugHandler'),
        false,
      );
    }
  });

  const PYTHON = 'def lambda_handler(event, context):\n    twice = event["n"] * 2\n    return {"twice": twice}\n';
  const hasDebugpy = spawnSync('python3', ['-c', 'import debugpy']).status === 0;

  it('may be written in Python, where there is Python: debugpy stops them, or is said to be missing', async () => {
    const files = { name: 'charge.py', code: PYTHON };
    const { client } = await launch(hasDebugpy ? { stopOnEntry: true } : {}, files);
    if (!hasDebugpy) {
      await client.event('terminated', 'stopped');
      if (!spawnSync('python3', ['--version']).error)
        assert.match(client.output, /charge\.py runs without a debugger: debugpy is not installed for python3\./);
      return;
    }
    await client.stopped();
    for (const phase of ['Parameters', 'action', 'handler']) {
      await client.request('stepIn', { threadId: 1 });
      if (phase !== 'handler') await client.stopped();
    }
    const { body } = await client.event('stepwright/debugHandler');
    const { type, connect } = body.configuration as { type: string; connect: { host: string; port: number } };
    assert.equal(type, 'debugpy');
    await client.request('stepwright/handlerDebugged', { id: body.id, started: true });
    const debugpy = await SocketClient.connect(connect.port);
    void debugpy.send('initialize', { adapterID: 'test', pathFormat: 'path' });
    void debugpy.send('attach', { justMyCode: true });
    await debugpy.event('initialized');
    void debugpy.send('configurationDone');
    const stop = await debugpy.event('stopped');
    const { stackFrames } = await debugpy.send('stackTrace', { threadId: stop.threadId });
    const [top] = stackFrames as { name: string; line: number }[];
    assert.deepEqual([top?.name, top?.line], ['lambda_handler', 2]);
    void debugpy.send('continue', { threadId: stop.threadId });
    await client.stopped();
    await client.request('continue', { threadId: 1 });
    await client.event('terminated');
    assert.match(client.output, /Output: \{"twice": 8\}/);
    debugpy.close();
  });
});

/** Speaks the debug adapter protocol over a socket. */
class SocketClient {
  readonly #socket: Socket;
  readonly #events: DebugProtocol.Event[] = [];
  readonly #answers = new Map<number, (response: DebugProtocol.Response) => void>();
  #waiting: () => void = () => {};
  #last = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    const reader = new FrameReader(
      (message) => this.#take(message as DebugProtocol.Event | DebugProtocol.Response),
      () => {},
    );
    socket.on('data', (data: Buffer) => reader.push(data));
    socket.on('error', () => undefined);
  }

  static async connect(port: number): Promise<SocketClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new SocketClient(socket);
  }

  send(command: string, args: object = {}): Promise<Record<string, unknown>> {
    const seq = ++this.#last;
    this.#socket.write(frameOf({ seq, type: 'request', command, arguments: args } as DebugProtocol.Request));
    return new Promise((resolve) => this.#answers.set(seq, ({ body = {} }) => resolve(body)));
  }

  async event(name: string): Promise<Record<string, unknown>> {
    for (;;) {
      const at = this.#events.findIndex(({ event }) => event === name);
      if (at >= 0) return this.#events.splice(at, 1)[0]?.body ?? {};
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(message: DebugProtocol.Event | DebugProtocol.Response): void {
    if (message.type === 'event') this.#events.push(message as DebugProtocol.Event);
    else this.#answers.get((message as DebugProtocol.Response).request_seq)?.(message as DebugProtocol.Response);
    this.#waiting();
  }
}
