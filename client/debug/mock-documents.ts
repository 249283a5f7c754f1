/**
 * Mock files in the editor: their mistakes as problems, names of states and responses as completions. The schemas know
 * the rest. Nothing is loaded before the first such file is open.
 */
import * as vscode from 'vscode';
import type { DefinitionText } from '#debugger';
import type { ExtensionContext } from '../extension-context.ts';
import { fileNameOf } from './companion-files.ts';
import { readText } from './files.ts';

const OURS = /\.mocks\.(?:json|ya?ml)$/i;
const AWS = /^MockConfigFile[^/]*\.json$/i;
const JSON_FILES: vscode.DocumentFilter = { pattern: '**/{*.mocks.json,MockConfigFile*.json}' };
const DEFINITION_ENDINGS = ['.asl.json', '.asl.yaml', '.asl.yml', '.asl'];
/** What is typed meanwhile is looked at once. */
const PAUSE = 200;

export function registerMockDocuments(ext: ExtensionContext): void {
  const problems = vscode.languages.createDiagnosticCollection('stepwright.mocks');
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const check = async (document: vscode.TextDocument): Promise<void> => {
    const { checkMockFile } = await import('#debugger');
    const { version } = document;
    const found = await checkMockFile(document.getText(), (machine) => definitionFor(document.uri, machine));
    if (document.isClosed || document.version !== version) return;
    problems.set(
      document.uri,
      found.map(({ start, end, message }) => {
        const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
        const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
        diagnostic.source = 'Stepwright';
        return diagnostic;
      }),
    );
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
  );
  again();
}

async function provideCompletionItems(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const { mockPlaceAt } = await import('./mock-file.ts');
  const place = mockPlaceAt(document.getText(), document.offsetAt(position));
  if (!place) return [];
  const range = new vscode.Range(document.positionAt(place.start), document.positionAt(place.end));
  const names = place.responses ?? (await statesFor(document.uri, place.statesOf?.machine));
  const kind = place.responses ? vscode.CompletionItemKind.Reference : vscode.CompletionItemKind.Field;
  return names.map((name) => {
    const text = JSON.stringify(name);
    return { label: name, kind, range, filterText: text, insertText: text };
  });
}

async function statesFor(uri: vscode.Uri, machine: string | undefined): Promise<readonly string[]> {
  const { answerableStates } = await import('#debugger');
  const definition = await definitionFor(uri, machine);
  return definition ? answerableStates(definition) : [];
}

function isMockFile({ path }: vscode.Uri): boolean {
  return OURS.test(path) || AWS.test(fileNameOf(path));
}

/** The definition beside a mock file, or the one of a machine that AWS's file names, beside it or in the workspace. */
async function definitionFor(uri: vscode.Uri, machine: string | undefined): Promise<DefinitionText | undefined> {
  const stem = machine ?? fileNameOf(uri.path).replace(OURS, '');
  for (const ending of DEFINITION_ENDINGS) {
    const beside = await definitionAt(vscode.Uri.joinPath(uri, '..', `${stem}${ending}`));
    if (beside) return beside;
  }
  if (machine === undefined || /[*?[\]{}\\/]/.test(machine)) return undefined;
  const [found] = await vscode.workspace.findFiles(`**/${machine}.asl.{json,yaml,yml}`, '**/node_modules/**', 1);
  return found && definitionAt(found);
}

async function definitionAt(uri: vscode.Uri): Promise<DefinitionText | undefined> {
  try {
    return { text: await readText(uri), file: uri.path };
  } catch {
    // There is none of that name, which is no mistake.
    return undefined;
  }
}
