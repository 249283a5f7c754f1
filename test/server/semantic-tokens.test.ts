/** Semantic tokens over LSP: whole, in part, and as a change. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  type SemanticTokens,
  SemanticTokensDeltaRequest,
  type SemanticTokensOptions,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver-protocol';
import { openAtCursor } from './at-cursor.ts';
import { inMemory, type LspClient } from './lsp-client.ts';

const JSON_TEXT = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Parameters": { "a.$": "$.one", "b.$": "$two" }, "End": true }
  }
}`;
const YAML_TEXT =
  'StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n    Parameters:\n      a.$: $.one\n      b.$: $two\n';
const EXPECTED = ['variable $', 'property one', 'variable $two'];

describe('server: semantic tokens', () => {
  let client: LspClient;
  beforeEach(async () => {
    client = await inMemory();
  });
  afterEach(() => client.stop());

  const legend = (): string[] => {
    const options = client.initialized.capabilities.semanticTokensProvider as SemanticTokensOptions;
    return options.legend.tokenTypes;
  };
  const read = (text: string, data: readonly number[]): string[] => {
    const lines = text.split('\n');
    const found: string[] = [];
    let line = 0;
    let character = 0;
    for (let i = 0; i < data.length; i += 5) {
      const [lineStep = 0, step = 0, length = 0, type = 0] = data.slice(i, i + 5);
      line += lineStep;
      character = lineStep === 0 ? character + step : step;
      found.push(`${legend()[type]} ${lines[line]?.slice(character, character + length)}`);
    }
    return found;
  };

  for (const [language, text] of [
    ['asl', JSON_TEXT],
    ['asl-yaml', YAML_TEXT],
  ] as const) {
    it(`come whole and for a range (${language})`, async () => {
      const { uri } = openAtCursor(client, text, language);
      const textDocument = { uri };
      const whole = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
      assert.deepEqual(read(text, whole?.data ?? []), EXPECTED);
      const line = text.split('\n').findIndex((one) => one.includes('$two'));
      const range = {
        start: { line, character: text.split('\n')[line]?.indexOf('$two') ?? 0 },
        end: { line: line + 1, character: 0 },
      };
      const part = await client.connection.sendRequest(SemanticTokensRangeRequest.type, { textDocument, range });
      assert.deepEqual(read(text, part?.data ?? []), EXPECTED.slice(2));
    });
  }

  it('come as what has changed since the last answer', async () => {
    const { uri, text } = openAtCursor(client, JSON_TEXT);
    const textDocument = { uri };
    const before = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
    assert.ok(before?.resultId);
    const changed = text.replace('$.one', '$.one.more');
    client.change(uri, 2, [{ text: changed }]);
    const delta = await client.connection.sendRequest(SemanticTokensDeltaRequest.type, {
      textDocument,
      previousResultId: before.resultId,
    });
    assert.ok(delta && 'edits' in delta);
    const data = [...before.data];
    for (const edit of delta.edits) data.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
    assert.deepEqual(read(changed, data), ['variable $', 'property one', 'property more', 'variable $two']);
    assert.ok((delta.edits[0]?.data?.length ?? 0) < data.length, 'less than everything is sent');
  });

  it('come whole where the client speaks of an answer that is forgotten', async () => {
    const { uri } = openAtCursor(client, JSON_TEXT);
    const answer = (await client.connection.sendRequest(SemanticTokensDeltaRequest.type, {
      textDocument: { uri },
      previousResultId: 'another',
    })) as SemanticTokens;
    assert.deepEqual(read(JSON_TEXT, answer.data), EXPECTED);
  });
});
