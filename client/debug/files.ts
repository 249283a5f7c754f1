/**
 * Between the names of files in launch configurations and the URIs that VS Code works with. A definition may lie
 * anywhere that VS Code can open, so nothing here assumes a disk.
 */
import * as vscode from 'vscode';

const DEFINITIONS = '**/*.{asl,asl.json,asl.yaml,asl.yml}';
const MOST_OFFERED = 50;

/** Nobody waits longer for a list. */
const PATIENCE = 3000;

/**
 * Files of the workspace. Where nothing can search a file system, as in some editors in a browser, VS Code waits for
 * somebody who can, for ever: then there are none.
 */
export async function findFiles(...query: Parameters<typeof vscode.workspace.findFiles>): Promise<vscode.Uri[]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<vscode.Uri[]>((resolve) => {
    timer = setTimeout(() => resolve([]), PATIENCE);
  });
  return Promise.race([vscode.workspace.findFiles(...query), tooLate]).finally(() => clearTimeout(timer));
}

/** The definitions of a folder, or of the whole workspace, by their names. */
export async function definitionsOf(
  folder: vscode.WorkspaceFolder | undefined,
  token?: vscode.CancellationToken,
): Promise<readonly vscode.Uri[]> {
  const pattern = folder ? new vscode.RelativePattern(folder, DEFINITIONS) : DEFINITIONS;
  const files = await findFiles(pattern, '**/node_modules/**', MOST_OFFERED, token);
  return files.sort((a, b) => a.path.localeCompare(b.path));
}

/** A URI has a scheme of two letters or more; `C:\…` is a path. */
const URI = /^[a-z][a-z0-9+.-]+:/i;

/** The URI of a path or URI. A plain path lies where the workspace lies, which need not be the disk. */
export function toUri(file: string, folder?: vscode.WorkspaceFolder): vscode.Uri {
  if (URI.test(file)) return vscode.Uri.parse(file, true);
  const base = (folder ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  if (base && base.scheme !== 'file') return base.with({ path: file.startsWith('/') ? file : `${base.path}/${file}` });
  return vscode.Uri.file(file);
}

/** What the Debug Adapter Protocol wants: a path for a file on disk, else the whole URI. */
export function fromUri(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}

/** The text as the user sees it: of the open editor, else of the file. */
export async function readText(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open ? open.getText() : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
