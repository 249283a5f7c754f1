/** The catalogue of services behind the server: read when it is needed, awaited before a document is judged. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  CodeActionRequest,
  type CompletionItem,
  CompletionRequest,
  CompletionResolveRequest,
  DocumentDiagnosticRequest,
  HoverRequest,
  MarkupContent,
} from 'vscode-languageserver-protocol';
import { readServiceFile } from '../services.ts';
import { openAtCursor } from './at-cursor.ts';
import { inMemory, type LspClient, VSCODE_LIKE } from './lsp-client.ts';

const URI = 'file:///a.asl.json';
const calling = (resource: string, parameters: string): string =>
  `{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "${resource}", "Parameters": ${parameters}, "End": true } } }`;
const LAMBDA = calling('arn:aws:lambda:us-east-1:123456789012:function:f', '{}');
const MISTAKES = calling('arn:aws:states:::aws-sdk:s3:getObject', '{ "Bucket": "b", "key": "k" }');

/** A client whose server tells which files it has read. */
async function watched(capabilities = VSCODE_LIKE): Promise<{ client: LspClient; read: string[] }> {
  const read: string[] = [];
  const client = await inMemory({
    capabilities,
    readServiceFile: (file) => {
      read.push(file);
      return readServiceFile(file);
    },
  });
  return { client, read };
}

const codesOf = (items: readonly { code?: string | number }[]): readonly unknown[] => items.map(({ code }) => code);

describe('server: services', () => {
  it('are not read for a definition that calls none', async () => {
    const { client, read } = await watched();
    client.open(URI, LAMBDA);
    assert.deepEqual((await client.diagnostics(URI)).diagnostics, []);
    await client.stop();
    assert.deepEqual(read, []);
  });

  it('are read before a document is judged, each once', async () => {
    const { client, read } = await watched();
    client.open(URI, MISTAKES);
    assert.deepEqual(codesOf((await client.diagnostics(URI)).diagnostics), ['unknown-parameter']);
    client.change(URI, 2, [{ text: MISTAKES.replace('"key"', '"Ky"') }]);
    assert.deepEqual(codesOf((await client.diagnostics(URI, 2)).diagnostics), ['unknown-parameter']);
    await client.stop();
    assert.deepEqual(read, ['index.json', 'models/s3.json']);
  });

  it('are awaited by a client that asks for findings', async () => {
    const { client } = await watched({ ...VSCODE_LIKE, textDocument: { ...VSCODE_LIKE.textDocument, diagnostic: {} } });
    client.open(URI, MISTAKES);
    const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: URI } });
    assert.ok(report.kind === 'full');
    assert.deepEqual(codesOf(report.items), ['unknown-parameter']);
    await client.stop();
  });

  it('give a quick fix', async () => {
    const { client } = await watched();
    client.open(URI, MISTAKES);
    const [found] = (await client.diagnostics(URI)).diagnostics;
    assert.ok(found);
    const textDocument = { uri: URI };
    const context = { diagnostics: [found] };
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument,
      range: found.range,
      context,
    });
    assert.ok(actions?.some(({ title }) => title === "Rename to 'Key'"));
    await client.stop();
  });

  it('that cannot be read are told to the log, and the rest is judged', async () => {
    const client = await inMemory({ readServiceFile: () => Promise.reject(new Error('the disk is gone')) });
    const logged = new Promise<string>((resolve) =>
      client.connection.onNotification('window/logMessage', ({ message }: { message: string }) => resolve(message)),
    );
    client.open(URI, MISTAKES.replace('"End": true', '"Next": "B"'));
    assert.deepEqual(codesOf((await client.diagnostics(URI)).diagnostics), ['unknown-state']);
    assert.match(await logged, /index\.json.*the disk is gone/);
    assert.deepEqual(client.messages, []);
    await client.stop();
  });

  it('are proposed; what is said of an action is read when it is looked at', async () => {
    const { client, read } = await watched();
    const opened = openAtCursor(client, calling('arn:aws:states:::aws-sdk:sqs:$0', '{}'));
    const items = (await client.connection.sendRequest(CompletionRequest.type, opened.params)) as CompletionItem[];
    const item = items.find(({ label }) => label === 'aws-sdk:sqs:sendMessage');
    assert.ok(item && !read.includes('docs/sqs.json'));
    const { documentation } = await client.connection.sendRequest(CompletionResolveRequest.type, item);
    assert.ok(MarkupContent.is(documentation));
    assert.match(documentation.value, /^Delivers a message to the specified queue\./);
    assert.ok(read.includes('docs/sqs.json'));
    await client.stop();
  });

  it('lead nowhere else, whatever a client asks to be resolved', async () => {
    const { client, read } = await watched();
    const item = { label: 'x', data: { docPlace: { service: '../../package', action: 'x' } } };
    assert.equal((await client.connection.sendRequest(CompletionResolveRequest.type, item)).documentation, undefined);
    await client.stop();
    assert.deepEqual(read, []);
  });

  it('are explained with the line of the service', async () => {
    const { client } = await watched();
    const opened = openAtCursor(
      client,
      calling('arn:aws:states:::sqs:sendMessage', '{ "Queue$0Url": "q", "MessageBody": "m" }'),
    );
    const answer = await client.connection.sendRequest(HoverRequest.type, opened.params);
    assert.ok(answer && MarkupContent.is(answer.contents));
    assert.match(answer.contents.value, /The URL of the Amazon SQS queue/);
    await client.stop();
  });
});
