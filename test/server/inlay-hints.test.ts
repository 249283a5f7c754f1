/** Inlay hints over LSP, and the settings that switch them. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { InlayHintKind, InlayHintRequest } from 'vscode-languageserver-protocol';
import { openAtCursor } from './at-cursor.ts';
import { inMemory } from './lsp-client.ts';

const JSON_TEXT = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Wait", "Seconds": 3600, "Next": "B" },
    "B": { "Type": "Pass", "Parameters": { "x.$": "States.MathAdd($.a, 1)" }, "End": true }
  }
}`;
const YAML_TEXT =
  'StartAt: A\nStates:\n  A:\n    Type: Wait\n    Seconds: 3600\n    Next: B\n  B:\n    Type: Pass\n    Parameters:\n      x.$: States.MathAdd($.a, 1)\n    End: true\n';

async function hints(text: string, language: string, settings: object = {}) {
  const client = await inMemory({ settings });
  try {
    const { uri } = openAtCursor(client, text, language);
    // The settings are known when the first diagnostics are.
    await client.diagnostics(uri);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const found = await client.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range });
    return (found ?? []).map((hint) => {
      const before = text.split('\n')[hint.position.line]?.slice(0, hint.position.character) ?? '';
      return { label: hint.label, kind: hint.kind, behind: before.slice(-6) };
    });
  } finally {
    await client.stop();
  }
}

describe('server: inlay hints', () => {
  for (const [language, text] of [
    ['asl', JSON_TEXT],
    ['asl-yaml', YAML_TEXT],
  ] as const) {
    it(`stand where they belong (${language})`, async () => {
      assert.deepEqual(await hints(text, language), [
        { label: '1 h', kind: InlayHintKind.Type, behind: ': 3600' },
        { label: 'second:', kind: InlayHintKind.Parameter, behind: '($.a, ' },
      ]);
    });
  }

  it('are switched by settings, each kind by its own', async () => {
    const labels = (await hints(JSON_TEXT, 'asl', { inlayHints: { durations: false } })).map(({ label }) => label);
    assert.deepEqual(labels, ['second:']);
  });
});
