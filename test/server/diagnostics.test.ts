/** What the client is told about a document, and when. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DiagnosticSeverity } from 'vscode-languageserver-protocol';
import { inMemory, type LspClient } from './lsp-client.ts';

const GOOD = '{ "StartAt": "Ship", "States": { "Ship": { "Type": "Succeed" } } }';
const MISSPELLED = '{\n  "StartAt": "Shp",\n  "States": { "Ship": { "Type": "Succeed" } }\n}';
const URI = 'file:///order.asl.json';

describe('server: diagnostics', () => {
  let client: LspClient;
  beforeEach(async () => {
    client = await inMemory();
  });
  afterEach(() => client.stop());

  it('says nothing about a right definition', async () => {
    client.open(URI, GOOD);
    assert.deepEqual((await client.diagnostics(URI)).diagnostics, []);
  });

  it('reports a mistake with code, range, severity and source', async () => {
    client.open(URI, MISSPELLED);
    const { diagnostics } = await client.diagnostics(URI);
    const found = diagnostics.find((item) => item.code === 'unknown-state');
    assert.equal(found?.severity, DiagnosticSeverity.Error);
    assert.equal(found?.source, 'stepwright, AWS MISSING_TRANSITION_TARGET');
    assert.deepEqual(found?.range, { start: { line: 1, character: 13 }, end: { line: 1, character: 18 } });
    assert.match(String(found?.message), /Ship/);
  });

  it('follows incremental changes', async () => {
    client.open(URI, MISSPELLED);
    assert.notDeepEqual((await client.diagnostics(URI)).diagnostics, []);
    const range = { start: { line: 1, character: 14 }, end: { line: 1, character: 17 } };
    client.change(URI, 2, [{ range, text: 'Ship' }]);
    assert.deepEqual((await client.diagnostics(URI, 2)).diagnostics, []);
  });

  it('takes them back when the document is closed', async () => {
    client.open(URI, MISSPELLED);
    await client.diagnostics(URI);
    client.close(URI);
    client.open('file:///other.asl.json', GOOD);
    await client.diagnostics('file:///other.asl.json');
    assert.deepEqual((await client.diagnostics(URI, 0)).diagnostics, []);
  });

  it('reads YAML by language, by ending and by content', async () => {
    const yaml = 'StartAt: Shp\nStates:\n  Ship:\n    Type: Succeed\n';
    client.open('file:///a.asl.yaml', yaml, 'asl-yaml');
    client.open('file:///b.yml', yaml, 'plaintext');
    client.open('file:///c', yaml, 'plaintext');
    for (const uri of ['file:///a.asl.yaml', 'file:///b.yml', 'file:///c']) {
      const { diagnostics } = await client.diagnostics(uri);
      const found = diagnostics.find((item) => item.code === 'unknown-state');
      assert.deepEqual(found?.range, { start: { line: 0, character: 9 }, end: { line: 0, character: 12 } }, uri);
    }
  });
});

describe('server: diagnostics and settings', () => {
  it('weighs a problem as the user set it', async () => {
    const client = await inMemory({ settings: { validation: { severities: { 'unknown-state': 'hint' } } } });
    client.open(URI, MISSPELLED);
    const { diagnostics } = await client.diagnostics(URI);
    assert.equal(diagnostics.find((item) => item.code === 'unknown-state')?.severity, DiagnosticSeverity.Hint);
    await client.stop();
  });

  it('reports nothing when validation is off', async () => {
    const client = await inMemory({ settings: { validation: { enabled: false } } });
    client.open(URI, MISSPELLED);
    assert.deepEqual((await client.diagnostics(URI)).diagnostics, []);
    await client.stop();
  });
});
