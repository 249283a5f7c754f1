/** The built language server in a process of its own, over its standard streams, as an editor starts it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { Format } from '#asl';
import { VALIDATED_NOTIFICATION, type Validated } from '#protocol';
import type { Usage } from './usage.ts';

/** How a change or a question was answered. */
export interface Answered {
  /** Milliseconds that somebody waits. */
  readonly wait: number;
  /** Milliseconds of a processor that the server worked meanwhile. */
  readonly work: number;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface ServerProcess {
  /** Opens the document, and waits for its problems. */
  open(text: string, format: Format): Promise<void>;
  /** Types a text at a place, and waits for the problems of the new version. */
  type(text: string, at: Position): Promise<Answered>;
  completion(at: Position): Promise<Answered>;
  hover(at: Position): Promise<Answered>;
  /** How many problems were shown last. */
  problems(): number;
  usage(): Promise<Usage>;
  stop(): void;
}

const URI = 'file:///large.asl';

export async function startServer(root: string): Promise<ServerProcess> {
  const file = join(root, 'dist/server.cjs');
  if (!existsSync(file)) throw new Error('The server is not built. Run `npm run build` first.');
  const teller = fileURLToPath(new URL('./usage.mjs', import.meta.url));
  const server = spawn(process.execPath, ['--import', teller, file, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  const { stdin, stdout } = server;
  if (!stdin || !stdout) throw new Error('The server has no streams.');
  const connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
  const usage = async (): Promise<Usage> => {
    server.send('usage');
    const [message] = (await once(server, 'message')) as [Usage];
    return message;
  };
  const judged = judgements(connection);
  connection.onRequest('workspace/configuration', () => [{}]);
  connection.listen();
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});

  const answered = async (ask: () => Promise<unknown>): Promise<Answered> => {
    const before = await usage();
    const begin = performance.now();
    await ask();
    const wait = performance.now() - begin;
    return { wait, work: (await usage()).work - before.work };
  };
  let version = 0;
  const asked = (method: string, position: Position): Promise<Answered> =>
    answered(() => connection.sendRequest(method, { textDocument: { uri: URI }, position }));
  return {
    usage,
    open: async (text, format) => {
      const languageId = format === 'json' ? 'asl' : 'asl-yaml';
      version++;
      const textDocument = { uri: URI, languageId, version, text };
      await connection.sendNotification('textDocument/didOpen', { textDocument });
      await judged.as(version);
    },
    type: (text, at) =>
      answered(async () => {
        version++;
        const contentChanges = [{ range: { start: at, end: at }, text }];
        const textDocument = { uri: URI, version };
        await connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
        await judged.as(version);
      }),
    completion: (at) => asked('textDocument/completion', at),
    hover: (at) => asked('textDocument/hover', at),
    problems: () => judged.count(),
    stop: () => void server.kill(),
  };
}

/** Which version the server has judged: it says so whether or not it has something new to show. */
function judgements(connection: ProtocolConnection) {
  let judged = 0;
  let count = 0;
  let look = (): void => undefined;
  connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }: PublishDiagnosticsParams) => {
    count = diagnostics.length;
  });
  connection.onNotification(VALIDATED_NOTIFICATION, ({ version }: Validated) => {
    judged = version;
    look();
  });
  return {
    count: () => count,
    as: (version: number): Promise<void> =>
      new Promise((resolve) => {
        look = () => judged >= version && resolve();
        look();
      }),
  };
}
