/**
 * What somebody feels who types in a definition of just under 1 MB: the time from a key to the problems, and to the
 * answer of a completion and a hover, with the built server as a process of its own and incremental changes.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  createProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { Json } from '#asl/json';
import { rowOf, type Tell } from '../report.ts';
import { textOfSize } from './documents.ts';

const URI = 'file:///large.asl.json';
const LARGEST = 1_048_576;
const KEYS = 200;
/** What the goals allow, in milliseconds. */
const GOALS = { problems: 30, completion: 10, hover: 10 } as const;

/** The 95th of 100 times, in milliseconds, of each of the three. */
export async function typing(tell: Tell, root: string): Promise<void> {
  const server = join(root, 'dist/server.cjs');
  if (!existsSync(server)) throw new Error('The server is not built. Run `npm run build` first.');
  const { text } = textOfSize(LARGEST, (definition: Json) => JSON.stringify(definition, undefined, 2));
  const client = await startedServer(server);
  try {
    await client.opened(text);
    const times = { problems: [] as number[], completion: [] as number[], hover: [] as number[] };
    const before = text.slice(0, text.indexOf('Brings the order', text.length / 2) + 'Brings'.length);
    const line = before.split('\n').length - 1;
    const column = before.length - before.lastIndexOf('\n') - 1;
    for (let key = 1; key <= KEYS; key++) {
      const at = { line, character: column + key - 1 };
      const change = { range: { start: at, end: at }, text: key % 6 === 0 ? ' ' : 'x' };
      times.problems.push(await milliseconds(() => client.changed(key + 1, change)));
      // The path three lines further down: a place where much can be proposed and explained.
      const path = { textDocument: { uri: URI }, position: { line: line + 3, character: 22 } };
      times.completion.push(await milliseconds(() => client.connection.sendRequest('textDocument/completion', path)));
      times.hover.push(await milliseconds(() => client.connection.sendRequest('textDocument/hover', path)));
    }
    for (const [what, limit] of Object.entries(GOALS)) {
      const sorted = times[what as keyof typeof times].slice(KEYS / 10).sort((a, b) => a - b);
      const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
      tell(rowOf(`language: key to ${what} at 1 MB over LSP, p95`, p95, limit, 'the goal', 'ms at most'));
    }
  } finally {
    client.stop();
  }
}

/** The server over its standard streams, as an editor starts it. */
async function startedServer(file: string) {
  const server = spawn(process.execPath, [file, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  let judged = 0;
  let look = (): void => undefined;
  connection.onNotification('textDocument/publishDiagnostics', ({ version = 0 }: PublishDiagnosticsParams) => {
    judged = version;
    look();
  });
  connection.onRequest('workspace/configuration', () => [{}]);
  connection.listen();
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  const judgedAs = (version: number): Promise<void> =>
    new Promise((resolve) => {
      look = () => judged >= version && resolve();
      look();
    });
  return {
    connection,
    opened: async (text: string) => {
      const textDocument = { uri: URI, languageId: 'asl', version: 1, text };
      await connection.sendNotification('textDocument/didOpen', { textDocument });
      await judgedAs(1);
    },
    changed: async (version: number, change: object) => {
      const textDocument = { uri: URI, version };
      await connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [change] });
      await judgedAs(version);
    },
    stop: () => server.kill(),
  };
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
