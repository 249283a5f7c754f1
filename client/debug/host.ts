/** What the debugger needs from the extension: files through VS Code, the clock and the log. */
import * as vscode from 'vscode';
import type { DebugHost, Unpackers } from '#debugger';
import { bucketFolders } from './bucket-folders.ts';
import { fromUri, readText, toUri } from './files.ts';

export function debugHost(
  log: vscode.LogOutputChannel,
  folder: vscode.WorkspaceFolder | undefined,
  unpackers: Unpackers | undefined,
  extension: vscode.Uri,
  outside: Pick<DebugHost, 'handlers' | 'requests'>,
): DebugHost {
  return {
    ...bucketFolders(folder),
    ...(unpackers && { unpackers }),
    ...outside,
    readText: async (file) => {
      try {
        return await readText(toUri(file, folder));
      } catch {
        throw new Error(vscode.l10n.t("The file '{0}' cannot be read.", file));
      }
    },
    resolve: (file, base) => {
      if (/^(?:[a-z][a-z0-9+.-]*:|[\\/])/i.test(file)) return file;
      return fromUri(vscode.Uri.joinPath(toUri(base, folder), '..', file));
    },
    isSameFile: (a, b) => a === b || toUri(a, folder).toString() === toUri(b, folder).toString(),
    readServiceFile: async (file) =>
      JSON.parse(await readText(vscode.Uri.joinPath(extension, 'services', file))) as unknown,
    now: Date.now,
    setTimer: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    log: (message) => log.info(message),
  };
}
