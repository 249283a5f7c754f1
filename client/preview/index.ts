/** The preview's part of the extension: its commands, and panels that come back when the window reloads. */
import * as vscode from 'vscode';
import {
  GRAPH_REQUEST,
  type GraphParams,
  type GraphResult,
  RESTART_STATE_REQUEST,
  RUN_TO_STATE_REQUEST,
  SKIP_TO_STATE_REQUEST,
} from '#protocol';
import type { Command } from '../command.ts';
import { definitionUri } from '../definition-uri.ts';
import type { ExtensionContext } from '../extension-context.ts';
import { uriInState } from './messages.ts';
import { openPanel, type PreviewPanel, VIEW_TYPE } from './panel.ts';
import { registerRuns } from './runs.ts';
import { askAboutState } from './state-actions.ts';

export function registerPreview(ext: ExtensionContext): readonly Command[] {
  const { subscriptions } = ext.vscode;
  const runs = registerRuns(subscriptions);
  let current: PreviewPanel | undefined;
  const adopt = (panel: vscode.WebviewPanel, uri: vscode.Uri): void => {
    const mine = openPanel(ext, panel, uri, runs);
    current = mine;
    panel.onDidDispose(() => {
      if (current === mine) current = undefined;
    });
  };
  subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const uri = uriInState(state);
        // Nothing is known of what it showed, or another panel is there already: this one has no use.
        if (uri === undefined || current) panel.dispose();
        else adopt(panel, vscode.Uri.parse(uri, true));
      },
    }),
  );
  const ask = (request: string) => (_ext: ExtensionContext, target: unknown) =>
    onState(target, (pointer) => current && askAboutState(current.uri, request, pointer));
  return [
    { id: 'stepwright.runToState', run: ask(RUN_TO_STATE_REQUEST) },
    { id: 'stepwright.restartFromState', run: ask(RESTART_STATE_REQUEST) },
    { id: 'stepwright.skipToState', run: ask(SKIP_TO_STATE_REQUEST) },
    {
      id: 'stepwright.openPreview',
      run: (_ext, target) => {
        const uri = definitionUri(target);
        if (!uri) throw new Error(vscode.l10n.t('Open a state machine first: the active editor shows none.'));
        if (current) {
          current.show(uri);
          current.reveal();
          return;
        }
        const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
        adopt(vscode.window.createWebviewPanel(VIEW_TYPE, '', place, { enableFindWidget: false }), uri);
      },
    },
    {
      id: 'stepwright.exportGraph',
      run: async (_ext, target) => {
        const uri = definitionUri(target);
        if (!uri) {
          await current?.exportGraph();
          return;
        }
        await vscode.workspace.openTextDocument(uri);
        const params: GraphParams = { textDocument: { uri: uri.toString() } };
        const { scene } = await ext.server.request<GraphResult>(GRAPH_REQUEST, params);
        if (!scene) throw new Error(vscode.l10n.t('This file holds no state machine, so there is no graph to export.'));
        const { exportGraph } = await import('./export-graph.ts');
        await exportGraph(uri, scene);
      },
    },
    {
      id: 'stepwright.toggleStateBreakpoint',
      run: (_ext, target) => onState(target, (id) => current?.toggleBreakpoint(id)),
    },
    { id: 'stepwright.revealState', run: (_ext, target) => onState(target, (id) => current?.revealState(id, true)) },
  ];
}

/** The menu of the preview passes what its page says about the state under the pointer. */
function onState(target: unknown, act: (id: string) => unknown): unknown {
  if (typeof target !== 'object' || target === null) return undefined;
  const { pointer } = target as { readonly pointer?: unknown };
  return typeof pointer === 'string' ? act(pointer) : undefined;
}
