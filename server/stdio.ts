/** The language server over standard input and output: `stepwright lsp --stdio`. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serviceFilesNear } from '#services';
import { keepMemorySmall } from './memory.ts';
import { createServer } from './server.ts';
import { VERSION } from './version.ts';
import { diskFiles } from './workspace/disk-files.ts';

/** Serves until the client says exit or closes the streams; the process ends with it. */
export function runStdio(): void {
  keepMemorySmall();
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const read = serviceFilesNear(import.meta.dirname);
  createServer(connection, VERSION, { serviceFiles: () => read, disk: diskFiles });
  connection.listen();
}
