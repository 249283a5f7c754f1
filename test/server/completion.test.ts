/** Completion over LSP: edits at the typed text, snippets where the client has them. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  type CompletionItem,
  CompletionRequest,
  CompletionResolveRequest,
  InsertTextFormat,
} from 'vscode-languageserver-protocol';
import { openAtCursor } from './at-cursor.ts';
import { inMemory, type LspClient } from './lsp-client.ts';

const NEXT =
  '{ "StartAt": "Pack", "States": { "Pack": { "Type": "Pass", "Next": "Sh$0" }, "Ship it": { "Type": "Succeed" } } }';
const FIELD = '{ "StartAt": "Pack", "States": { "Pack": { "Type": "Wait", $0 } } }';

describe('server: completion', () => {
  let client: LspClient;
  beforeEach(async () => {
    client = await inMemory({ initializationOptions: { vscodeCommands: true } });
  });
  afterEach(() => client.stop());

  const complete = async (marked: string, from = client) => {
    const opened = openAtCursor(from, marked);
    const items = (await from.connection.sendRequest(CompletionRequest.type, opened.params)) as CompletionItem[];
    return { opened, items, labelled: (label: string) => items.find((item) => item.label === label) };
  };
  const editOf = (item: CompletionItem | undefined) => {
    assert.ok(item?.textEdit && 'range' in item.textEdit, JSON.stringify(item));
    return item.textEdit;
  };

  it('proposes the states in scope and replaces what is typed', async () => {
    const { opened, labelled } = await complete(NEXT);
    const edit = editOf(labelled('Ship it'));
    assert.equal(opened.edited([edit]), opened.text.replace('"Sh"', '"Ship it"'));
  });

  it('proposes the fields of the state type, with documentation', async () => {
    const { labelled } = await complete(FIELD);
    const seconds = labelled('Seconds');
    assert.ok(seconds?.documentation && typeof seconds.documentation === 'object');
    assert.equal(seconds.documentation.kind, 'markdown');
    assert.equal(labelled('Resource'), undefined);
  });

  it('sends snippets only to a client that has them', async () => {
    const marked = '{ "StartAt": "A", "States": { $0 } }';
    const { items } = await complete(marked);
    const snippet = items.find((item) => item.insertTextFormat === InsertTextFormat.Snippet);
    assert.match(editOf(snippet).newText, /\$\{?\d/);
    const plain = await inMemory({ capabilities: {} });
    const answer = await complete(marked, plain);
    assert.ok(answer.items.length > 0);
    for (const item of answer.items) {
      assert.equal(item.insertTextFormat, InsertTextFormat.PlainText);
      assert.doesNotMatch(editOf(item).newText, /\$\d|\$\{\d/);
    }
    await plain.stop();
  });

  it('proposes in YAML too', async () => {
    const marked = 'StartAt: Pack\nStates:\n  Pack:\n    Type: Pass\n    Next: Sh$0\n  Ship it:\n    Type: Succeed\n';
    const opened = openAtCursor(client, marked, 'asl-yaml');
    const items = (await client.connection.sendRequest(CompletionRequest.type, opened.params)) as CompletionItem[];
    const edit = editOf(items.find((item) => item.label === 'Ship it'));
    assert.equal(opened.edited([edit]), opened.text.replace('Next: Sh\n', 'Next: Ship it\n'));
  });

  it('sends the documentation of an item when somebody looks at it, where the client can wait', async () => {
    const completionItem = { resolveSupport: { properties: ['documentation'] } };
    const patient = await inMemory({ capabilities: { textDocument: { completion: { completionItem } } } });
    const { labelled } = await complete(FIELD, patient);
    const seconds = labelled('Seconds');
    assert.ok(seconds);
    assert.equal(seconds.documentation, undefined);
    const resolved = await patient.connection.sendRequest(CompletionResolveRequest.type, seconds);
    assert.ok(typeof resolved.documentation === 'object' && resolved.documentation.value.length > 20);
    assert.deepEqual(resolved.textEdit, seconds.textEdit);
    const { labelled: later } = await complete(FIELD, patient);
    assert.equal(
      (await patient.connection.sendRequest(CompletionResolveRequest.type, seconds)).documentation,
      undefined,
    );
    assert.ok(
      (await patient.connection.sendRequest(CompletionResolveRequest.type, later('Seconds') ?? seconds)).documentation,
    );
    await patient.stop();
  });
});
