/** Runs handlers of the workspace for the debugger: only where the workspace is trusted, and only files of its folders. */
import * as vscode from 'vscode';
import type { LocalHandlerHost } from '#debugger';
import { nodeHandlers } from '../../debugger/node-handlers.ts';
import { toUri } from './files.ts';

export function workspaceHandlers(folder: vscode.WorkspaceFolder | undefined): LocalHandlerHost {
  const handlers = nodeHandlers({
    refuseFile: (file) => {
      const uri = toUri(file, folder);
      if (uri.scheme !== 'file') return vscode.l10n.t('its file is not on the disk.');
      if (!vscode.workspace.getWorkspaceFolder(uri)) return vscode.l10n.t('its file is not in the workspace.');
      return undefined;
    },
    allowsRemote: () => vscode.workspace.getConfiguration('stepwright.debug').get('allowRemoteHandlers', false),
    pathOf: (file) => toUri(file, folder).fsPath,
  });
  return {
    ...handlers,
    refusal: (target) =>
      vscode.workspace.isTrusted
        ? handlers.refusal(target)
        : vscode.l10n.t('code of a workspace that is not trusted is never run.'),
  };
}
