/** The debug adapter over standard input and output, for editors other than VS Code: `stepwright dap --stdio`. */
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { serviceFilesNear } from '#services';
import { Adapter } from './adapter.ts';
import { FrameReader, frameOf } from './framing.ts';
import type { DebugHost } from './host.ts';
import { nodeFolders, pathOf, reasonOf } from './node-folders.ts';
import { nodeHandlers } from './node-handlers.ts';
import { nodeRequests } from './node-requests.ts';

/** Node's files, clock and timers. */
function createNodeHost(log: (message: string) => void, allowedHosts: readonly string[]): DebugHost {
  return {
    readText: async (file) => {
      try {
        return await readFile(pathOf(file), 'utf8');
      } catch (error) {
        throw new Error(reasonOf(error));
      }
    },
    ...nodeFolders,
    handlers: nodeHandlers({ refuseFile: () => undefined, allowsRemote: () => false, pathOf }),
    requests: nodeRequests({
      allowedHosts: () => allowedHosts,
      remedy: 'the option --allow-host',
      pathOf,
      rootOf: () => undefined,
    }),
    resolve: (file, base) => (isUri(file) || isAbsolute(file) ? file : resolve(dirname(pathOf(base)), file)),
    isSameFile: (a, b) => comparable(a) === comparable(b),
    readServiceFile: serviceFilesNear(import.meta.dirname),
    now: () => Date.now(),
    setTimer: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    log,
  };
}

export interface DapOptions {
  readonly allowHost?: readonly string[];
}

/** Serves one client until it disconnects or closes the stream. `allowHost`: where requests may go besides this machine. */
export function runStdio({ allowHost = [] }: DapOptions = {}): void {
  const log = (message: string): void => {
    process.stderr.write(`${message}\n`);
  };
  const adapter = new Adapter(createNodeHost(log, allowHost));
  adapter.onDidSendMessage((message) => process.stdout.write(frameOf(message)));
  const end = (): void => {
    adapter.dispose();
    process.exit(0);
  };
  adapter.session.onClosed = () => setImmediate(end);
  const reader = new FrameReader((message) => adapter.handleMessage(message), log);
  process.stdin.on('data', (chunk: Buffer) => reader.push(chunk));
  process.stdin.on('end', end);
  // Handlers are no part of the client's process group: what ends this process has to end them, too.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
}

const isUri = (file: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(file);

/** Windows does not tell upper from lower case in paths, and clients differ in how they write the drive. */
function comparable(file: string): string {
  const path = isUri(file) && !file.startsWith('file://') ? file : resolve(pathOf(file));
  return process.platform === 'win32' ? path.toLowerCase() : path;
}
