/**
 * Runs handlers of the workspace for the debugger, and sends what its tasks send: only where the workspace is trusted,
 * only files of its folders, and to other machines only where the user's own settings name them.
 */
import * as vscode from 'vscode';
import type { DebugHost, RequestHost } from '#debugger';
import { nodeHandlers } from '../../debugger/node-handlers.ts';
import { nodeRequests } from '../../debugger/node-requests.ts';
import { toUri } from './files.ts';
import { attachDebuggersIn } from './handler-debuggers.node.ts';

export type OutsideHost = Required<Pick<DebugHost, 'handlers' | 'requests'>>;

/** What a session may have done outside of it. */
export function workspaceHandlers(session: vscode.DebugSession): OutsideHost {
  attachDebuggersIn(session);
  const folder = session.workspaceFolder;
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('stepwright.debug');
  const pathOf = (file: string): string => uriOf(file, folder).fsPath;
  const handlers = nodeHandlers({
    refuseFile: (file) => {
      const uri = uriOf(file, folder);
      if (uri.scheme !== 'file') return vscode.l10n.t('its file is not on the disk.');
      if (!vscode.workspace.getWorkspaceFolder(uri)) return vscode.l10n.t('its file is not in the workspace.');
      return undefined;
    },
    allowsRemote: () => settings().get('allowRemoteHandlers', false),
    pathOf,
  });
  return {
    handlers: { ...handlers, refusal: (target) => trustRefusal() ?? handlers.refusal(target) },
    requests: workspaceRequests(folder, settings, pathOf),
  };
}

/** Without `..` in its path, which would make a file outside look like one of the folder. */
const uriOf = (file: string, folder: vscode.WorkspaceFolder | undefined): vscode.Uri =>
  vscode.Uri.joinPath(toUri(file, folder), '.');

function workspaceRequests(
  folder: vscode.WorkspaceFolder | undefined,
  settings: () => vscode.WorkspaceConfiguration,
  pathOf: (file: string) => string,
): RequestHost {
  const requests = nodeRequests({
    allowedHosts: () => settings().get<string[]>('allowedHosts', []),
    remedy: 'the setting stepwright.debug.allowedHosts',
    pathOf,
    // A definition outside of all folders has the clients beside it only.
    rootOf: (file) => {
      const uri = uriOf(file, folder);
      return (vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..')).fsPath;
    },
  });
  return { ...requests, refusal: (url) => trustRefusal() ?? requests.refusal(url) };
}

const trustRefusal = (): string | undefined =>
  vscode.workspace.isTrusted
    ? undefined
    : vscode.l10n.t('in a workspace that is not trusted no code is run and nothing is sent.');
