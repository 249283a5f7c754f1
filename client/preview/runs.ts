/** The latest run of each definition, as the debug adapter reports it, for previews opened before or during a run. */
import * as vscode from 'vscode';
import { RUN_EVENT, type RunEvent, type RunOverlay } from '#protocol';
import { toUri } from '../debug/files.ts';
import { LatestRuns } from './latest-runs.ts';

export interface Runs {
  readonly onDidChange: vscode.Event<vscode.Uri>;
  of(uri: vscode.Uri): RunOverlay | undefined;
  /** Forgets the run of a definition, as when its text changes after the end. */
  forget(uri: vscode.Uri): void;
}

export function registerRuns(subscriptions: vscode.Disposable[]): Runs {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const latest = new LatestRuns();
  subscriptions.push(
    changed,
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ event, body, session }) => {
      if (event !== RUN_EVENT || session.type !== 'asl') return;
      const { program, overlay } = body as RunEvent;
      const uri = toUri(program, session.workspaceFolder);
      latest.set(uri.toString(), session.id, overlay);
      changed.fire(uri);
    }),
    vscode.debug.onDidTerminateDebugSession(({ id }) => {
      for (const definition of latest.end(id)) changed.fire(vscode.Uri.parse(definition));
    }),
  );
  return {
    onDidChange: changed.event,
    of: (uri) => latest.of(uri.toString()),
    forget(uri) {
      if (latest.forget(uri.toString())) changed.fire(uri);
    },
  };
}
