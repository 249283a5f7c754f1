/** Quick fixes over LSP: listed without edits, resolved with one, applied to the version they were made for. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  type CodeAction,
  type CodeActionContext,
  type CodeActionOptions,
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
  type Diagnostic,
  LSPErrorCodes,
  TextDocumentEdit,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { inMemory, type LspClient, VSCODE_LIKE } from './lsp-client.ts';

const URI = 'file:///order.asl.json';
const MISSPELLED = '{\n  "StartAt": "Shp",\n  "States": { "Ship": { "Type": "Succeed" } }\n}';

describe('server: quick fixes', () => {
  let client: LspClient;
  let problem: Diagnostic;

  async function begin(capabilities = VSCODE_LIKE): Promise<CodeAction[]> {
    client = await inMemory({ capabilities });
    client.open(URI, MISSPELLED);
    const found = (await client.diagnostics(URI)).diagnostics.find((item) => item.code === 'unknown-state');
    assert.ok(found);
    problem = found;
    const params = { textDocument: { uri: URI }, range: problem.range, context: { diagnostics: [problem] } };
    return ((await client.connection.sendRequest(CodeActionRequest.type, params)) ?? []) as CodeAction[];
  }
  beforeEach(() => undefined);
  afterEach(() => client.stop());

  it('lists the fix of a finding, without its edit, as preferred where it is the one right answer', async () => {
    const actions = await begin();
    const rename = actions.find((action) => action.title.includes("'Ship'"));
    assert.ok(rename, actions.map((action) => action.title).join('\n'));
    assert.equal(rename.isPreferred, true);
    assert.equal(rename.edit, undefined);
    assert.equal(rename.diagnostics?.[0]?.code, 'unknown-state');
  });

  it('resolves to an edit of that version that removes the finding', async () => {
    const [action] = await begin();
    assert.ok(action);
    const { edit } = await client.connection.sendRequest(CodeActionResolveRequest.type, action);
    const change = edit?.documentChanges?.[0];
    assert.ok(TextDocumentEdit.is(change));
    assert.equal(change.textDocument.version, 1);
    const edits = change.edits.flatMap((item) => ('newText' in item ? [item] : []));
    const fixed = TextDocument.applyEdits(TextDocument.create(URI, 'asl', 1, MISSPELLED), edits);
    client.change(URI, 2, [{ text: fixed }]);
    const { diagnostics } = await client.diagnostics(URI, 2);
    assert.deepEqual(
      diagnostics.filter((item) => item.code === 'unknown-state'),
      [],
    );
  });

  it('refuses to resolve for a text that has changed', async () => {
    const [action] = await begin();
    assert.ok(action);
    client.change(URI, 2, [{ text: `${MISSPELLED}\n` }]);
    await client.diagnostics(URI, 2);
    await assert.rejects(client.connection.sendRequest(CodeActionResolveRequest.type, action), {
      code: LSPErrorCodes.ContentModified,
    });
  });

  it('gives the edit at once to a client that cannot resolve', async () => {
    const actions = await begin({});
    assert.ok(actions.length > 0);
    for (const action of actions) assert.ok(action.edit?.changes?.[URI]?.length, action.title);
  });

  it('lists nothing for other kinds of actions', async () => {
    await begin();
    const params = {
      textDocument: { uri: URI },
      range: problem.range,
      context: { diagnostics: [problem], only: ['source.organizeImports'] },
    };
    assert.deepEqual(await client.connection.sendRequest(CodeActionRequest.type, params), []);
  });
});

describe('server: refactorings', () => {
  const TEXT = `{
  "StartAt": "Pack",
  "States": {
    "Pack": { "Type": "Pass", "Next": "Ship" },
    "Ship": { "Type": "Succeed" }
  }
}
`;
  const at = { start: { line: 3, character: 8 }, end: { line: 3, character: 8 } };
  const CAPABLE = {
    ...VSCODE_LIKE,
    workspace: {
      ...VSCODE_LIKE.workspace,
      workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] },
    },
    window: { showDocument: { support: true } },
    textDocument: {
      ...VSCODE_LIKE.textDocument,
      codeAction: { ...VSCODE_LIKE.textDocument?.codeAction, disabledSupport: true },
    },
  };
  let client: LspClient;
  beforeEach(async () => {
    client = await inMemory({ capabilities: CAPABLE });
    client.open(URI, TEXT);
  });
  afterEach(() => client.stop());

  const ask = async (context: Omit<CodeActionContext, 'diagnostics'>, range = at): Promise<CodeAction[]> => {
    const params = { textDocument: { uri: URI }, range, context: { diagnostics: [], ...context } };
    return ((await client.connection.sendRequest(CodeActionRequest.type, params)) ?? []) as CodeAction[];
  };
  const after = async (action: CodeAction | undefined): Promise<string> => {
    assert.ok(action);
    const { edit } = await client.connection.sendRequest(CodeActionResolveRequest.type, action);
    const change = edit?.documentChanges?.[0];
    assert.ok(TextDocumentEdit.is(change));
    const edits = change.edits.flatMap((item) => ('newText' in item ? [item] : []));
    return TextDocument.applyEdits(TextDocument.create(URI, 'asl', 1, TEXT), edits);
  };

  it('are announced with their kinds', () => {
    const provider = client.initialized.capabilities.codeActionProvider as CodeActionOptions;
    assert.deepEqual(provider.codeActionKinds, [
      'quickfix',
      'refactor.rewrite',
      'refactor.surround',
      'source.fixAll.stepwright',
    ]);
  });

  it('are offered to who asks, and are no light bulb at every state', async () => {
    assert.ok((await ask({ triggerKind: CodeActionTriggerKind.Invoked })).length >= 4);
    assert.deepEqual(await ask({ triggerKind: CodeActionTriggerKind.Automatic }), []);
  });

  it('wrap a state', async () => {
    const [map] = await ask({ only: ['refactor.surround'] });
    assert.equal(map?.title, "Wrap 'Pack' in a Map state");
    assert.match(await after(map), /"Map of Pack": \{\n {6}"Type": "Map",/);
  });

  it('are shown with the reason where they cannot be done', async () => {
    client.change(URI, 2, [
      { text: TEXT.replace('"Type": "Pass", "Next": "Ship"', '"Type": "Choice", "Choices": [], "Default": "Ship"') },
    ]);
    const [map] = await ask({ only: ['refactor.surround'] });
    assert.match(map?.disabled?.reason ?? '', /A choice of 'Pack' leads out to 'Ship'/);
  });

  it('convert to a file beside it, and show it', async () => {
    const convert = (await ask({ only: ['refactor'] })).find(({ title }) => title.startsWith('Convert'));
    assert.equal(convert?.title, "Convert to YAML in 'order.asl.yaml'");
    const { edit } = await client.connection.sendRequest(CodeActionResolveRequest.type, convert);
    const [create, fill] = edit?.documentChanges ?? [];
    assert.deepEqual(create, {
      kind: 'create',
      uri: 'file:///order.asl.yaml',
      options: { ignoreIfExists: false, overwrite: false },
    });
    assert.ok(TextDocumentEdit.is(fill));
    assert.deepEqual(
      fill.edits.map((edit) => ('newText' in edit ? edit.newText : '')),
      ['StartAt: Pack\nStates:\n  Pack:\n    Type: Pass\n    Next: Ship\n  Ship:\n    Type: Succeed\n'],
    );
    const shown = new Promise((resolve) => {
      client.connection.onRequest('window/showDocument', (params: { uri: string }) => {
        resolve(params.uri);
        return { success: true };
      });
    });
    assert.ok(convert.command);
    await client.connection.sendRequest('workspace/executeCommand', convert.command);
    assert.equal(await shown, 'file:///order.asl.yaml');
  });

  it('fix everything that has one right answer, when asked for that', async () => {
    client.change(URI, 2, [{ text: TEXT.replace('"Succeed"', '"Suceed"').replace('"Next": "Ship"', '"Next": "Shp"') }]);
    assert.deepEqual(
      (await ask({})).filter(({ kind }) => kind === 'source.fixAll.stepwright'),
      [],
    );
    const [all] = await ask({ only: ['source.fixAll'] });
    assert.ok(all);
    const { edit } = await client.connection.sendRequest(CodeActionResolveRequest.type, all);
    const change = edit?.documentChanges?.[0];
    assert.ok(TextDocumentEdit.is(change));
    const broken = TextDocument.create(
      URI,
      'asl',
      2,
      TEXT.replace('"Succeed"', '"Suceed"').replace('"Next": "Ship"', '"Next": "Shp"'),
    );
    const edits = change.edits.flatMap((item) => ('newText' in item ? [item] : []));
    assert.equal(TextDocument.applyEdits(broken, edits), TEXT);
  });
});
