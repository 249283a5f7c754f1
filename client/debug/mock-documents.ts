/**
 * Mock files in the editor: their mistakes as problems, names of states and responses as completions; and runs that
 * become such files. The schemas know the rest. Loaded when the first such file is open.
 */
import * as vscode from 'vscode';
import type { DefinitionText } from '#debugger';
import { fileNameOf } from './companion-files.ts';
import { findFiles, readText } from './files.ts';

export { completeLaunchFile } from './launch-documents.ts';
export { saveRunAsMocks } from './save-run.ts';

const DEFINITION_ENDINGS = ['.asl.json', '.asl.yaml', '.asl.yml', '.asl'];

/** What is wrong with a mock file. */
export async function problemsOf(document: vscode.TextDocument): Promise<readonly vscode.Diagnostic[]> {
  const { checkMockFile } = await import('#debugger');
  const found = await checkMockFile(document.getText(), (machine) => definitionFor(document.uri, machine));
  return found.map(({ start, end, message }) => {
    const range = firstLineOf(document, new vscode.Range(document.positionAt(start), document.positionAt(end)));
    const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
    diagnostic.source = 'stepwright';
    return diagnostic;
  });
}

/** A mistake in an entry is marked where the entry begins, not through all that it holds. */
function firstLineOf(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  return range.isSingleLine ? range : new vscode.Range(range.start, document.lineAt(range.start.line).range.end);
}

/** Names of states and responses at a position. */
export async function provideCompletionItems(
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

/** The definition beside a mock file, or the one of a machine that AWS's file names, beside it or in the workspace. */
async function definitionFor(uri: vscode.Uri, machine: string | undefined): Promise<DefinitionText | undefined> {
  const stem = machine ?? fileNameOf(uri.path).replace(/\.mocks\.(?:json|ya?ml)$/i, '');
  for (const ending of DEFINITION_ENDINGS) {
    const beside = await definitionAt(vscode.Uri.joinPath(uri, '..', `${stem}${ending}`));
    if (beside) return beside;
  }
  if (machine === undefined || /[*?[\]{}\\/]/.test(machine)) return undefined;
  const [found] = await findFiles(`**/${machine}.asl.{json,yaml,yml}`, '**/node_modules/**', 1);
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
