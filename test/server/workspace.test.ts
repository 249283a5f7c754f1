/** What the server says about files that are not open: on a disk, or behind a client that reads them for it. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  type CallHierarchyItem,
  type ClientCapabilities,
  DidChangeWatchedFilesNotification,
  type SymbolInformation,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { LIST_FILES_REQUEST, READ_FILE_REQUEST, type ReadFileParams } from '#protocol';
import { inMemory, type LspClient, VSCODE_LIKE } from './lsp-client.ts';

const PARENT = `{
  "StartAt": "Pack",
  "States": {
    "Pack": {
      "Type": "Task",
      "Resource": "arn:aws:states:::states:startExecution.sync:2",
      "Parameters": { "StateMachineArn": "\${PackOrderArn}" },
      "End": true
    }
  }
}
`;
const CHILD = 'StartAt: Wrap\nStates:\n  Wrap:\n    Type: Succeed\n';
const BROKEN = '{ "StartAt": "Nowhere", "States": { "A": { "Type": "Succeed" } } }\n';

const PULLING: ClientCapabilities = {
  ...VSCODE_LIKE,
  textDocument: { ...VSCODE_LIKE.textDocument, diagnostic: {} },
};

describe('server: workspace', () => {
  let root: string;
  let client: LspClient;
  const uriOf = (file: string): string => pathToFileURL(join(root, file)).href;
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'stepwright-'));
    await write('order.asl.json', PARENT);
    await write('machines/pack-order.asl.yaml', CHILD);
    await write('node_modules/other/other.asl.json', BROKEN);
    await write('notes.json', BROKEN);
  });
  afterEach(async () => {
    await client.stop();
    await rm(root, { recursive: true });
  });
  const begin = async (capabilities = VSCODE_LIKE, settings: object = {}): Promise<void> => {
    client = await inMemory({ capabilities, settings, folders: [pathToFileURL(root).href] });
  };
  const ask = <R>(method: string, params: object): Promise<R> => client.connection.sendRequest(method, params);

  it('finds symbols of files that are not open, and of those that are saved nowhere', async () => {
    await begin();
    client.open('untitled:Untitled-1', '{ "StartAt": "Wrapper", "States": { "Wrapper": { "Type": "Succeed" } } }');
    const found = await ask<SymbolInformation[]>('workspace/symbol', { query: 'wrap' });
    assert.deepEqual(
      found.map(({ name, containerName, location }) => [name, containerName, location.uri]),
      [
        ['Wrap', 'pack-order', uriOf('machines/pack-order.asl.yaml')],
        ['Wrapper', 'Untitled-1', 'untitled:Untitled-1'],
      ],
    );
    assert.deepEqual(found[0]?.location.range.start, { line: 2, character: 2 });
    const all = await ask<SymbolInformation[]>('workspace/symbol', { query: '' });
    assert.ok(
      !all.some(({ location }) => /node_modules|notes/.test(location.uri)),
      'only definitions of the workspace',
    );
  });

  it('links a task to the machine that it starts', async () => {
    await begin();
    client.open(uriOf('order.asl.json'), PARENT);
    const [link, ...more] = await ask<{ range: object; target: string }[]>('textDocument/documentLink', {
      textDocument: { uri: uriOf('order.asl.json') },
    });
    assert.deepEqual(more, []);
    assert.equal(link?.target, uriOf('machines/pack-order.asl.yaml'));
    assert.deepEqual(link.range, { start: { line: 6, character: 42 }, end: { line: 6, character: 57 } });
  });

  it('goes to the definition of the machine that a task starts', async () => {
    await begin();
    client.open(uriOf('order.asl.json'), PARENT);
    const found = await ask<object[]>('textDocument/definition', {
      textDocument: { uri: uriOf('order.asl.json') },
      position: { line: 6, character: 45 },
    });
    const start = { line: 0, character: 0 };
    assert.deepEqual(found, [{ uri: uriOf('machines/pack-order.asl.yaml'), range: { start, end: start } }]);
  });

  it('links names of fields to the documentation where that is wanted', async () => {
    await begin(VSCODE_LIKE, { links: { documentation: true } });
    client.open(uriOf('order.asl.json'), PARENT);
    await client.diagnostics(uriOf('order.asl.json'));
    const links = await ask<{ target: string }[]>('textDocument/documentLink', {
      textDocument: { uri: uriOf('order.asl.json') },
    });
    assert.ok(links.some(({ target }) => target.startsWith('https://docs.aws.amazon.com/step-functions/')));
  });

  it('leads from a machine to the tasks that start it, and back', async () => {
    await begin();
    client.open(uriOf('order.asl.json'), PARENT);
    const [pack] = await ask<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', {
      textDocument: { uri: uriOf('order.asl.json') },
      position: { line: 3, character: 7 },
    });
    assert.equal(pack?.name, 'Pack');
    const [out] = await ask<{ to: CallHierarchyItem }[]>('callHierarchy/outgoingCalls', { item: pack });
    assert.deepEqual([out?.to.name, out?.to.uri], ['pack-order', uriOf('machines/pack-order.asl.yaml')]);
    const [within] = await ask<{ to: CallHierarchyItem }[]>('callHierarchy/outgoingCalls', { item: out?.to });
    assert.equal(within?.to.name, 'Wrap');
    const [back] = await ask<{ from: CallHierarchyItem }[]>('callHierarchy/incomingCalls', { item: out?.to });
    assert.deepEqual([back?.from.name, back?.from.uri], ['Pack', uriOf('order.asl.json')]);
  });

  describe('diagnostics that are asked for', () => {
    const pull = (previousResultIds: { uri: string; value: string }[] = []): Promise<WorkspaceDiagnosticReport> =>
      ask('workspace/diagnostic', { previousResultIds });
    const previous = ({ items }: WorkspaceDiagnosticReport) =>
      items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
    const shown = ({ items }: WorkspaceDiagnosticReport): string[] =>
      items.map((item) => {
        const file = item.uri.slice(item.uri.lastIndexOf('/') + 1);
        if (item.kind === 'unchanged') return `${file}: unchanged`;
        return `${file}: ${item.items.map(({ code }) => code).join(' ') || 'nothing'}`;
      });

    it('are of all definitions that are not open', async () => {
      await write('bad.asl.json', BROKEN);
      await begin(PULLING);
      client.open(uriOf('order.asl.json'), PARENT);
      assert.deepEqual(shown(await pull()), ['bad.asl.json: unknown-state', 'pack-order.asl.yaml: nothing']);
    });

    it('say shortly what has not changed, and what is gone', async () => {
      await write('bad.asl.json', BROKEN);
      await begin(PULLING);
      const first = await pull();
      assert.deepEqual(shown(await pull(previous(first))), [
        'bad.asl.json: unchanged',
        'pack-order.asl.yaml: unchanged',
        'order.asl.json: unchanged',
      ]);
      await rm(join(root, 'bad.asl.json'));
      await write('order.asl.json', PARENT.replace('"End": true', '"Next": "No"'));
      const after = await pull(previous(first));
      assert.deepEqual(shown(after), [
        'pack-order.asl.yaml: unchanged',
        'order.asl.json: unknown-state',
        'bad.asl.json: nothing',
      ]);
      assert.deepEqual(
        shown(await pull(previous(after))).filter((one) => one.startsWith('bad')),
        [],
      );
    });

    it('are read again when the client tells of a change', async () => {
      const watching = {
        ...PULLING,
        workspace: { ...PULLING.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
      };
      await begin(watching);
      client.connection.onRequest('client/registerCapability', () => null);
      const first = await pull();
      await write('order.asl.json', BROKEN);
      const changes = [{ uri: uriOf('order.asl.json'), type: 2 as const }];
      await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
      assert.deepEqual(shown(await pull(previous(first))), [
        'pack-order.asl.yaml: unchanged',
        'order.asl.json: unknown-state',
      ]);
    });

    it('are none where the setting says so', async () => {
      await write('bad.asl.json', BROKEN);
      await begin(PULLING, { validation: { wholeWorkspace: false } });
      assert.deepEqual(shown(await pull()), []);
    });

    it('are of one document, and not sent unasked', async () => {
      await begin(PULLING);
      const uri = uriOf('bad.asl.json');
      const sent: string[] = [];
      client.connection.onNotification(
        'textDocument/publishDiagnostics',
        (params: { uri: string }) => void sent.push(params.uri),
      );
      client.open(uri, BROKEN);
      const textDocument = { uri };
      const report = await ask<{ kind: string; resultId: string; items: { code: string }[] }>(
        'textDocument/diagnostic',
        { textDocument },
      );
      assert.deepEqual(
        report.items.map(({ code }) => code),
        ['unknown-state'],
      );
      const again = await ask('textDocument/diagnostic', { textDocument, previousResultId: report.resultId });
      assert.deepEqual(again, { kind: 'unchanged', resultId: report.resultId });
      client.change(uri, 2, [{ text: BROKEN.replace(/\}\s*$/, ' }') }]);
      const same = await ask('textDocument/diagnostic', { textDocument, previousResultId: report.resultId });
      assert.deepEqual(same, { kind: 'unchanged', resultId: report.resultId });
      client.change(uri, 3, [{ text: BROKEN.replace('Nowhere', 'A') }]);
      const fixed = await ask<typeof report>('textDocument/diagnostic', {
        textDocument,
        previousResultId: report.resultId,
      });
      assert.deepEqual([fixed.kind, fixed.items], ['full', []]);
      assert.deepEqual(sent, []);
    });

    it('are announced only to a client that asks', async () => {
      await begin(PULLING);
      assert.deepEqual(client.initialized.capabilities.diagnosticProvider, {
        identifier: 'stepwright',
        interFileDependencies: false,
        workspaceDiagnostics: true,
      });
      await client.stop();
      await begin();
      assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
    });
  });

  it('asks a client that reads files itself', async () => {
    client = await inMemory({ initializationOptions: { workspaceFiles: true } });
    client.connection.onRequest(LIST_FILES_REQUEST, () => ['memory:/far/away.asl.yaml', 'memory:/far/gone.asl.json']);
    client.connection.onRequest(READ_FILE_REQUEST, ({ uri }: ReadFileParams) => (uri.endsWith('yaml') ? CHILD : null));
    const found = await ask<SymbolInformation[]>('workspace/symbol', { query: '' });
    assert.deepEqual(
      found.map(({ name }) => name),
      ['away', 'Wrap'],
    );
  });

  it('follows the folders of the workspace', async () => {
    const capabilities = { ...VSCODE_LIKE, workspace: { ...VSCODE_LIKE.workspace, workspaceFolders: true } };
    client = await inMemory({ capabilities, folders: [] });
    assert.deepEqual(client.initialized.capabilities.workspace?.workspaceFolders, {
      supported: true,
      changeNotifications: true,
    });
    const names = async (): Promise<string[]> =>
      (await ask<SymbolInformation[]>('workspace/symbol', { query: 'wrap' })).map(({ name }) => name);
    assert.deepEqual(await names(), []);
    const folder = { uri: pathToFileURL(root).href, name: 'here' };
    const change = (event: object) =>
      client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await change({ added: [folder], removed: [] });
    assert.deepEqual(await names(), ['Wrap']);
    await change({ added: [], removed: [folder] });
    assert.deepEqual(await names(), []);
  });

  it('knows only open documents of a client that names no folder', async () => {
    client = await inMemory();
    client.open('file:///a.asl.json', PARENT);
    client.open('git:/a.asl.json?ref', PARENT);
    const found = await ask<SymbolInformation[]>('workspace/symbol', { query: 'pack' });
    assert.deepEqual(
      found.map(({ name }) => name),
      ['Pack'],
    );
  });
});
