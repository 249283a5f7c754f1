/** Which definition a command is meant for. */
import * as vscode from 'vscode';
import { isDefinition } from './extension-context.ts';

/** The definition that is handed over (menus pass a URI, a code lens its text), else that of the active editor. */
export function definitionUri(target: unknown): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) return target;
  if (typeof target === 'string') return vscode.Uri.parse(target, true);
  const document = vscode.window.activeTextEditor?.document;
  return isDefinition(document) ? document.uri : undefined;
}
