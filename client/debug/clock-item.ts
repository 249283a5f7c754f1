/**
 * The clock of the execution in the status bar: in virtual time it jumps, in real time it runs, and at a stop it stands
 * still.
 */
import * as vscode from 'vscode';
import { RUN_EVENT, type RunClock, type RunEvent } from '#protocol';
import { clockText } from './clock-text.ts';

const TICK = 1000;

/** A clock as it was told, and when. */
interface Told {
  readonly clock: RunClock;
  readonly at: number;
}

/** Shows the clock of the session that is active. */
export function registerClockItem(): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('stepwright.clock', vscode.StatusBarAlignment.Left, 0);
  item.name = vscode.l10n.t('Step Functions: clock of the execution');
  const clocks = new Map<string, Told>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    clearTimeout(timer);
    const told = clocks.get(vscode.debug.activeDebugSession?.id ?? '');
    if (!told) {
      item.hide();
      return;
    }
    const { start, pace } = told.clock;
    const now = told.clock.now + (Date.now() - told.at) * (pace ?? 0);
    item.text = `$(watch) ${clockText({ now, start })}`;
    item.tooltip = vscode.l10n.t(
      'Clock of the execution: {0}. Type .skip 30s in the debug console to move it.',
      new Date(now).toISOString(),
    );
    item.show();
    if (pace !== undefined) timer = setTimeout(show, TICK);
  };
  return vscode.Disposable.from(
    item,
    new vscode.Disposable(() => clearTimeout(timer)),
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ event, body, session }) => {
      if (event !== RUN_EVENT || session.type !== 'asl') return;
      clocks.set(session.id, { clock: (body as RunEvent).clock, at: Date.now() });
      show();
    }),
    vscode.debug.onDidChangeActiveDebugSession(show),
    vscode.debug.onDidTerminateDebugSession(({ id }) => {
      clocks.delete(id);
      show();
    }),
  );
}
