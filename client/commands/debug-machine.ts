/** Starts the definition of an editor, from its title, its code lens or the palette; with or without the debugger. */
import * as vscode from 'vscode';
import type { Command } from '../command.ts';
import { configurationFor } from '../debug/configurations.ts';
import { definitionUri } from '../definition-uri.ts';

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
