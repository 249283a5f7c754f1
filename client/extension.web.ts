/** The extension in VS Code for the Web: the language server is a worker, the debugger runs inside the extension. */
import type * as vscode from 'vscode';
import { activateOn, type StepwrightApi } from './activation.ts';

export function activate(extension: vscode.ExtensionContext): StepwrightApi {
  return activateOn(extension, { loadClient: () => import('./language-client.web.ts') });
}
