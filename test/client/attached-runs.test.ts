/** Sessions that attach to a run of the command line: bundled as in the extension, over a stand-in for VS Code. */
import assert from 'node:assert/strict';
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
  readonly descriptorOf: (session: object, hasNode: boolean) => { readonly address: string };
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
      entryPoints: ['client/debug/attached-runs.ts'],
      bundle: true,
      write: false,
      platform: 'node',
      format: 'cjs',
      external: ['vscode', '#debugger'],
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
    const require = (name: string): object => (name === 'vscode' ? vscode.module : { reopenDebugSession });
    runInNewContext(code, { module, exports: module.exports, require });
    runs = module.exports;
  });

  const descriptor = (configuration: object, hasNode = true): string =>
    runs.descriptorOf({ configuration: { type: 'asl', request: 'attach', ...configuration } }, hasNode).address;

  it('connect to the port of this machine, whatever else the configuration says', () => {
    assert.equal(descriptor({ port: 4711, host: 'example.com', address: '10.0.0.1' }), '127.0.0.1:4711');
    assert.equal(descriptor({ port: '4711' }), '127.0.0.1:4711');
  });

  it('are refused where the port is none', () => {
    for (const port of [0, -1, 70_000, 1.5, 'x', '', null, {}])
      assert.throws(() => descriptor({ port }), /'port' has to be the number/, String(port));
  });

  it('are refused where a recording is named as well', () => {
    assert.throws(() => descriptor({ port: 4711, history: 'order.history.json' }), /both 'port' and 'history'/);
  });

  it('are refused in a workspace that is not trusted, and in a browser', () => {
    assert.throws(() => descriptor({ port: 4711 }, false), /In a browser/);
    vscode.isTrusted = false;
    assert.throws(() => descriptor({ port: 4711 }), /not trusted/);
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
