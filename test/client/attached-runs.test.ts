/** Sessions that attach to a run of the command line: bundled as in the extension, over a stand-in for VS Code. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import * as net from 'node:net';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SESSION = 'session-1';

type Listener = (event: unknown) => void;

/** VS Code as far as it is asked here, with what a test makes happen in it. */
class FakeVscode {
  isTrusted = true;
  readonly #custom = new Set<Listener>();
  readonly #ended = new Set<Listener>();

  /** What the debug adapter sends before the end. */
  record(record: string, id = SESSION): void {
    for (const listener of this.#custom) listener({ session: { id }, event: 'stepwright/runRecord', body: { record } });
  }

  end(): void {
    for (const listener of [...this.#ended]) listener({ id: SESSION });
  }

  get listeners(): number {
    return this.#custom.size + this.#ended.size;
  }

  get module(): object {
    const fake = this;
    const subscribe = (listeners: Set<Listener>) => (listener: Listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    };
    return {
      l10n: { t: (text: string) => text },
      workspace: {
        get isTrusted() {
          return fake.isTrusted;
        },
      },
      DebugAdapterServer: class {
        readonly address: string;
        constructor(port: number, host: string) {
          this.address = `${host}:${port}`;
        }
      },
      Disposable: {
        from: (...all: { dispose(): void }[]) => ({
          dispose: () => {
            for (const one of all) one.dispose();
          },
        }),
      },
      debug: {
        onDidReceiveDebugSessionCustomEvent: subscribe(this.#custom),
        onDidTerminateDebugSession: subscribe(this.#ended),
      },
    };
  }
}

interface AttachedRuns {
  readonly descriptorOf: (session: object) => Promise<{ readonly address: string }>;
  readonly inspectAttached: (session: object, host: object) => (command: string, args: object) => Promise<unknown>;
}

describe('client: sessions that attach to a run', () => {
  let code = '';
  const reopened: string[] = [];
  let vscode: FakeVscode;
  let runs: AttachedRuns;

  before(async () => {
    const { outputFiles } = await build({
      absWorkingDir: ROOT,
      entryPoints: ['client/debug/attached-runs.node.ts'],
      bundle: true,
      write: false,
      platform: 'node',
      format: 'cjs',
      external: ['vscode', '#debugger', 'node:net'],
      supported: { 'dynamic-import': false },
    });
    code = outputFiles[0]?.text ?? '';
  });

  beforeEach(() => {
    vscode = new FakeVscode();
    reopened.length = 0;
    const module = { exports: {} as AttachedRuns };
    const reopenDebugSession = async (_host: object, record: string): Promise<object> => {
      reopened.push(record);
      return { inspect: (command: string) => `${command} of ${record}` };
    };
    const modules = { vscode: vscode.module, '#debugger': { reopenDebugSession }, 'node:net': net };
    const require = (name: keyof typeof modules): object => modules[name];
    runInNewContext(code, { module, exports: module.exports, require });
    runs = module.exports;
  });

  const descriptor = async (configuration: object): Promise<string> =>
    (await runs.descriptorOf({ configuration: { type: 'asl', request: 'attach', ...configuration } })).address;

  describe('where a run waits', () => {
    const server = net.createServer();
    let port = 0;

    before(async () => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      ({ port } = server.address() as net.AddressInfo);
    });
    after(() => void server.close());

    it('connect to the port of this machine, whatever else the configuration says', async () => {
      assert.equal(await descriptor({ port, host: 'example.com', address: '10.0.0.1' }), `127.0.0.1:${port}`);
      assert.equal(await descriptor({ port: String(port) }), `127.0.0.1:${port}`);
    });

    it('are refused where a recording is named as well', async () => {
      await assert.rejects(descriptor({ port, history: 'order.history.json' }), /both 'port' and 'history'/);
    });

    it('are refused in a workspace that is not trusted', async () => {
      vscode.isTrusted = false;
      await assert.rejects(descriptor({ port }), /not trusted/);
    });
  });

  it('are refused where the port is none', async () => {
    for (const port of [0, -1, 70_000, 1.5, 'x', '', null, {}])
      await assert.rejects(descriptor({ port }), /'port' has to be the number/, String(port));
  });

  it('are told where nobody waits', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    server.close();
    await once(server, 'close');
    await assert.rejects(descriptor({ port }), /No run waits at port/);
  });

  describe('are asked', () => {
    const asked: string[] = [];
    const inspect = () =>
      runs.inspectAttached(
        {
          id: SESSION,
          customRequest: async (command: string) => {
            asked.push(command);
            return 'from afar';
          },
        },
        {},
      );

    beforeEach(() => {
      asked.length = 0;
    });

    it('over the connection, while there is one', async () => {
      assert.equal(await inspect()('stepwright/dataFlow', {}), 'from afar');
      assert.deepEqual(asked, ['stepwright/dataFlow']);
    });

    it('by what they have recorded, when they are over', async () => {
      const ask = inspect();
      vscode.record('of another session', 'session-2');
      vscode.record('the run');
      vscode.end();
      assert.equal(await ask('stepwright/dataFlow', {}), 'stepwright/dataFlow of the run');
      assert.equal(await ask('stepwright/runTimeline', {}), 'stepwright/runTimeline of the run');
      assert.deepEqual([reopened, asked, vscode.listeners], [['the run'], [], 0]);
    });

    it('in vain, where the connection has broken', async () => {
      const ask = inspect();
      vscode.end();
      await assert.rejects(ask('stepwright/dataFlow', {}), /left nothing to look at/);
    });
  });
});
