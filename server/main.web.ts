/** The server in a web worker, for VS Code in the browser. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import type { InitializationOptions } from '#protocol';
import { createServer } from './server.ts';
import { VERSION } from './version.ts';

const scope = self as unknown as Worker;
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
createServer(connection, VERSION, { serviceFiles: ({ servicesBase }) => fetchFrom(servicesBase) });
connection.listen();

/** The longest that a document waits for what its services are. */
const PATIENCE = 10_000;

/** The files beside the extension; without a word from the client nobody knows where that is. */
function fetchFrom(base: InitializationOptions['servicesBase']): (file: string) => Promise<unknown> {
  return async (file) => {
    if (base === undefined) throw new Error('the client did not say where they are');
    const response = await fetch(base + file, { signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return response.json();
  };
}
