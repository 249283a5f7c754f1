/** Outline, folding, selection, formatting and lenses over LSP. What they hold exactly is tested in the language layer. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  CodeLensRequest,
  DocumentFormattingRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  type SelectionRange,
  SelectionRangeRequest,
  type SymbolInformation,
} from 'vscode-languageserver-protocol';
import { openAtCursor } from './at-cursor.ts';
import { inMemory, type LspClient } from './lsp-client.ts';

const TEXT = `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemProcessor": { "StartAt": "In", "States": { "In": { "Type": "Su$0cceed" } } },
      "End": true
    }
  }
}
`;
const OPTIONS = { tabSize: 2, insertSpaces: true };

describe('server: outline', () => {
  let client: LspClient;
  beforeEach(async () => {
    client = await inMemory({ initializationOptions: { vscodeCommands: true } });
  });
  afterEach(() => client.stop());

  it('lists states with the states inside them', async () => {
    const { params, textOf } = openAtCursor(client, TEXT);
    const symbols = (await client.connection.sendRequest(DocumentSymbolRequest.type, params)) as DocumentSymbol[];
    const [each] = symbols;
    assert.deepEqual([each?.name, each?.detail, each?.children?.[0]?.name], ['Each', 'Map', 'In']);
    assert.equal(each && textOf(each.selectionRange), '"Each"');
  });

  it('lists them flat for a client without nesting', async () => {
    const plain = await inMemory({ capabilities: {} });
    const { params } = openAtCursor(plain, TEXT);
    const symbols = (await plain.connection.sendRequest(DocumentSymbolRequest.type, params)) as SymbolInformation[];
    assert.deepEqual(
      symbols.map(({ name, containerName }) => [name, containerName]),
      [
        ['Each', undefined],
        ['In', 'Each'],
      ],
    );
    await plain.stop();
  });

  it('folds objects by lines', async () => {
    const { params } = openAtCursor(client, TEXT);
    const folds = (await client.connection.sendRequest(FoldingRangeRequest.type, params)) ?? [];
    assert.deepEqual(
      folds.map(({ startLine, endLine }) => [startLine, endLine]),
      [
        [0, 8],
        [2, 7],
        [3, 6],
      ],
    );
  });

  it('widens a selection from the word to the document', async () => {
    const { params, textOf, position, text } = openAtCursor(client, TEXT);
    const asked = { ...params, positions: [position] };
    const [first] = (await client.connection.sendRequest(SelectionRangeRequest.type, asked)) ?? [];
    const steps: string[] = [];
    for (let step: SelectionRange | undefined = first; step; step = step.parent) steps.push(textOf(step.range));
    assert.deepEqual(steps.slice(0, 3), ['Succeed', '"Succeed"', '"Type": "Succeed"']);
    assert.equal(steps.at(-1), text);
  });

  it('formats without losing anything', async () => {
    const { params, edited, text } = openAtCursor(client, TEXT.replace('    "Each": {', '"Each"   :  {'));
    const edits =
      (await client.connection.sendRequest(DocumentFormattingRequest.type, { ...params, options: OPTIONS })) ?? [];
    assert.ok(edits.length > 0);
    assert.match(edited(edits), /\n {4}"Each": \{\n/);
    assert.deepEqual(JSON.parse(edited(edits)), JSON.parse(text));
  });

  it('offers preview and debug above the machine, to the client that has the commands', async () => {
    const { params, uri } = openAtCursor(client, TEXT);
    const lenses = (await client.connection.sendRequest(CodeLensRequest.type, params)) ?? [];
    assert.deepEqual(
      lenses.slice(0, 2).map(({ command }) => [command?.command, command?.arguments]),
      [
        ['stepwright.openPreview', [uri]],
        ['stepwright.debugMachine', [uri]],
      ],
    );
    const [references] = lenses.filter(({ command }) => / references?$/.test(command?.title ?? ''));
    const [, position, places] = references?.command?.arguments ?? [];
    assert.deepEqual(position, references?.range.start);
    assert.ok(Array.isArray(places) && places.every((place) => place.uri === uri));
    const other = await inMemory();
    assert.equal(other.initialized.capabilities.codeLensProvider, undefined);
    await other.stop();
  });
});

describe('server: code lenses', () => {
  it('are off where the user turned them off', async () => {
    const settings = { codeLens: { enabled: false } };
    const client = await inMemory({ settings, initializationOptions: { vscodeCommands: true } });
    const { params, uri } = openAtCursor(client, TEXT);
    await client.diagnostics(uri);
    assert.deepEqual(await client.connection.sendRequest(CodeLensRequest.type, params), []);
    await client.stop();
  });

  it('stand above the machine alone where the user wants none above states', async () => {
    const settings = { codeLens: { states: false } };
    const client = await inMemory({ settings, initializationOptions: { vscodeCommands: true } });
    const { params, uri } = openAtCursor(client, TEXT);
    await client.diagnostics(uri);
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, params);
    assert.deepEqual(
      lenses?.map(({ command }) => command?.title),
      ['Preview', 'Debug'],
    );
    await client.stop();
  });
});
