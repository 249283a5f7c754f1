/** Opening texts and waiting for what VS Code shows of them, by its events. */
import {
  type Disposable,
  type Event,
  languages,
  type Position,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';

/** The file of the folder that is open. */
export function fileUri(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open.');
  return Uri.joinPath(folder.uri, name);
}

/** Writes a file in the open folder and shows it. */
export async function showText(name: string, text: string): Promise<TextDocument> {
  await workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(text));
  return showFile(name);
}

export async function showFile(name: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(fileUri(name));
  await window.showTextDocument(document);
  return document;
}

/** The position right after the text's first occurrence. */
export function positionAfter(document: TextDocument, text: string): Position {
  const index = document.getText().indexOf(text);
  if (index < 0) throw new Error(`'${text}' is not in ${document.uri.path}.`);
  return document.positionAt(index + text.length);
}

/** The position inside the text's last occurrence. */
export function inLast(document: TextDocument, text: string): Position {
  return document.positionAt(document.getText().lastIndexOf(text) + 1);
}

/** The first thing that the probe finds, asked at once and after each event. */
export function eventually<T>(event: Event<unknown>, what: string, probe: () => T | undefined): Promise<T> {
  const first = probe();
  if (first !== undefined) return Promise.resolve(first);
  return new Promise((resolve, reject) => {
    let subscription: Disposable | undefined;
    const timer = setTimeout(() => {
      subscription?.dispose();
      reject(new Error(`Waited 60 s in vain for ${what}.`));
    }, 60_000);
    subscription = event(() => {
      const found = probe();
      if (found === undefined) return;
      clearTimeout(timer);
      subscription?.dispose();
      resolve(found);
    });
  });
}

/** The messages of the document's diagnostics, once they are as wanted. */
export function diagnosticsOf(
  document: TextDocument,
  wanted: (messages: readonly string[]) => boolean,
): Promise<readonly string[]> {
  return eventually(languages.onDidChangeDiagnostics, `diagnostics of ${document.uri.path}`, () => {
    const messages = languages.getDiagnostics(document.uri).map(({ message }) => message);
    return wanted(messages) ? messages : undefined;
  });
}
