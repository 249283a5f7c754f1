/** The latest run of each definition, as the debug adapter reports it, for previews opened before or during a run. */
import * as vscode from 'vscode';
import { RUN_EVENT, type RunEvent, type RunOverlay } from '#protocol';
import { toUri } from '../debug/files.ts';

export interface Runs {
  readonly onDidChange: vscode.Event<vscode.Uri>;
  of(uri: vscode.Uri): RunOverlay | undefined;
  /** Forgets the run of a definition, as when its text changes after the end. */
  forget(uri: vscode.Uri): void;
}

export function registerRuns(subscriptions: vscode.Disposable[]): Runs {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const overlays = new Map<string, RunOverlay>();
  subscriptions.push(
    changed,
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ event, body, session }) => {
      if (event !== RUN_EVENT || session.type !== 'asl') return;
      const { program, overlay } = body as RunEvent;
      const uri = toUri(program, session.workspaceFolder);
      overlays.set(uri.toString(), overlay);
      changed.fire(uri);
    }),
  );
  return {
    onDidChange: changed.event,
    of: (uri) => overlays.get(uri.toString()),
    forget(uri) {
      if (overlays.delete(uri.toString())) changed.fire(uri);
    },
  };
}
