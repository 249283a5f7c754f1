/** `stepwright run --debug-port`: a real process, debugged over TCP by the client that other adapters are tested with. */
import assert from 'node:assert/strict';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { reopenDebugSession } from '#debugger';
import type { RunRecordEvent, RunTimeline } from '#protocol';
import { createFakeHost } from '../debugger/dap-client.ts';
import { useCli } from './cli-process.ts';

const CHARGE = 'arn:aws:states:::lambda:invoke';
const order = {
  StartAt: 'Check',
  States: {
    Check: { Type: 'Pass', Result: 5, ResultPath: '$.total', Next: 'Charge' },
    Charge: {
      Type: 'Task',
      Resource: CHARGE,
      Parameters: { FunctionName: 'charge', 'Payload.$': '$' },
      OutputPath: '$.Payload',
      Next: 'Done',
    },
    Done: { Type: 'Pass', End: true },
  },
};
const LINE_OF_CHARGE = 10;

/** The command, with what it has printed so far. */
interface Command {
  readonly process: ChildProcessWithoutNullStreams;
  readonly port: number;
  /** Its exit code, with all that it has printed. */
  readonly end: Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
  /** Waits until standard error holds a text. */
  readonly says: (text: RegExp) => Promise<readonly string[]>;
}

async function command(child: ChildProcessWithoutNullStreams): Promise<Command> {
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const end = once(child, 'close').then(([code]) => ({ code: code as number, stdout, stderr }));
  const says = async (text: RegExp): Promise<readonly string[]> => {
    for (;;) {
      const found = text.exec(stderr);
      if (found) return found;
      const [chunk] = await Promise.race([once(child.stderr, 'data'), end.then(() => [])]);
      assert.ok(chunk, `The command has ended, and said: ${stderr}`);
    }
  };
  const [, port] = await says(/127\.0\.0\.1:(\d+)\./);
  return { process: child, port: Number(port), end, says };
}

/** Its `stop` would wait for the answer of a process that may be gone. */
function hangUp(client: DebugClient): void {
  (client as unknown as { stopAdapter(): void }).stopAdapter();
}

describe('stepwright run --debug-port', () => {
  const cli = useCli();
  const clients: DebugClient[] = [];
  let program: string;

  beforeEach(() => {
    cli.write('order.asl.json', order);
    cli.write('order.mocks.json', { mocks: { Charge: { return: { Payload: { paid: true } } } } });
    program = join(cli.folder, 'order.asl.json');
  });

  afterEach(() => {
    for (const client of clients.splice(0)) hangUp(client);
  });

  const start = (...more: string[]): Promise<Command> =>
    command(cli.start('run', 'order.asl.json', '--debug-port', '0', ...more));

  async function connected({ port }: Command): Promise<DebugClient> {
    const client = new DebugClient('', '', 'asl');
    client.defaultTimeout = 60_000;
    clients.push(client);
    await client.start(port);
    return client;
  }

  /** Attaches with breakpoints, and waits until the run stands at the first one. */
  async function attached(run: Command, line?: number): Promise<DebugClient> {
    const client = await connected(run);
    await client.initializeRequest({ adapterID: 'asl', clientID: 'vscode', linesStartAt1: true, pathFormat: 'path' });
    const initialized = client.waitForEvent('initialized');
    const attaching = client.attachRequest({ stopOnEntry: line === undefined } as DebugProtocol.AttachRequestArguments);
    await initialized;
    if (line !== undefined) await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [{ line }] });
    const stopped = client.waitForEvent('stopped');
    await client.configurationDoneRequest();
    await attaching;
    await stopped;
    return client;
  }

  /** Lets the run go on to its end. */
  async function ends(client: DebugClient): Promise<void> {
    const terminated = client.waitForEvent('terminated');
    await client.continueRequest({ threadId: 1 });
    await terminated;
    await client.disconnectRequest();
  }

  it('waits for a debugger, stops at its breakpoint, and prints the output when the session is over', async () => {
    const run = await start('--mocks', 'order.mocks.json', '--input', '{"id": 7}');
    const client = await attached(run, LINE_OF_CHARGE);
    const { body } = await client.stackTraceRequest({ threadId: 1 });
    assert.deepEqual(body.stackFrames.map(({ name, source }) => [name, source?.path]).slice(0, 1), [
      ['Charge (Task)', program],
    ]);
    const { body: evaluated } = await client.evaluateRequest({
      expression: '$.total',
      frameId: body.stackFrames[0]?.id ?? 0,
    });
    assert.equal(evaluated.result, '5');
    await ends(client);
    const { code, stdout } = await run.end;
    assert.deepEqual([code, JSON.parse(stdout)], [0, { paid: true }]);
  });

  it('runs as it would without a debugger, and writes the history', async () => {
    const options = ['--mocks', 'order.mocks.json', '--seed', '3'];
    const run = await start(...options, '--history', 'debugged.json');
    await ends(await attached(run));
    assert.equal((await run.end).code, 0);
    cli.run('run', 'order.asl.json', ...options, '--history', 'plain.json');
    assert.deepEqual(eventsOf('debugged.json'), eventsOf('plain.json'));
  });

  /** Without their moments. */
  function eventsOf(file: string): unknown {
    const { events } = JSON.parse(readFileSync(join(cli.folder, file), 'utf8'));
    return events.map(({ timestamp: _, ...event }: Record<string, unknown>) => event);
  }

  it('goes on to its end when the debugger leaves', async () => {
    const run = await start('--mocks', 'order.mocks.json');
    const client = await attached(run, LINE_OF_CHARGE);
    await client.disconnectRequest();
    const { code, stdout, stderr } = await run.end;
    assert.deepEqual([code, JSON.parse(stdout)], [0, { paid: true }]);
    assert.match(stderr, /The debugger has left\. The execution goes on without it\./);
  });

  it('goes on when the connection breaks', async () => {
    const run = await start('--mocks', 'order.mocks.json');
    const client = await attached(run);
    hangUp(client);
    assert.equal((await run.end).code, 0);
  });

  it('ends with the debugger where that wants it', async () => {
    const run = await start('--mocks', 'order.mocks.json');
    const client = await attached(run);
    const exited = client.waitForEvent('exited');
    await client.disconnectRequest({ terminateDebuggee: true });
    assert.equal((await exited).body.exitCode, 130);
    const { code, stderr } = await run.end;
    assert.equal(code, 1);
    assert.match(stderr, /The execution ended with ABORTED\./);
  });

  it('asks the debugger about a task, and ends when nobody is left to answer', async () => {
    const run = await start();
    const client = await attached(run);
    const asked = client.waitForEvent('stepwright/taskPending');
    await client.continueRequest({ threadId: 1 });
    assert.equal((await asked).body.program, program);
    await client.disconnectRequest();
    const { code, stderr } = await run.end;
    assert.equal(code, 2);
    assert.match(stderr, /State 'Charge' waits for arn:aws:states:::lambda:invoke, and no mock answers it\./);
  });

  it('is answered by the debugger', async () => {
    const run = await start();
    const client = await attached(run);
    const asked = client.waitForEvent('stepwright/taskPending');
    await client.continueRequest({ threadId: 1 });
    const { task } = (await asked).body;
    const terminated = client.waitForEvent('terminated');
    await client.send('stepwright/answerTask', { task, answer: { return: { Payload: 'typed' } } });
    await terminated;
    await client.disconnectRequest();
    const { code, stdout } = await run.end;
    assert.deepEqual([code, stdout], [0, '"typed"\n']);
  });

  it('says how to answer a task token, when nobody else can', async () => {
    const Charge = {
      ...order.States.Charge,
      Resource: `${CHARGE}.waitForTaskToken`,
      Parameters: { FunctionName: 'charge', Payload: { 'token.$': '$$.Task.Token' } },
      OutputPath: '$',
    };
    cli.write('order.asl.json', { ...order, States: { ...order.States, Charge } });
    cli.write('charge.cjs', 'exports.handler = async () => ({});');
    const run = await start('--handler', 'charge=charge.cjs');
    const client = await attached(run);
    const asked = client.waitForEvent('stepwright/taskPending');
    await client.continueRequest({ threadId: 1 });
    assert.equal((await asked).body.isSent, true);
    await client.disconnectRequest();
    const [, url = '', token] = await run.says(/--endpoint-url (\S+) --task-token '([^']+)'/);
    const headers = { 'x-amz-target': 'AWSStepFunctions.SendTaskSuccess' };
    await fetch(url, { method: 'POST', headers, body: JSON.stringify({ taskToken: token, output: '"sent"' }) });
    const { code, stdout } = await run.end;
    assert.deepEqual([code, stdout], [0, '"sent"\n']);
  });

  it('runs handlers that the command line names', async () => {
    cli.write('charge.cjs', 'exports.handler = async ({ total }) => ({ charged: total });');
    const run = await start('--handler', 'charge=charge.cjs');
    await ends(await attached(run));
    const { code, stdout } = await run.end;
    assert.deepEqual([code, JSON.parse(stdout)], [0, { charged: 5 }]);
  });

  it('is one debugger at a time, and waits on when one leaves before the run has begun', async () => {
    const run = await start('--mocks', 'order.mocks.json');
    const first = await connected(run);
    // One that says nothing is nobody.
    connect(run.port, '127.0.0.1').unref();
    await first.initializeRequest();
    const second = await connected(run);
    await assert.rejects(second.initializeRequest(), /Another debugger is attached to this run already\./);
    await first.disconnectRequest();
    await ends(await attached(run));
    assert.equal((await run.end).code, 0);
  });

  it('hears nobody who does not speak the protocol, such as a page in a browser', async () => {
    const run = await start('--mocks', 'order.mocks.json');
    const stranger = connect(run.port, '127.0.0.1');
    const message = '{"seq": 1, "type": "request", "command": "initialize", "arguments": {"adapterID": "asl"}}';
    let answer = '';
    stranger.on('data', (chunk) => {
      answer += chunk;
    });
    stranger.write(`POST / HTTP/1.1\r\nContent-Length: ${message.length}\r\n\r\n${message}`);
    await once(stranger, 'close');
    assert.equal(answer, '');
    await ends(await attached(run));
    assert.equal((await run.end).code, 0);
  });

  it('leaves a record of the run to who shows it after the end', async () => {
    const run = await start('--mocks', 'order.mocks.json');
    const client = await attached(run);
    const recorded = client.waitForEvent('stepwright/runRecord');
    await ends(client);
    await run.end;
    const { record } = (await recorded).body as RunRecordEvent;
    const { inspect } = await reopenDebugSession(createFakeHost({}), record);
    const { lanes } = inspect('stepwright/runTimeline', {}) as RunTimeline;
    assert.deepEqual(
      lanes[0]?.visits.map(({ stateName }) => stateName),
      ['Check', 'Charge', 'Done'],
    );
  });

  it('says what is wrong with it, and waits for nobody', () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['--debug-port', 'x'], /'x' is no port\. --debug-port takes a number up to 65535/],
      [['--debug-port', '0', '--store', 's'], /--debug-port does not go with --store/],
      [['--debug-port', '0', '--bucket', 'b=none'], /The folder 'none' of bucket 'b' cannot be used/],
      [['--debug-port', '0', '--mocks', 'none.json'], /none\.json/],
    ];
    for (const [options, message] of cases) {
      const { code, stderr } = cli.run('run', 'order.asl.json', ...options);
      assert.equal(code, 2);
      assert.match(stderr, message);
    }
  });

  it('says when the port is taken', async () => {
    const run = await start('--mocks', 'order.mocks.json');
    const { code, stderr } = cli.run('run', 'order.asl.json', '--debug-port', String(run.port));
    assert.equal(code, 2);
    assert.match(stderr, /No debugger can be waited for at 127\.0\.0\.1:\d+: something else listens there\./);
    run.process.kill('SIGTERM');
    assert.equal((await run.end).code, 143);
  });
});
