/** Text that nobody should type, and questions at impossible places: always an answer, never a crash. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { GRAPH_REQUEST } from '#protocol';
import { inMemory, type LspClient } from './lsp-client.ts';

const GARBAGE: Readonly<Record<string, string>> = {
  'nothing at all': '',
  'a lone brace': '{',
  'a byte order mark': '\uFEFF{}',
  'a null byte': '{ "StartAt": "\u0000" }',
  'a lone surrogate': '{ "StartAt": "\uD800", "States": { "\uDC00": 1 } }',
  'deep nesting': '['.repeat(20_000),
  'deep states': `${'{"States":{"a":'.repeat(500)}1${'}}'.repeat(500)}`,
  'everything of the wrong type': '{ "StartAt": [], "States": [1, null, { "Type": {} }], "Comment": 5 }',
  'numbers as keys': '{ 1: 2, true: [,], }',
  'an expression without an end':
    '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Output": "{% $x.(", "Next": "A" } } }',
  'a binary file': String.fromCharCode(...Array.from({ length: 2000 }, (_, i) => (i * 7919) % 65536)),
};
const EVERYTHING = { start: { line: 0, character: 0 }, end: { line: 99_999, character: 0 } };
const POSITIONS = [
  { line: 0, character: 0 },
  { line: 0, character: 100_000 },
  { line: 99_999, character: 3 },
];

describe('server: garbage', () => {
  let client: LspClient;
  beforeEach(async () => {
    client = await inMemory();
  });
  afterEach(() => client.stop());

  for (const [name, text] of Object.entries(GARBAGE)) {
    for (const language of ['asl', 'asl-yaml']) {
      it(`survives ${name} as ${language}`, async () => {
        const uri = 'file:///garbage';
        client.open(uri, text, language);
        await client.diagnostics(uri);
        const { capabilities } = client.initialized;
        const textDocument = { uri };
        await client.connection.sendRequest(GRAPH_REQUEST, { textDocument });
        const atPlaces: [unknown, string][] = [
          [capabilities.hoverProvider, 'textDocument/hover'],
          [capabilities.completionProvider, 'textDocument/completion'],
          [capabilities.definitionProvider, 'textDocument/definition'],
          [capabilities.documentHighlightProvider, 'textDocument/documentHighlight'],
          [capabilities.signatureHelpProvider, 'textDocument/signatureHelp'],
          [capabilities.callHierarchyProvider, 'textDocument/prepareCallHierarchy'],
        ];
        for (const position of POSITIONS) {
          for (const [has, method] of atPlaces) {
            if (has) await client.connection.sendRequest(method, { textDocument, position });
          }
        }
        const whole: [unknown, string, object][] = [
          [capabilities.documentSymbolProvider, 'textDocument/documentSymbol', {}],
          [capabilities.foldingRangeProvider, 'textDocument/foldingRange', {}],
          [
            capabilities.documentFormattingProvider,
            'textDocument/formatting',
            { options: { tabSize: 2, insertSpaces: true } },
          ],
          [capabilities.selectionRangeProvider, 'textDocument/selectionRange', { positions: POSITIONS }],
          [capabilities.semanticTokensProvider, 'textDocument/semanticTokens/full', {}],
          [capabilities.inlayHintProvider, 'textDocument/inlayHint', { range: EVERYTHING }],
          [capabilities.documentLinkProvider, 'textDocument/documentLink', {}],
          [capabilities.workspaceSymbolProvider, 'workspace/symbol', { query: 'a' }],
          [
            capabilities.codeActionProvider,
            'textDocument/codeAction',
            { range: EVERYTHING, context: { diagnostics: [], triggerKind: 1 } },
          ],
        ];
        for (const [has, method, more] of whole) {
          if (has) await client.connection.sendRequest(method, { textDocument, ...more });
        }
        // A bug is told to the user; here nobody may have been told anything.
        assert.deepEqual(client.messages, []);
      });
    }
  }
});
