/** The language server, for hosts that run it inside their own process (command line, tests). */
export { createServer, type ServerHost } from './server.ts';
export { runStdio } from './stdio.ts';
