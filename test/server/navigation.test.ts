/** Definition, references, highlight and rename over LSP, in JSON and YAML. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  DefinitionRequest,
  DocumentHighlightKind,
  DocumentHighlightRequest,
  type Location,
  LocationLink,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  TextDocumentEdit,
} from 'vscode-languageserver-protocol';
import { openAtCursor } from './at-cursor.ts';
import { inMemory, type LspClient, VSCODE_LIKE } from './lsp-client.ts';

const JSON_TEXT = `{
  "StartAt": "Pack",
  "States": {
    "Pack": { "Type": "Pass", "Next": "Sh$0ip" },
    "Ship": { "Type": "Succeed" }
  }
}`;
const YAML_TEXT = 'StartAt: Pack\nStates:\n  Pack:\n    Type: Pass\n    Next: Sh$0ip\n  Ship:\n    Type: Succeed\n';

describe('server: navigation', () => {
  let client: LspClient;
  beforeEach(async () => {
    client = await inMemory({
      capabilities: {
        ...VSCODE_LIKE,
        textDocument: { ...VSCODE_LIKE.textDocument, definition: { linkSupport: true } },
      },
    });
  });
  afterEach(() => client.stop());

  for (const [language, text] of [
    ['asl', JSON_TEXT],
    ['asl-yaml', YAML_TEXT],
  ] as const) {
    it(`goes from a use to the state (${language})`, async () => {
      const opened = openAtCursor(client, text, language);
      const links = (await client.connection.sendRequest(DefinitionRequest.type, opened.params)) as LocationLink[];
      assert.equal(links.length, 1);
      const [link] = links;
      assert.ok(LocationLink.is(link));
      assert.equal(opened.textOf(link.targetSelectionRange).replaceAll('"', ''), 'Ship');
      assert.match(opened.textOf(link.targetRange), /Succeed/);
      assert.ok(link.targetSelectionRange.start.line > opened.position.line);
    });

    it(`finds and highlights every use (${language})`, async () => {
      const opened = openAtCursor(client, text, language);
      const context = { includeDeclaration: true };
      const places = (await client.connection.sendRequest(ReferencesRequest.type, { ...opened.params, context })) ?? [];
      assert.deepEqual(
        places.map(({ range }: Location) => opened.textOf(range).replaceAll('"', '')),
        ['Ship', 'Ship'],
      );
      const marks = (await client.connection.sendRequest(DocumentHighlightRequest.type, opened.params)) ?? [];
      assert.deepEqual(marks.map(({ kind }) => kind).sort(), [DocumentHighlightKind.Read, DocumentHighlightKind.Write]);
    });

    it(`renames a state everywhere (${language})`, async () => {
      const opened = openAtCursor(client, text, language);
      const prepared = await client.connection.sendRequest(PrepareRenameRequest.type, opened.params);
      assert.ok(prepared && 'placeholder' in prepared);
      assert.equal(prepared.placeholder, 'Ship');
      const edit = await client.connection.sendRequest(RenameRequest.type, { ...opened.params, newName: 'Send it' });
      const [change] = edit?.documentChanges ?? [];
      assert.ok(TextDocumentEdit.is(change));
      const edits = change.edits.flatMap((item) => ('newText' in item ? [item] : []));
      const expected = text.replace('$0', '').replaceAll('Ship', 'Send it');
      assert.equal(opened.edited(edits), expected);
    });
  }

  it('says why something cannot be renamed', async () => {
    const opened = openAtCursor(client, JSON_TEXT.replace('$0', '').replace('"Type": "Pass"', '"Ty$0pe": "Pass"'));
    await assert.rejects(
      client.connection.sendRequest(PrepareRenameRequest.type, opened.params),
      /states and variables/,
    );
  });

  it('says why a new name is refused', async () => {
    const opened = openAtCursor(client, JSON_TEXT);
    const asked = client.connection.sendRequest(RenameRequest.type, { ...opened.params, newName: 'Pack' });
    await assert.rejects(asked, /already a state 'Pack'/);
  });

  it('gives plain locations to a client without links', async () => {
    const plain = await inMemory({ capabilities: {} });
    assert.equal(plain.initialized.capabilities.renameProvider, true);
    const opened = openAtCursor(plain, JSON_TEXT);
    const places = (await plain.connection.sendRequest(DefinitionRequest.type, opened.params)) as Location[];
    assert.deepEqual(
      places.map(({ uri, range }) => [uri, opened.textOf(range)]),
      [[opened.uri, 'Ship']],
    );
    await plain.stop();
  });
});
