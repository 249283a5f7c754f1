/** Signature help over LSP, in JSON and in a block of YAML. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { MarkupContent, SignatureHelpRequest } from 'vscode-languageserver-protocol';
import { openAtCursor } from './at-cursor.ts';
import { inMemory, type LspClient, VSCODE_LIKE } from './lsp-client.ts';

const JSON_TEXT =
  '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Parameters": { "x.$": "States.MathAdd(1, $0)" }, "End": true } } }';
const YAML_TEXT =
  'StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n    Parameters:\n      x.$: >-\n        States.MathAdd(1,\n        $0)\n';

describe('server: signature help', () => {
  let client: LspClient;
  beforeEach(async () => {
    const signatureInformation = {
      parameterInformation: { labelOffsetSupport: true },
      documentationFormat: ['markdown' as const],
    };
    client = await inMemory({
      capabilities: {
        ...VSCODE_LIKE,
        textDocument: { ...VSCODE_LIKE.textDocument, signatureHelp: { signatureInformation } },
      },
    });
  });
  afterEach(() => client.stop());

  it('is announced with what asks for it', () => {
    assert.deepEqual(client.initialized.capabilities.signatureHelpProvider?.triggerCharacters, ['(', ',']);
  });

  for (const [language, text] of [
    ['asl', JSON_TEXT],
    ['asl-yaml', YAML_TEXT],
  ] as const) {
    it(`marks the parameter that is typed (${language})`, async () => {
      const { params } = openAtCursor(client, text, language);
      const help = await client.connection.sendRequest(SignatureHelpRequest.type, params);
      const [signature] = help?.signatures ?? [];
      assert.ok(signature);
      assert.equal(signature.label, 'States.MathAdd(first: number, second: number): integer');
      const parameter = signature.parameters?.[help?.activeParameter ?? 0];
      assert.deepEqual(parameter?.label, [30, 44]);
      assert.equal(signature.label.slice(30, 44), 'second: number');
      assert.ok(MarkupContent.is(signature.documentation));
    });
  }

  it('answers nothing outside a call', async () => {
    const { params } = openAtCursor(client, JSON_TEXT.replace('$0', '2').replace('"Pass"', '"Pa$0ss"'));
    assert.equal(await client.connection.sendRequest(SignatureHelpRequest.type, params), null);
  });
});
