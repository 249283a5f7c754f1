/** The files as the client sees them: it knows what the user excludes, and reads what is on no disk. */
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { LIST_FILES_REQUEST, READ_FILE_REQUEST } from '#protocol';
import { LARGEST_FILE, MOST_FILES, type WorkspaceFiles } from './workspace-files.ts';

export function clientFiles(connection: Connection): WorkspaceFiles {
  return {
    list: async (token) => {
      const found: unknown = await connection.sendRequest(
        LIST_FILES_REQUEST,
        { most: MOST_FILES },
        token as CancellationToken,
      );
      return Array.isArray(found) ? found.filter((uri) => typeof uri === 'string').slice(0, MOST_FILES) : [];
    },
    read: async (uri) => {
      const text: unknown = await connection.sendRequest(READ_FILE_REQUEST, { uri, largest: LARGEST_FILE });
      return typeof text === 'string' && text.length <= LARGEST_FILE ? text : undefined;
    },
  };
}
