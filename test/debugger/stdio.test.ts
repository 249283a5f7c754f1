/** The adapter as a process of its own, driven by the client that other adapters are tested with. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import { isAlive } from './alive.ts';

const root = join(import.meta.dirname, '../..');
const MACHINE = `{
  "StartAt": "First",
  "States": {
    "First": { "Type": "Pass", "Result": { "n": 1 }, "Next": "Second" },
    "Second": {
      "Type": "Pass",
      "End": true
    }
  }
}
`;

describe('the debug adapter over standard input and output', () => {
  let folder: string;
  let program: string;
  let client: DebugClient;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stepwright-dap-'));
    program = join(folder, 'machine.asl.json');
    writeFileSync(program, MACHINE);
    client = new DebugClient(process.execPath, '', 'asl', { cwd: root });
    // The client puts only one argument behind the program.
    Object.assign(client, { _executable: join(root, 'debugger/main.node.ts') });
    // Its five seconds are too few for a machine with much else to do.
    client.defaultTimeout = 120_000;
    // By its place: handlers, which lie elsewhere, get it, too.
    process.env.NODE_OPTIONS = `--import=${pathToFileURL(createRequire(import.meta.url).resolve('tsx'))}`;
    await client.start();
  });

  afterEach(async () => {
    delete process.env.NODE_OPTIONS;
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  it('runs a file to its end', async () => {
    await Promise.all([client.configurationSequence(), client.launch({ program }), client.waitForEvent('terminated')]);
  });

  it('stops at a breakpoint and shows its data', async () => {
    await client.hitBreakpoint({ program }, { path: program, line: 5 });
    const { body: trace } = await client.stackTraceRequest({ threadId: 1 });
    const { body: scopes } = await client.scopesRequest({ frameId: trace.stackFrames[0]?.id ?? 0 });
    const input = scopes.scopes.find(({ name }) => name === 'Input');
    const { body: variables } = await client.variablesRequest({ variablesReference: input?.variablesReference ?? 0 });
    assert.deepEqual(
      variables.variables.map(({ name, value }) => `${name} = ${value}`),
      ['n = 1'],
    );
    await Promise.all([client.continueRequest({ threadId: 1 }), client.waitForEvent('terminated')]);
  });

  it('ends its handlers when it is stopped by a signal', async () => {
    const resource = 'arn:aws:lambda:us-east-1:123456789012:function:charge';
    const States = { Charge: { Type: 'Task', Resource: resource, End: true } };
    writeFileSync(program, JSON.stringify({ StartAt: 'Charge', States }));
    const handler = join(folder, 'endless.cjs');
    writeFileSync(handler, 'exports.handler = () => { console.log("runs as " + process.pid); for (;;); };');
    const printed = new Promise<number>((resolve) => {
      client.on('output', ({ body }) => {
        const [, pid] = /runs as (\d+)/.exec(body.output) ?? [];
        if (pid !== undefined) resolve(Number(pid));
      });
    });
    await Promise.all([
      client.configurationSequence(),
      client.launch({ program, handlers: { charge: handler } } as Parameters<DebugClient['launch']>[0]),
    ]);
    const pid = await printed;
    // The client knows the adapter's process.
    (client as unknown as { readonly _adapterProcess: ChildProcess })._adapterProcess.kill('SIGTERM');
    while (isAlive(pid)) await new Promise(setImmediate);
    // Another one, which can be asked to end.
    await client.start();
  });

  it('reads the items of a distributed Map from a folder, and writes its results there', async () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'items.jsonl'), '{"n": 1}\n{"n": 2}\n');
    const place = (action: string, Parameters: object) => ({ Resource: `arn:aws:states:::s3:${action}`, Parameters });
    const map = {
      Type: 'Map',
      ItemReader: {
        ...place('getObject', { Bucket: 'orders', Key: 'items.jsonl' }),
        ReaderConfig: { InputType: 'JSONL' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'P',
        States: { P: { Type: 'Pass', OutputPath: '$.n', End: true } },
      },
      ResultWriter: {
        ...place('putObject', { Bucket: 'orders', Prefix: 'out' }),
        WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSON' },
      },
      End: true,
    };
    writeFileSync(program, JSON.stringify({ StartAt: 'M', States: { M: map } }));
    await Promise.all([
      client.configurationSequence(),
      client.launch({ program, buckets: { orders: 'data:rw' } } as never),
      client.waitForEvent('terminated'),
    ]);
    const written = readdirSync(join(folder, 'data/out'), { recursive: true, encoding: 'utf8' });
    const results = written.find((name) => name.endsWith('SUCCEEDED_0.json')) ?? '';
    assert.equal(readFileSync(join(folder, 'data/out', results), 'utf8'), '[1,2]');
    assert.ok(written.some((name) => name.endsWith('manifest.json')));
  });

  it('names a program by its URI, too', async () => {
    const uri = new URL(`file://${program}`).href;
    await Promise.all([
      client.configurationSequence(),
      client.launch({ program: uri }),
      client.waitForEvent('terminated'),
    ]);
  });

  it('fails a launch that cannot work and lives on', async () => {
    await client.initializeRequest();
    await assert.rejects(client.launchRequest({ program: join(folder, 'none.json') } as never), /does not exist/);
    assert.ok((await client.threadsRequest()).success);
  });
});
