/** The page of the preview: one script, one style sheet, and a policy that lets nothing else in. */
import * as vscode from 'vscode';

/** Where the page's files lie; nothing else of the disk can be loaded. */
export function pageRoots(extension: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extension, 'dist'), vscode.Uri.joinPath(extension, 'media')];
}

export function pageText(webview: vscode.Webview, extension: vscode.Uri): string {
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
<link rel="stylesheet" href="${source('media', 'preview.css')}">
<title>Graph preview</title>
</head>
<body>
<script nonce="${nonce}" src="${source('dist', 'webview.js')}"></script>
</body>
</html>`;
}

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes));
}
