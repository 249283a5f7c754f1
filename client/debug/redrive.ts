/**
 * Redrive: an execution that stands at the failure that ends it goes on from there, with what is mended meanwhile. The
 * button of the debug toolbar is there while it can.
 */
import * as vscode from 'vscode';
import { REDRIVE_REQUEST, RUN_EVENT, type RunEvent } from '#protocol';
import type { Command } from '../command.ts';
import type { ExtensionContext } from '../extension-context.ts';

/** Sends a request without arguments to the session in focus. Fails with a message where that runs no state machine. */
export async function askSession(request: string): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== 'asl') throw new Error(vscode.l10n.t('No state machine is being debugged.'));
  await session.customRequest(request);
}

export function registerRedrive(ext: ExtensionContext): Command {
  const redrivable = new Set<string>();
  const show = (): void => {
    const can = redrivable.has(vscode.debug.activeDebugSession?.id ?? '');
    void vscode.commands.executeCommand('setContext', 'stepwright.canRedrive', can);
  };
  const remember = (id: string, can: boolean): void => {
    if (redrivable.has(id) === can) return;
    if (can) redrivable.add(id);
    else redrivable.delete(id);
    show();
  };
  ext.vscode.subscriptions.push(
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ event, body, session }) => {
      if (event === RUN_EVENT && session.type === 'asl') remember(session.id, (body as RunEvent).canRedrive);
    }),
    vscode.debug.onDidChangeActiveDebugSession(show),
    vscode.debug.onDidTerminateDebugSession(({ id }) => remember(id, false)),
  );
  return { id: 'stepwright.redrive', run: () => askSession(REDRIVE_REQUEST) };
}
