/**
 * "Save Run as Mock File": the answers of the running session in a new document beside the definition. Nothing is
 * written before the user saves it, and VS Code asks before a file that is there is replaced.
 */
import * as vscode from 'vscode';
import { MOCKS_OF_RUN_REQUEST, type MocksOfRun } from '#protocol';
import { mockFileOf } from './companion-files.ts';
import { toUri } from './files.ts';

export async function saveRunAsMocks(): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== 'asl') throw new Error(vscode.l10n.t('No state machine is being debugged.'));
  const { text } = (await session.customRequest(MOCKS_OF_RUN_REQUEST)) as MocksOfRun;
  const definition = toUri(String(session.configuration.program), session.workspaceFolder);
  const place = definition.with({ scheme: 'untitled', path: mockFileOf(definition.path) });
  const document = await vscode.workspace.openTextDocument(place);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
  await vscode.languages.setTextDocumentLanguage(document, 'json');
  await vscode.window.showTextDocument(document);
}
