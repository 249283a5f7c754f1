/**
 * The table of everything that the server answers. A capability is announced if and only if its row is here.
 */
import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { GRAPH_REQUEST, type GraphParams, type GraphResult } from '#protocol';
import { graph } from './answers/graph.ts';
import { quickFixes, resolveQuickFix } from './answers/quick-fixes.ts';
import { type Route, resolveRoute, route } from './routes.ts';

export const ROUTES: readonly Route[] = [
  route({
    name: 'codeAction',
    capability: { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix], resolveProvider: true } },
    on: (connection) => connection.onCodeAction,
    run: quickFixes,
    otherwise: [],
  }),
  resolveRoute<CodeAction>({
    name: 'codeAction/resolve',
    on: (connection) => connection.onCodeActionResolve,
    run: resolveQuickFix,
  }),
  route<GraphParams, GraphResult>({
    name: GRAPH_REQUEST,
    on: (connection) => (handler) => connection.onRequest(GRAPH_REQUEST, handler),
    run: graph,
    otherwise: { version: 0, scene: undefined, problem: undefined },
  }),
];
