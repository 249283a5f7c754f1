/** Quick fixes over LSP: listed without edits, resolved with one, applied to the version they were made for. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
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
      context: { diagnostics: [problem], only: ['refactor'] },
    };
    assert.deepEqual(await client.connection.sendRequest(CodeActionRequest.type, params), []);
  });
});
