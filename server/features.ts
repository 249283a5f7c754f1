/**
 * The table of everything that the server answers. A capability is announced if and only if its row is here.
 * Linked editing is not: to type another name behind `Next` would rename the state that stood there.
 */
import type { CodeAction, CompletionItem, DocumentSymbolParams } from 'vscode-languageserver';
import { COMPLETION_TRIGGERS, FORMATTING_TRIGGERS, SIGNATURE_TRIGGERS } from '#language';
import { GRAPH_REQUEST, type GraphParams, type GraphResult } from '#protocol';
import { incomingAnswer, outgoingAnswer, prepareCallHierarchy } from './answers/call-hierarchy.ts';
import { CODE_ACTION_KINDS, codeActions, resolveCodeAction } from './answers/code-actions.ts';
import { codeLensAnswer } from './answers/code-lenses.ts';
import { completionAnswer, resolveCompletion } from './answers/completion.ts';
import { executeCommand, SHOW_COMMAND } from './answers/conversion.ts';
import { documentLinksAnswer } from './answers/document-links.ts';
import { formattingAnswer, onTypeFormattingAnswer, rangeFormattingAnswer } from './answers/formatting.ts';
import { graph } from './answers/graph.ts';
import { hoverAnswer } from './answers/hover.ts';
import { inlayHintsAnswer } from './answers/inlay-hints.ts';
import { inlineValuesAnswer } from './answers/inline-values.ts';
import { definitionAnswer, highlightsAnswer, referencesAnswer } from './answers/navigation.ts';
import { foldingAnswer, selectionAnswer, symbolsAnswer } from './answers/outline.ts';
import { pullRoute } from './answers/pull-diagnostics.ts';
import { prepareRenameAnswer, renameAnswer } from './answers/rename.ts';
import { rangeTokensAnswer, SEMANTIC_TOKENS, tokenEditsAnswer, tokensAnswer } from './answers/semantic-tokens.ts';
import { signatureHelpAnswer } from './answers/signature-help.ts';
import { workspaceSymbolsAnswer } from './answers/workspace-symbols.ts';
import { type Route, resolveRoute, route, workspaceRoute } from './routes.ts';

export const ROUTES: readonly Route[] = [
  route({
    name: 'completion',
    capability: { completionProvider: { triggerCharacters: [...COMPLETION_TRIGGERS], resolveProvider: true } },
    on: (connection) => connection.onCompletion,
    run: completionAnswer,
    otherwise: [],
  }),
  resolveRoute<CompletionItem>({
    name: 'completionItem/resolve',
    on: (connection) => connection.onCompletionResolve,
    run: resolveCompletion,
  }),
  route({
    name: 'hover',
    capability: { hoverProvider: true },
    on: (connection) => connection.onHover,
    run: hoverAnswer,
    otherwise: null,
  }),
  route({
    name: 'signatureHelp',
    capability: { signatureHelpProvider: { triggerCharacters: [...SIGNATURE_TRIGGERS], retriggerCharacters: [')'] } },
    on: (connection) => connection.onSignatureHelp,
    run: signatureHelpAnswer,
    otherwise: null,
  }),
  route({
    name: 'definition',
    capability: { definitionProvider: true },
    on: (connection) => connection.onDefinition,
    run: definitionAnswer,
    otherwise: [],
  }),
  route({
    name: 'references',
    capability: { referencesProvider: true },
    on: (connection) => connection.onReferences,
    run: referencesAnswer,
    otherwise: [],
  }),
  route({
    name: 'documentHighlight',
    capability: { documentHighlightProvider: true },
    on: (connection) => connection.onDocumentHighlight,
    run: highlightsAnswer,
    otherwise: [],
  }),
  route({
    name: 'prepareRename',
    capability: ({ capabilities: { textDocument } }) => ({
      renameProvider: textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
    }),
    on: (connection) => connection.onPrepareRename,
    run: prepareRenameAnswer,
    otherwise: null,
  }),
  route({ name: 'rename', on: (connection) => connection.onRenameRequest, run: renameAnswer, otherwise: null }),
  route<DocumentSymbolParams, ReturnType<typeof symbolsAnswer>>({
    name: 'documentSymbol',
    capability: { documentSymbolProvider: true },
    on: (connection) => connection.onDocumentSymbol,
    run: symbolsAnswer,
    otherwise: [],
  }),
  workspaceRoute({
    name: 'workspaceSymbol',
    capability: { workspaceSymbolProvider: true },
    on: (connection) => (handler) => connection.onWorkspaceSymbol(handler),
    run: workspaceSymbolsAnswer,
    otherwise: [],
  }),
  route({
    name: 'prepareCallHierarchy',
    capability: { callHierarchyProvider: true },
    on: (connection) => connection.languages.callHierarchy.onPrepare,
    run: prepareCallHierarchy,
    otherwise: null,
  }),
  workspaceRoute({
    name: 'callHierarchy/incomingCalls',
    on: (connection) => (handler) => connection.languages.callHierarchy.onIncomingCalls(handler),
    run: incomingAnswer,
    otherwise: [],
  }),
  workspaceRoute({
    name: 'callHierarchy/outgoingCalls',
    on: (connection) => (handler) => connection.languages.callHierarchy.onOutgoingCalls(handler),
    run: outgoingAnswer,
    otherwise: [],
  }),
  workspaceRoute({
    name: 'documentLink',
    capability: { documentLinkProvider: {} },
    on: (connection) => (handler) => connection.onDocumentLinks(handler),
    run: documentLinksAnswer,
    otherwise: [],
  }),
  pullRoute,
  route({
    name: 'foldingRange',
    capability: { foldingRangeProvider: true },
    on: (connection) => connection.onFoldingRanges,
    run: foldingAnswer,
    otherwise: [],
  }),
  route({
    name: 'selectionRange',
    capability: { selectionRangeProvider: true },
    on: (connection) => connection.onSelectionRanges,
    run: selectionAnswer,
    otherwise: [],
  }),
  route({
    name: 'semanticTokens',
    capability: { semanticTokensProvider: SEMANTIC_TOKENS },
    on: (connection) => connection.languages.semanticTokens.on,
    run: tokensAnswer,
    otherwise: { data: [] },
  }),
  route({
    name: 'semanticTokens/delta',
    on: (connection) => connection.languages.semanticTokens.onDelta,
    run: tokenEditsAnswer,
    otherwise: { data: [] },
  }),
  route({
    name: 'semanticTokens/range',
    on: (connection) => connection.languages.semanticTokens.onRange,
    run: rangeTokensAnswer,
    otherwise: { data: [] },
  }),
  route({
    name: 'formatting',
    capability: { documentFormattingProvider: true },
    on: (connection) => connection.onDocumentFormatting,
    run: formattingAnswer,
    otherwise: [],
  }),
  route({
    name: 'rangeFormatting',
    capability: { documentRangeFormattingProvider: true },
    on: (connection) => connection.onDocumentRangeFormatting,
    run: rangeFormattingAnswer,
    otherwise: [],
  }),
  route({
    name: 'onTypeFormatting',
    capability: {
      documentOnTypeFormattingProvider: {
        firstTriggerCharacter: FORMATTING_TRIGGERS[0],
        moreTriggerCharacter: FORMATTING_TRIGGERS.slice(1),
      },
    },
    on: (connection) => connection.onDocumentOnTypeFormatting,
    run: onTypeFormattingAnswer,
    otherwise: [],
  }),
  route({
    name: 'inlineValue',
    capability: { inlineValueProvider: true },
    on: (connection) => connection.languages.inlineValue.on,
    run: inlineValuesAnswer,
    otherwise: [],
  }),
  route({
    name: 'inlayHint',
    capability: { inlayHintProvider: true },
    on: (connection) => connection.languages.inlayHint.on,
    run: inlayHintsAnswer,
    otherwise: [],
  }),
  route({
    name: 'codeLens',
    capability: ({ options }) => (options.vscodeCommands === true ? { codeLensProvider: {} } : {}),
    on: (connection) => connection.onCodeLens,
    run: codeLensAnswer,
    otherwise: [],
  }),
  route({
    name: 'codeAction',
    capability: { codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS], resolveProvider: true } },
    on: (connection) => connection.onCodeAction,
    run: codeActions,
    otherwise: [],
  }),
  resolveRoute<CodeAction>({
    name: 'codeAction/resolve',
    on: (connection) => connection.onCodeActionResolve,
    run: resolveCodeAction,
  }),
  {
    name: 'executeCommand',
    capability: ({ capabilities: { window } }) =>
      window?.showDocument?.support ? { executeCommandProvider: { commands: [SHOW_COMMAND] } } : {},
    listen: (server) => server.connection.onExecuteCommand((params) => executeCommand(server, params)),
  },
  route<GraphParams, GraphResult>({
    name: GRAPH_REQUEST,
    on: (connection) => (handler) => connection.onRequest(GRAPH_REQUEST, handler),
    run: graph,
    otherwise: { version: 0, scene: undefined, problem: undefined },
  }),
];
