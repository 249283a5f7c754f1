/** Rule files of a workspace, as the server uses them: the nearest one counts, and a change is seen. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol';
import { inMemory, type LspClient, VSCODE_LIKE } from './lsp-client.ts';

const TEXT = 'StartAt: A\nStates:\n  A: { Type: Wait, Seconds: -1, End: true }\n';

describe('server: rule files', () => {
  let root: string;
  let client: LspClient;
  const uriOf = (file: string): string => pathToFileURL(join(root, file)).href;
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  };
  const found = async (file: string): Promise<readonly string[]> => {
    const params = { textDocument: { uri: uriOf(file) } };
    const report = await client.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', params);
    return report.items.map(({ code, severity }) => `${code} ${severity}`);
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'stepwright-'));
    await write('.stepwright.json', '{ "severities": { "out-of-range": "warning" } }');
    await write('drafts/.stepwright.json', '{ "severities": { "out-of-range": "off" }, "overide": [] }');
    client = await inMemory({
      capabilities: { ...VSCODE_LIKE, textDocument: { ...VSCODE_LIKE.textDocument, diagnostic: {} } },
      settings: { validation: { severities: { 'out-of-range': 'hint' } } },
      folders: [pathToFileURL(root).href],
    });
  });
  afterEach(async () => {
    await client.stop();
    await rm(root, { recursive: true });
  });

  it('count more than the settings, the nearest one alone', async () => {
    client.open(uriOf('a.asl.yaml'), TEXT, 'asl-yaml');
    assert.deepEqual(await found('a.asl.yaml'), ['out-of-range 2']);
    client.open(uriOf('drafts/deep/b.asl.yaml'), TEXT, 'asl-yaml');
    assert.deepEqual(await found('drafts/deep/b.asl.yaml'), []);
  });

  it('tell of their own mistakes', async () => {
    const told = new Promise<PublishDiagnosticsParams>((resolve) => {
      client.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
        if (params.uri === uriOf('drafts/.stepwright.json')) resolve(params);
      });
    });
    client.open(uriOf('drafts/a.asl.yaml'), TEXT, 'asl-yaml');
    assert.deepEqual(
      (await told).diagnostics.map(({ message, range }) => [message, range.start]),
      [["There is no member 'overide'. Did you mean 'overrides'?", { line: 0, character: 43 }]],
    );
  });

  it('are read again when they change', async () => {
    client.open(uriOf('a.asl.yaml'), TEXT, 'asl-yaml');
    assert.deepEqual(await found('a.asl.yaml'), ['out-of-range 2']);
    await write('.stepwright.json', '{ "severities": { "out-of-range": "error" } }');
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uriOf('.stepwright.json'), type: 2 }],
    });
    assert.deepEqual(await found('a.asl.yaml'), ['out-of-range 1']);
  });
});
