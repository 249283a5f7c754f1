/** The debug adapter over standard input and output, for editors other than VS Code: `stepwright dap --stdio`. */
import { Adapter } from './adapter.ts';
import { FrameReader, frameOf } from './framing.ts';
import { createNodeHost } from './node-host.ts';

export interface DapOptions {
  readonly allowHost?: readonly string[];
}

/** Serves one client until it disconnects or closes the stream. `allowHost`: where requests may go besides this machine. */
export function runStdio({ allowHost = [] }: DapOptions = {}): void {
  const log = (message: string): void => {
    process.stderr.write(`${message}\n`);
  };
  const adapter = new Adapter(createNodeHost(log, allowHost));
  adapter.onDidSendMessage((message) => process.stdout.write(frameOf(message)));
  const end = (): void => {
    adapter.dispose();
    process.exit(0);
  };
  adapter.session.onClosed = () => setImmediate(end);
  const reader = new FrameReader((message) => adapter.handleMessage(message), log);
  process.stdin.on('data', (chunk: Buffer) => reader.push(chunk));
  process.stdin.on('end', end);
  // Handlers are no part of the client's process group: what ends this process has to end them, too.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
}
