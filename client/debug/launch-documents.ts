/** launch.json in the editor: completes names of states and test cases, and files of the workspace. */
import * as vscode from 'vscode';
import { fileNameOf } from './companion-files.ts';
import { findFiles, readText, toUri } from './files.ts';
import type { Wanted } from './launch-completion.ts';

const MOST_OFFERED = 200;
const FOLDER = '${workspaceFolder}';

/** What the workspace has for the place at a position. */
export async function completeLaunchFile(
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.CompletionItem[]> {
  const { launchPlaceAt } = await import('./mock-file.ts');
  const place = launchPlaceAt(document.getText(), document.offsetAt(position));
  if (!place) return [];
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const range = new vscode.Range(document.positionAt(place.start), document.positionAt(place.end));
  const isFile = place.wanted.kind === 'files';
  const kind = isFile ? vscode.CompletionItemKind.File : vscode.CompletionItemKind.EnumMember;
  return (await namesFor(place.wanted, folder, token)).map((name) => {
    const text = JSON.stringify(name);
    const label = isFile ? { label: fileNameOf(name), description: name } : name;
    // Before the variables that VS Code offers everywhere.
    return { label, kind, range, filterText: text, insertText: text, sortText: `!${name}` };
  });
}

async function namesFor(
  wanted: Wanted,
  folder: vscode.WorkspaceFolder | undefined,
  token: vscode.CancellationToken,
): Promise<readonly string[]> {
  if (wanted.kind === 'files') return filesFor(wanted.pattern, folder, token);
  const { outermostStates, testCasesOf } = await import('#debugger');
  const file = wanted.kind === 'states' ? wanted.program : wanted.mocks;
  const uri = toUri(file.replaceAll(FOLDER, folder?.uri.path ?? ''), folder);
  try {
    const text = await readText(uri);
    return wanted.kind === 'states' ? outermostStates({ text, file: uri.path }) : testCasesOf(text);
  } catch {
    // The file that the configuration names is not there (yet): that is told when it is started.
    return [];
  }
}

async function filesFor(
  pattern: string,
  folder: vscode.WorkspaceFolder | undefined,
  token: vscode.CancellationToken,
): Promise<readonly string[]> {
  const where = folder ? new vscode.RelativePattern(folder, pattern) : pattern;
  const found = await findFiles(where, '**/{node_modules,.vscode}/**', MOST_OFFERED, token);
  const root = folder?.uri.path;
  return found
    .map(({ path }) => (root !== undefined && path.startsWith(`${root}/`) ? FOLDER + path.slice(root.length) : path))
    .sort();
}
