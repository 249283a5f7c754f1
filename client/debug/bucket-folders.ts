/**
 * Folders that stand for buckets, wherever VS Code has files. Links are not followed, because nobody can tell where one
 * leads on a file system that need not be a disk; so nothing outside of a folder is reached.
 */
import * as vscode from 'vscode';
import type { DebugHost, FolderEntry } from '#debugger';
import { toUri } from './files.ts';

type FolderHost = Pick<DebugHost, 'listFiles' | 'readBytes' | 'writeBytes'>;

export function bucketFolders(workspaceFolder: vscode.WorkspaceFolder | undefined): FolderHost {
  const { fs } = vscode.workspace;
  const placeOf = (folder: string, path: string): vscode.Uri =>
    path === ''
      ? toUri(folder, workspaceFolder)
      : vscode.Uri.joinPath(toUri(folder, workspaceFolder), ...path.split('/'));

  /** What stands at a path; undefined where there is nothing. Rejects where a link is on the way. */
  const find = async (folder: string, path: string): Promise<vscode.FileStat | undefined> => {
    const parts = path.split('/');
    let found: vscode.FileStat | undefined;
    for (let count = 1; count <= parts.length; count++) {
      found = await statOf(placeOf(folder, parts.slice(0, count).join('/')));
      if (!found) return undefined;
      if (found.type & vscode.FileType.SymbolicLink)
        throw new Error(
          vscode.l10n.t('it is reached by a link, and links in the folder of a bucket are not followed.'),
        );
    }
    return found;
  };

  return {
    listFiles: async (folder, path) => {
      const place = placeOf(folder, path);
      const names = await told(vscode.l10n.t('it is no folder, or it cannot be read.'), fs.readDirectory(place));
      const entries = await Promise.all(names.map(([name]) => entryOf(vscode.Uri.joinPath(place, name), name)));
      return entries.flatMap((entry) => entry ?? []);
    },
    readBytes: async (folder, path) => {
      const found = await find(folder, path);
      if (found?.type !== vscode.FileType.File) return undefined;
      return told(vscode.l10n.t('it cannot be read.'), fs.readFile(placeOf(folder, path)));
    },
    writeBytes: async (folder, path, at, bytes) => {
      const place = placeOf(folder, path);
      const before = (await find(folder, path)) && at > 0 ? await fs.readFile(place) : new Uint8Array();
      const whole = new Uint8Array(at + bytes.length);
      whole.set(before.subarray(0, at));
      whole.set(bytes, at);
      await told(vscode.l10n.t('it cannot be written.'), fs.writeFile(place, whole));
    },
  };
}

async function entryOf(uri: vscode.Uri, name: string): Promise<FolderEntry | undefined> {
  const found = await statOf(uri);
  const kind =
    found?.type === vscode.FileType.Directory ? 'folder' : found?.type === vscode.FileType.File ? 'file' : undefined;
  return found && kind && { name, kind, size: found.size, lastModified: found.mtime };
}

const statOf = async (uri: vscode.Uri): Promise<vscode.FileStat | undefined> =>
  vscode.workspace.fs.stat(uri).then(
    (found) => found,
    () => undefined,
  );

/** File systems say why in words for developers. */
async function told<T>(words: string, act: Thenable<T>): Promise<T> {
  return act.then(
    (value) => value,
    () => {
      throw new Error(words);
    },
  );
}
