/** The debug adapter for state machines: one session per execution, in process or over any stream. */
import { Adapter, type InspectCommand } from './adapter.ts';
import type { DebugHost } from './host.ts';
import { reopenRun } from './past/run-record.ts';

export type { InspectCommand } from './adapter.ts';
export {
  baseName,
  type DebugHost,
  type FolderEntry,
  type LocalHandlerHost,
  type RequestHost,
  type Unpackers,
} from './host.ts';
export * from './launch/mock-documents.ts';

/** What runs a session: the shape of `vscode.DebugAdapter`. */
export interface DebugSession {
  readonly onDidSendMessage: (listener: (message: object) => void) => { dispose(): void };
  handleMessage(message: object): void;
  dispose(): void;
  /** Answers a request that only looks at the run, also after the end and after `dispose`. Throws what it refuses. */
  inspect(command: InspectCommand, args: object): unknown;
}

/**
 * Makes a debug session on a host.
 *
 * @example new vscode.DebugAdapterInlineImplementation(createDebugSession(host) as vscode.DebugAdapter)
 */
export function createDebugSession(host: DebugHost): DebugSession {
  return sessionOf(new Adapter(host));
}

/**
 * Makes a run again that another debug adapter has recorded (`stepwright/runRecord`): it is over, and can be looked at.
 * Rejects where the record holds what is not of this version.
 */
export async function reopenDebugSession(host: DebugHost, record: string): Promise<Pick<DebugSession, 'inspect'>> {
  const adapter = new Adapter(host);
  await reopenRun(adapter.session, record);
  return sessionOf(adapter);
}

const sessionOf = (adapter: Adapter): DebugSession => ({
  onDidSendMessage: adapter.onDidSendMessage,
  handleMessage: (message) => adapter.handleMessage(message),
  dispose: () => adapter.dispose(),
  inspect: (command, args) => adapter.inspect(command, args),
});
