/** What happens while somebody types or debugs: on-type formatting and inline values over LSP, in both formats. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DocumentOnTypeFormattingRequest, InlineValueRequest } from 'vscode-languageserver-protocol';
import { openAtCursor } from './at-cursor.ts';
import { inMemory, type LspClient } from './lsp-client.ts';

const options = { tabSize: 2, insertSpaces: true };

describe('server: typing and debugging', () => {
  let client: LspClient;
  beforeEach(async () => {
    client = await inMemory();
  });
  afterEach(() => client.stop());

  it('announces what it formats behind', () => {
    assert.deepEqual(client.initialized.capabilities.documentOnTypeFormattingProvider, {
      firstTriggerCharacter: '\n',
      moreTriggerCharacter: ['}', ']', '"'],
    });
  });

  for (const [language, marked, ch, expected] of [
    ['asl', '{\n  "States": {\n$0\n  }\n}\n', '\n', '{\n  "States": {\n    \n  }\n}\n'],
    ['asl', '{\n  "A": 1\n  "$0"\n}\n', '"', '{\n  "A": 1,\n  ""\n}\n'],
    ['asl-yaml', 'States:\n$0\n', '\n', 'States:\n  \n'],
  ] as const) {
    it(`formats behind ${JSON.stringify(ch)} (${language})`, async () => {
      const { params, edited } = openAtCursor(client, marked, language);
      const edits = await client.connection.sendRequest(DocumentOnTypeFormattingRequest.type, {
        ...params,
        ch,
        options,
      });
      assert.equal(edited(edits ?? []), expected);
    });
  }

  for (const [language, marked] of [
    ['asl', '{ "StartAt": "A", "States": { "$0A": { "Type": "Pass", "InputPath": "$.order", "End": true } } }'],
    ['asl-yaml', 'StartAt: A\nStates:\n  $0A:\n    Type: Pass\n    InputPath: $.order\n    End: true\n'],
  ] as const) {
    it(`names the expressions of the state where the debugger stands (${language})`, async () => {
      const { uri, position, textOf } = openAtCursor(client, marked, language);
      const values = await client.connection.sendRequest(InlineValueRequest.type, {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
        context: { frameId: 1, stoppedLocation: { start: position, end: position } },
      });
      assert.deepEqual(
        values?.map((value) => ('expression' in value ? [value.expression, textOf(value.range)] : [])),
        [['$.order', '$.order']],
      );
    });
  }
});
