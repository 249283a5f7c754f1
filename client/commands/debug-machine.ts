/** Starts the definition of an editor, from its title, its code lens or the palette; with or without the debugger. */
import * as vscode from 'vscode';
import { configurationFor } from '../debug/configurations.ts';
import { isDefinition } from '../extension-context.ts';
import type { Command } from './command.ts';

export const debugMachine: Command = {
  id: 'stepwright.debugMachine',
  run: (_ext, target) => startOn(target, false),
};

export const runMachine: Command = {
  id: 'stepwright.runMachine',
  run: (_ext, target) => startOn(target, true),
};

async function startOn(target: unknown, noDebug: boolean): Promise<void> {
  const uri = definitionUri(target);
  if (!uri) throw new Error(vscode.l10n.t('Open a state machine first: the active editor shows none.'));
  await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(uri), configurationFor(uri), { noDebug });
}

/** Menus pass a URI, a code lens its text, the palette nothing. */
function definitionUri(target: unknown): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) return target;
  if (typeof target === 'string') return vscode.Uri.parse(target, true);
  const document = vscode.window.activeTextEditor?.document;
  return isDefinition(document) ? document.uri : undefined;
}
