/** The built server of VS Code for the Web, in a stand-in for a web worker: no node, no window, only messages. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { describe, it } from 'mocha';

const BUNDLE = fileURLToPath(new URL('../../dist/web/server.js', import.meta.url));

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: { readonly serverInfo?: { readonly name: string } };
  readonly params?: { readonly diagnostics?: readonly { readonly code: string }[] };
}

/** Runs the bundle; `next` waits for the first message from the worker that fits. */
function startWorker() {
  const received: Message[] = [];
  const waiting: (() => void)[] = [];
  const self: Record<string, unknown> = {
    addEventListener: () => undefined,
    postMessage: (message: Message) => {
      received.push(structuredClone(message));
      for (const look of waiting) look();
    },
  };
  const globals = { self, setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, performance, console };
  vm.runInNewContext(readFileSync(BUNDLE, 'utf8'), { ...globals, TextEncoder, TextDecoder, URL, crypto });
  const send = (message: object): void => {
    (self.onmessage as (event: { data: object }) => void)({ data: { jsonrpc: '2.0', ...message } });
  };
  const next = (fits: (message: Message) => boolean): Promise<Message> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = received.find(fits);
        if (found) resolve(found);
      };
      waiting.push(look);
      look();
    });
  return { send, next };
}

describe('server: in a web worker', () => {
  it('initializes and judges a document', async () => {
    const worker = startWorker();
    worker.send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    const answer = await worker.next((message) => message.id === 1);
    assert.equal(answer.result?.serverInfo?.name, 'Stepwright');
    worker.send({ method: 'initialized', params: {} });
    const text = '{ "StartAt": "Shp", "States": { "Ship": { "Type": "Succeed" } } }';
    const textDocument = { uri: 'memfs:/a.asl.json', languageId: 'asl', version: 1, text };
    worker.send({ method: 'textDocument/didOpen', params: { textDocument } });
    const told = await worker.next((message) => message.method === 'textDocument/publishDiagnostics');
    assert.ok(told.params?.diagnostics?.some((item) => item.code === 'unknown-state'));
  });
});
