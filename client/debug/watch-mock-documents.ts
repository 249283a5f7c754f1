/** Looks at mock files that are open, after each change. What is known of them is loaded with the first one. */
import * as vscode from 'vscode';
import type { ExtensionContext } from '../extension-context.ts';
import { fileNameOf } from './companion-files.ts';

const OURS = /\.mocks\.(?:json|ya?ml)$/i;
const AWS = /^MockConfigFile[^/]*\.json$/i;
const JSON_FILES: vscode.DocumentFilter = { pattern: '**/{*.mocks.json,MockConfigFile*.json}' };
const LAUNCH_FILES: vscode.DocumentFilter = { pattern: '**/.vscode/launch.json' };
/** What is typed meanwhile is looked at once. */
const PAUSE = 200;

export function watchMockDocuments(ext: ExtensionContext): void {
  const problems = vscode.languages.createDiagnosticCollection('stepwright.mocks');
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const check = async (document: vscode.TextDocument): Promise<void> => {
    const { version } = document;
    const { problemsOf } = await import('./mock-documents.ts');
    const found = await problemsOf(document);
    if (!document.isClosed && document.version === version) problems.set(document.uri, found);
  };
  const later = (document: vscode.TextDocument): void => {
    if (!isMockFile(document.uri)) return;
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        check(document).catch((error: unknown) => ext.log.error(error instanceof Error ? error : String(error)));
      }, PAUSE),
    );
  };
  const again = (): void => {
    for (const document of vscode.workspace.textDocuments) later(document);
  };
  ext.vscode.subscriptions.push(
    problems,
    new vscode.Disposable(() => timers.forEach((timer) => void clearTimeout(timer))),
    vscode.workspace.onDidOpenTextDocument(later),
    vscode.workspace.onDidChangeTextDocument(({ document }) => later(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => problems.delete(uri)),
    // The states of a definition may be others now.
    vscode.workspace.onDidSaveTextDocument(({ fileName }) => (/\.asl(?:\.|$)/.test(fileName) ? again() : undefined)),
    vscode.languages.registerCompletionItemProvider(JSON_FILES, { provideCompletionItems }, '"'),
    vscode.languages.registerCompletionItemProvider(LAUNCH_FILES, { provideCompletionItems: completeLaunchFile }, '"'),
  );
  again();
}

async function provideCompletionItems(document: vscode.TextDocument, position: vscode.Position) {
  return (await import('./mock-documents.ts')).provideCompletionItems(document, position);
}

async function completeLaunchFile(
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
) {
  return (await import('./mock-documents.ts')).completeLaunchFile(document, position, token);
}

function isMockFile({ path }: vscode.Uri): boolean {
  return OURS.test(path) || AWS.test(fileNameOf(path));
}
