/**
 * "Save Run as Mock File": the answers of the run that the views show, which may be over, in a new document beside the
 * definition. Nothing is written before the user saves it, and the document has the name of no file that is there.
 */
import * as vscode from 'vscode';
import { MOCKS_OF_RUN_REQUEST, type MocksOfRun } from '#protocol';
import { mockFileOf } from './companion-files.ts';
import { exists, toUri } from './files.ts';
import type { RunInspector } from './run-inspector.ts';

export async function saveRunAsMocks({ run }: RunInspector): Promise<void> {
  if (!run) throw new Error(vscode.l10n.t('No state machine is being debugged.'));
  const { session, inspect } = run;
  const { text, program } = (await inspect(MOCKS_OF_RUN_REQUEST, {})) as MocksOfRun;
  const definition = toUri(program, session.workspaceFolder);
  const place = await freePlace(definition);
  const document = await vscode.workspace.openTextDocument(place.with({ scheme: 'untitled' }));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
  await vscode.languages.setTextDocumentLanguage(document, 'json');
  await vscode.window.showTextDocument(document);
}

/** `order.mocks.json`, else `order.run-1.mocks.json` and so on. */
async function freePlace(definition: vscode.Uri): Promise<vscode.Uri> {
  const first = definition.with({ path: mockFileOf(definition.path) });
  for (let place = first, count = 1; ; count++) {
    const isOpen = vscode.workspace.textDocuments.some(
      ({ uri }) => uri.scheme === 'untitled' && uri.path === place.path,
    );
    if (!isOpen && !(await exists(place))) return place;
    place = first.with({ path: first.path.replace(/(?=\.mocks\.json$)/, `.run-${count}`) });
  }
}
