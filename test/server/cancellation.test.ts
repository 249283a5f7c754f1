/** Cancelled and outdated requests over LSP: answered as such, and nothing else is disturbed. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { CancellationTokenSource, DefinitionRequest, LSPErrorCodes } from 'vscode-languageserver-protocol';
import { openAtCursor } from './at-cursor.ts';
import { inMemory, type LspClient } from './lsp-client.ts';

const TEXT = '{ "StartAt": "Sh$0ip", "States": { "Ship": { "Type": "Succeed" } } }';

describe('server: cancellation', () => {
  let client: LspClient;
  beforeEach(async () => {
    client = await inMemory();
  });
  afterEach(() => client.stop());

  it('ends a request that the client no longer wants, and answers the next one', async () => {
    const { params } = openAtCursor(client, TEXT);
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest(DefinitionRequest.type, params, source.token);
    source.cancel();
    await assert.rejects(asked, { code: LSPErrorCodes.RequestCancelled });
    const answer = await client.connection.sendRequest(DefinitionRequest.type, params);
    assert.equal(Array.isArray(answer) && answer.length, 1);
  });

  it('does not answer about a text that changed while the request was on its way', async () => {
    const { params, uri, text } = openAtCursor(client, TEXT);
    await client.diagnostics(uri);
    const asked = client.connection.sendRequest(DefinitionRequest.type, params);
    client.change(uri, 2, [{ text: `\n${text}` }]);
    await assert.rejects(asked, { code: LSPErrorCodes.ContentModified });
  });
});
