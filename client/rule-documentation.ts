/** Opens the documentation of a diagnostic, which the server has, as a read-only document: nothing comes from the network. */
import * as vscode from 'vscode';
import { RULE_DOCUMENTATION_REQUEST, type RuleDocumentationParams } from '#protocol';
import type { ExtensionContext } from './extension-context.ts';

const SCHEME = 'stepwright-docs';

/** The base of links to documentation; the code and `.md` follow. */
export const RULE_DOCUMENTATION_BASE = `${SCHEME}:/`;

export function registerRuleDocumentation(ext: ExtensionContext): void {
  const provider: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: (uri, token) => {
      const params: RuleDocumentationParams = { code: uri.path.slice(1).replace(/\.md$/, '') };
      return ext.server.request<string | null>(RULE_DOCUMENTATION_REQUEST, params, token);
    },
  };
  ext.vscode.subscriptions.push(vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider));
}
