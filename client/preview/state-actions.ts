/** What the menu of a state in the graph does with the execution that stands still: run to it, restart it, skip to it. */
import * as vscode from 'vscode';
import type { StateTarget } from '#protocol';

/** Asks the debugger of the machine that is shown. Fails with a message where another machine runs, or none. */
export async function askAboutState(uri: vscode.Uri, command: string, pointer: string): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== 'asl')
    throw new Error(vscode.l10n.t('The debugger does not run the state machine that this graph shows.'));
  // It may be a machine that tasks of the session start, which the debugger knows.
  const target: StateTarget = { pointer, program: uri.toString() };
  await session.customRequest(command, target);
}
