/** Skips the state at which the execution stands: asks for the output with which it is left. */
import * as vscode from 'vscode';
import { LEAVE_STATE_REQUEST, type LeaveState } from '#protocol';

/** Fails with a message where no state machine is debugged, or the state cannot be skipped. */
export async function skipState(): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== 'asl') throw new Error(vscode.l10n.t('No state machine is being debugged.'));
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Output of the skipped state'),
    placeHolder: vscode.l10n.t('JSON; nothing for the data that the state has'),
    validateInput: problemOf,
  });
  if (text === undefined) return;
  const args: LeaveState = text.trim() === '' ? {} : { output: JSON.parse(text) };
  await session.customRequest(LEAVE_STATE_REQUEST, args);
}

function problemOf(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
