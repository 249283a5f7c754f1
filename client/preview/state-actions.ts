/** What the menu of a state in the graph does with the execution that stands still: run to it, restart it, skip to it. */
import * as vscode from 'vscode';
import type { StateTarget } from '#protocol';
import { toUri } from '../debug/files.ts';

/** Asks the debugger of the machine that is shown. Fails with a message where another machine runs, or none. */
export async function askAboutState(uri: vscode.Uri, command: string, pointer: string): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  const program: unknown = session?.configuration.program;
  const isMine =
    session?.type === 'asl' &&
    typeof program === 'string' &&
    toUri(program, session.workspaceFolder).toString() === uri.toString();
  if (!isMine) throw new Error(vscode.l10n.t('The debugger does not run the state machine that this graph shows.'));
  const target: StateTarget = { pointer };
  await session.customRequest(command, target);
}
