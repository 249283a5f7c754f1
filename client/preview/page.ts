/** The pages of the webviews: one script, one style sheet, and a policy that lets nothing else in. */
import * as vscode from 'vscode';
import type { RunView } from '#protocol';

/** Where the page's files lie; nothing else of the disk can be loaded. */
export function pageRoots(extension: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extension, 'dist'), vscode.Uri.joinPath(extension, 'media')];
}

export function pageText(webview: vscode.Webview, extension: vscode.Uri): string {
  return page(webview, extension, { style: 'preview.css', script: 'webview.js', title: 'Graph preview' });
}

/** The page of one of the views of a run. */
export function viewPage(webview: vscode.Webview, extension: vscode.Uri, view: RunView, title: string): string {
  return page(webview, extension, { style: 'run-views.css', script: 'run-views.js', title, view });
}

interface PageParts {
  readonly style: string;
  readonly script: string;
  readonly title: string;
  readonly view?: RunView;
}

function page(webview: vscode.Webview, extension: vscode.Uri, { style, script, title, view }: PageParts): string {
  const nonce = randomNonce();
  const source = (...path: string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${source('media', style)}">
<title>${title.replace(/[<&]/g, '')}</title>
</head>
<body${view ? ` data-view="${view}"` : ''}>
<script nonce="${nonce}" src="${source('dist', script)}"></script>
</body>
</html>`;
}

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes));
}
