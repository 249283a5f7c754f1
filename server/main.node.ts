/** The server's own process, started by the extension (IPC) or with `--stdio`, `--node-ipc` or `--socket` by any client. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serviceFilesNear } from '#services';
import { keepMemorySmall } from './memory.ts';
import { createServer } from './server.ts';
import { VERSION } from './version.ts';
import { diskFiles } from './workspace/disk-files.ts';

keepMemorySmall();
const connection = createConnection(ProposedFeatures.all);
const read = serviceFilesNear(import.meta.dirname);
createServer(connection, VERSION, { serviceFiles: () => read, disk: diskFiles });
connection.listen();
