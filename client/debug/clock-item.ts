/** The clock of the execution in the status bar: in virtual time it jumps, and at a stop it stands still. */
import * as vscode from 'vscode';
import { RUN_EVENT, type RunClock, type RunEvent } from '#protocol';
import { clockText } from './clock-text.ts';

/** Shows the clock of the session that is active. */
export function registerClockItem(): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('stepwright.clock', vscode.StatusBarAlignment.Left, 0);
  item.name = vscode.l10n.t('Step Functions: clock of the execution');
  const clocks = new Map<string, RunClock>();
  const show = (): void => {
    const clock = clocks.get(vscode.debug.activeDebugSession?.id ?? '');
    if (!clock) {
      item.hide();
      return;
    }
    item.text = `$(watch) ${clockText(clock)}`;
    item.tooltip = vscode.l10n.t(
      'Clock of the execution: {0}. Type .skip 30s in the debug console to move it.',
      new Date(clock.now).toISOString(),
    );
    item.show();
  };
  return vscode.Disposable.from(
    item,
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ event, body, session }) => {
      if (event !== RUN_EVENT || session.type !== 'asl') return;
      clocks.set(session.id, (body as RunEvent).clock);
      show();
    }),
    vscode.debug.onDidChangeActiveDebugSession(show),
    vscode.debug.onDidTerminateDebugSession(({ id }) => {
      clocks.delete(id);
      show();
    }),
  );
}
