/** What the language server may see of the workspace: the definitions that the user does not exclude, wherever they lie. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LIST_FILES_REQUEST, type ListFilesParams, READ_FILE_REQUEST, type ReadFileParams } from '#protocol';

const DEFINITIONS = '**/*.{asl,asl.json,asl.yaml,asl.yml}';

/** Answers the server's questions about files. */
export function answerAboutFiles(client: BaseLanguageClient): void {
  client.onRequest(LIST_FILES_REQUEST, async ({ most }: ListFilesParams, token: vscode.CancellationToken) => {
    // Without a pattern of its own, `findFiles` leaves out what `files.exclude` names.
    const found = await vscode.workspace.findFiles(DEFINITIONS, undefined, most, token);
    return found
      .filter(({ path }) => !path.includes('/node_modules/'))
      .map((uri) => uri.toString())
      .sort();
  });
  client.onRequest(READ_FILE_REQUEST, ({ uri, largest }: ReadFileParams) =>
    textOf(vscode.Uri.parse(uri, true), largest),
  );
}

async function textOf(uri: vscode.Uri, largest: number): Promise<string | null> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > largest) return null;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // A file that went away, or that nobody may read, is none of the workspace.
    return null;
  }
}
