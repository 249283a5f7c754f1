/** Debugs a machine from one of its states on, from the lens above the state or at the cursor. */
import * as vscode from 'vscode';
import type { Command } from '../command.ts';
import { configurationFor } from '../debug/configurations.ts';
import { definitionUri } from '../definition-uri.ts';

export const debugFromState: Command = {
  id: 'stepwright.debugFromState',
  run: async (_ext, target, state) => {
    const uri = definitionUri(target);
    const startAt = typeof state === 'string' ? state : await stateAtCursor(uri);
    if (!uri || startAt === undefined)
      throw new Error(vscode.l10n.t('Put the cursor into a state of a state machine first.'));
    const name = vscode.l10n.t('Debug from {0}', startAt);
    const configuration = { ...configurationFor(uri), name, startAt };
    await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(uri), configuration);
  },
};

/** The outermost state around the cursor: an execution cannot begin inside a Map or a Parallel. */
async function stateAtCursor(uri: vscode.Uri | undefined): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!uri || editor?.document.uri.toString() !== uri.toString()) return undefined;
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  return symbols?.find(({ range }) => range.contains(editor.selection.active))?.name;
}
