/**
 * The files of the workspace's folders on this machine's disk, for clients that only name folders. Folders that hold
 * other people's files are passed over, and the search ends at a limit.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CancellationToken } from 'vscode-languageserver';
import { DEFINITION_NAMES, LARGEST_FILE, MOST_FILES, type WorkspaceFiles } from './workspace-files.ts';

/** Never searched: versions, packages, what builds make. */
const PASSED_OVER = /^(?:\..*|node_modules|bower_components|dist|build|out|target|cdk\.out|coverage|__pycache__|venv)$/;
const MOST_FOLDERS = 5000;

export function diskFiles(folders: () => readonly string[]): WorkspaceFiles {
  return {
    list: (token) => search(folders(), token),
    read: async (uri) => {
      const path = pathOf(uri);
      if (path === undefined) return undefined;
      try {
        if ((await stat(path)).size > LARGEST_FILE) return undefined;
        return await readFile(path, 'utf8');
      } catch {
        // A file that went away between the search and now is no file of the workspace.
        return undefined;
      }
    },
  };
}

async function search(folders: readonly string[], token: CancellationToken): Promise<readonly string[]> {
  const found: string[] = [];
  const open = folders.flatMap((uri) => pathOf(uri) ?? []);
  for (let count = 0; count < MOST_FOLDERS && found.length < MOST_FILES; count++) {
    const folder = open.shift();
    if (folder === undefined || token.isCancellationRequested) break;
    for (const entry of await entriesOf(folder)) {
      if (entry.isDirectory() && !PASSED_OVER.test(entry.name)) open.push(join(folder, entry.name));
      else if (entry.isFile() && DEFINITION_NAMES.test(entry.name))
        found.push(pathToFileURL(join(folder, entry.name)).href);
    }
  }
  return found.slice(0, MOST_FILES).sort();
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // A folder that may not be read has nothing for anybody.
    return [];
  }
}

/** Only files of this machine have a path. */
function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // A URI of another machine's file names no path here.
    return undefined;
  }
}
