/** What the debug adapter needs where Node runs it in a process of its own: over standard input, or for the command line. */
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { serviceFilesNear } from '#services';
import type { DebugHost } from './host.ts';
import { nodeFolders, pathOf, reasonOf } from './node-folders.ts';
import { nodeHandlers } from './node-handlers.ts';
import { nodeRequests } from './node-requests.ts';

type NodeHost = DebugHost & Required<Pick<DebugHost, 'handlers' | 'requests'>>;

/** Node's files, clock and timers; requests go to this machine and to the allowed hosts. */
export function createNodeHost(log: (message: string) => void, allowedHosts: readonly string[]): NodeHost {
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

const isUri = (file: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(file);

/** Windows does not tell upper from lower case in paths, and clients differ in how they write the drive. */
function comparable(file: string): string {
  const path = isUri(file) && !file.startsWith('file://') ? file : resolve(pathOf(file));
  return process.platform === 'win32' ? path.toLowerCase() : path;
}
