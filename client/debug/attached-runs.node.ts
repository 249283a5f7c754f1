/**
 * Runs of the command line that a session attaches to: `stepwright run --debug-port`. Their debug adapter is another
 * process, which is asked over the connection while there is one. What it has recorded of the run at the end answers
 * afterwards. Loaded when the first such session starts.
 */
import { connect } from 'node:net';
import * as vscode from 'vscode';
import type { DebugHost, DebugSession } from '#debugger';
import { RUN_RECORD_EVENT, type RunRecordEvent } from '#protocol';
import type { Inspect } from './run-inspector.ts';

const THIS_MACHINE = '127.0.0.1';

/** How VS Code reaches the adapter of a run. Only this machine, and only for who trusts the folder that names the port. */
export async function descriptorOf({ configuration }: vscode.DebugSession): Promise<vscode.DebugAdapterServer> {
  const { port, history } = configuration;
  if (history !== undefined)
    throw new Error(vscode.l10n.t("The configuration has both 'port' and 'history'. Keep the one that is meant."));
  // A variable of launch.json, such as an input, gives a text.
  const number = typeof port === 'string' && /^\d+$/.test(port) ? Number(port) : port;
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    throw new Error(
      vscode.l10n.t("The configuration's 'port' has to be the number that 'stepwright run --debug-port' tells."),
    );
  if (!vscode.workspace.isTrusted)
    throw new Error(vscode.l10n.t('In a workspace that is not trusted, no debugger attaches to a process.'));
  await knockAt(number);
  return new vscode.DebugAdapterServer(number, THIS_MACHINE);
}

/** Looks whether anybody is there, to say it in better words than the system does. A run counts who has said something. */
function knockAt(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, THIS_MACHINE, () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', () => reject(new Error(nobodyAt(port))));
  });
}

const nobodyAt = (port: number): string =>
  vscode.l10n.t(
    "No run waits at port {0} of this machine. Start one with 'stepwright run FILE --debug-port {0}', then attach to it.",
    port,
  );

/** Asks the run of a session, also when it is over. `host`: of the adapter that then makes the run again. */
export function inspectAttached(session: vscode.DebugSession, host: DebugHost): Inspect {
  let past: Promise<Pick<DebugSession, 'inspect'>> | undefined;
  let record: string | undefined;
  let isGone = false;
  const listeners = vscode.Disposable.from(
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session: { id }, event, body }) => {
      if (id !== session.id || event !== RUN_RECORD_EVENT) return;
      ({ record } = body as RunRecordEvent);
      past = undefined;
    }),
    vscode.debug.onDidTerminateDebugSession(({ id }) => {
      if (id !== session.id) return;
      isGone = true;
      listeners.dispose();
    }),
  );
  return async (command, args) => {
    if (record !== undefined) {
      past ??= reopened(host, record);
      return (await past).inspect(command, args);
    }
    if (isGone)
      throw new Error(vscode.l10n.t('The run has gone on without the debugger, and left nothing to look at.'));
    return session.customRequest(command, args);
  };
}

async function reopened(host: DebugHost, record: string): Promise<Pick<DebugSession, 'inspect'>> {
  const { reopenDebugSession } = await import('#debugger');
  return reopenDebugSession(host, record);
}
