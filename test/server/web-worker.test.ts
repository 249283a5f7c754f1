/** The built server of VS Code for the Web, in a stand-in for a web worker: no node, no window, only messages. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { describe, it } from 'mocha';
import { readServiceFile } from '../services.ts';

const SERVICES_BASE = 'https://extension.test/services/';
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
  const fetched: string[] = [];
  const fetch = async (url: string): Promise<object> => {
    fetched.push(url);
    const file = url.replace(SERVICES_BASE, '');
    return { ok: file !== url, status: 404, statusText: 'Not Found', json: () => readServiceFile(file) };
  };
  const globals = {
    self,
    fetch,
    AbortSignal,
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    queueMicrotask,
    performance,
    console,
  };
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
  return { send, next, fetched };
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

  it('fetches the services that a document calls from where the client says', async () => {
    const worker = startWorker();
    const initializationOptions = { servicesBase: SERVICES_BASE };
    worker.send({
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {}, initializationOptions },
    });
    await worker.next((message) => message.id === 1);
    worker.send({ method: 'initialized', params: {} });
    const text =
      '{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:putObjekt", "End": true } } }';
    const textDocument = { uri: 'memfs:/a.asl.json', languageId: 'asl', version: 1, text };
    worker.send({ method: 'textDocument/didOpen', params: { textDocument } });
    const told = await worker.next((message) => message.method === 'textDocument/publishDiagnostics');
    assert.deepEqual(
      told.params?.diagnostics?.map(({ code }) => code),
      ['unknown-action'],
    );
    assert.deepEqual(worker.fetched, [`${SERVICES_BASE}index.json`, `${SERVICES_BASE}models/s3.json`]);
  });
});
