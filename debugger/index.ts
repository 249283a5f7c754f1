/** The debug adapter for state machines: one session per execution, in process or over any stream. */
import type { DebugHost } from './host.ts';
import { Session } from './session.ts';

export { baseName, type DebugHost } from './host.ts';

/** What runs a session: the shape of `vscode.DebugAdapter`. */
export interface DebugSession {
  readonly onDidSendMessage: (listener: (message: object) => void) => { dispose(): void };
  handleMessage(message: object): void;
  dispose(): void;
}

/**
 * Makes a debug session on a host.
 *
 * @example new vscode.DebugAdapterInlineImplementation(createDebugSession(host) as vscode.DebugAdapter)
 */
export function createDebugSession(host: DebugHost): DebugSession {
  const session = new Session(host);
  return {
    onDidSendMessage: session.onDidSendMessage,
    handleMessage: (message) => session.handleMessage(message),
    dispose: () => session.dispose(),
  };
}
