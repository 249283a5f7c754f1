/** Brings the debugger of its own language to a handler that waits for one: a session below that of its state machine. */
import * as vscode from 'vscode';
import { DEBUG_HANDLER_EVENT, type DebugHandler, HANDLER_DEBUGGED_REQUEST, type HandlerDebugged } from '#protocol';

/** The extension that has the debugger, for the language that VS Code does not debug by itself. */
const PYTHON_DEBUGGER = 'ms-python.debugpy';

/** Listens to one session, to its end. */
export function attachDebuggersIn(session: vscode.DebugSession): void {
  const listeners = vscode.Disposable.from(
    vscode.debug.onDidReceiveDebugSessionCustomEvent(async ({ session: { id: from }, event, body }) => {
      if (from !== session.id || event !== DEBUG_HANDLER_EVENT) return;
      const { id, configuration } = body as DebugHandler;
      const answer: HandlerDebugged = { id, ...(await attach(session, configuration)) };
      // A session that has ended meanwhile, or a handler that was given up, waits for no answer.
      await session.customRequest(HANDLER_DEBUGGED_REQUEST, answer).then(undefined, () => undefined);
    }),
    vscode.debug.onDidTerminateDebugSession(({ id }) => {
      if (id === session.id) listeners.dispose();
    }),
  );
}

async function attach(
  session: vscode.DebugSession,
  configuration: DebugHandler['configuration'],
): Promise<Omit<HandlerDebugged, 'id'>> {
  if (configuration.type === 'debugpy' && !vscode.extensions.getExtension(PYTHON_DEBUGGER))
    return { started: false, reason: vscode.l10n.t("The extension '{0}' is not installed.", PYTHON_DEBUGGER) };
  try {
    const started = await vscode.debug.startDebugging(session.workspaceFolder, configuration, {
      parentSession: session,
      suppressSaveBeforeStart: true,
    });
    return started ? { started } : { started, reason: vscode.l10n.t('VS Code could not start it.') };
  } catch (error) {
    return { started: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
