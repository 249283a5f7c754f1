/** The extension in desktop and remote VS Code. */
import type * as vscode from 'vscode';
import { activateOn, type StepwrightApi } from './activation.ts';

export function activate(extension: vscode.ExtensionContext): StepwrightApi {
  return activateOn(extension, {
    loadClient: () => import('./language-client.node.ts'),
    node: {
      loadUnpackers: async () => (await import('./debug/unpackers.node.ts')).unpackers,
      loadAttachedRuns: () => import('./debug/attached-runs.node.ts'),
      loadHandlers: async () => (await import('./debug/handlers.node.ts')).workspaceHandlers,
    },
  });
}
