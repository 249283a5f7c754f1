/** Hover over LSP, in the format that the client takes. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { HoverRequest, MarkupContent } from 'vscode-languageserver-protocol';
import { openAtCursor } from './at-cursor.ts';
import { inMemory, VSCODE_LIKE } from './lsp-client.ts';

const FIELD = '{ "StartAt": "A", "States": { "A": { "Type": "Wait", "Sec$0onds": 5, "End": true } } }';

describe('server: hover', () => {
  for (const kind of ['markdown', 'plaintext'] as const) {
    it(`explains a field as ${kind}`, async () => {
      const hover = { contentFormat: [kind] };
      const client = await inMemory({ capabilities: { ...VSCODE_LIKE, textDocument: { hover } } });
      const opened = openAtCursor(client, FIELD);
      const answer = await client.connection.sendRequest(HoverRequest.type, opened.params);
      assert.ok(answer?.range && MarkupContent.is(answer.contents));
      assert.equal(answer.contents.kind, kind);
      assert.match(answer.contents.value, /Seconds/);
      assert.equal(opened.textOf(answer.range), '"Seconds"');
      await client.stop();
    });
  }

  it('says nothing where nothing stands', async () => {
    const client = await inMemory();
    const opened = openAtCursor(client, `${FIELD.replace('$0', '')}  $0`);
    assert.equal(await client.connection.sendRequest(HoverRequest.type, opened.params), null);
    await client.stop();
  });
});
