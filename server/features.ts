/**
 * The table of everything that the server answers. A capability is announced if and only if its row is here.
 */
import { CodeActionKind } from 'vscode-languageserver';
import { quickFixes } from './quick-fixes.ts';
import { type Route, route } from './routes.ts';

export const ROUTES: readonly Route[] = [
  route({
    name: 'codeAction',
    capability: { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix], resolveProvider: true } },
    on: (connection) => connection.onCodeAction,
    run: quickFixes,
    otherwise: [],
  }),
];
