/** Puts the user's answer to a task into the mock file beside the definition, and keeps what the file holds. */
import * as vscode from 'vscode';
import type { MockAnswer } from '#protocol';
import { fileNameOf, mockFileOf, takesAwsMocks } from './companion-files.ts';
import { exists, readText, toUri } from './files.ts';
import type { WaitingTask } from './waiting-tasks.ts';

/** The file that the launch configuration names, else the one beside the definition. */
export function mockFileFor({ session, pending }: WaitingTask): vscode.Uri {
  const { mocks, mockFile } = session.configuration;
  const folder = session.workspaceFolder;
  if (typeof mocks === 'string' && !takesAwsMocks(session.configuration)) return toUri(mocks, folder);
  if (typeof mockFile === 'string') return toUri(mockFile, folder);
  const definition = toUri(pending.program, folder);
  return definition.with({ path: mockFileOf(definition.path) });
}

export async function rememberAnswer(task: WaitingTask, answer: MockAnswer): Promise<void> {
  const uri = mockFileFor(task);
  const text = (await exists(uri)) ? await readText(uri) : '';
  const { addAnswer } = await import('./mock-file.ts');
  const updated = addAnswer(text, task.pending.mockKey, answer);
  if ('problem' in updated) {
    throw new Error(
      vscode.l10n.t("The answer was given but not remembered in '{0}': {1}", fileNameOf(uri.path), updated.problem),
    );
  }
  await write(uri, updated.text);
  const message = vscode.l10n.t("Remembered the answer of '{0}' in {1}.", task.pending.mockKey, fileNameOf(uri.path));
  vscode.window.setStatusBarMessage(message, 5000);
}

/** A file with unsaved changes is changed in its editor, so that nothing the user typed is lost. */
async function write(uri: vscode.Uri, text: string): Promise<void> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (!open?.isDirty) return vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, open.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}
