/**
 * The run that the views show: that of the active debug session, and after its end the same one, which is kept until the
 * next run begins. Who answers for a run says `add`: its adapter in this process, or what is left of one elsewhere.
 */
import * as vscode from 'vscode';
import type { InspectCommand } from '#debugger';
import { RUN_EVENT, type RunEvent } from '#protocol';

/** Asks about a run, also when its session is gone. Rejects with words for people. */
export type Inspect = (command: InspectCommand, args: object) => Promise<unknown>;

/** A run, live or over. */
export interface InspectedRun {
  readonly session: vscode.DebugSession;
  readonly inspect: Inspect;
  isOver: boolean;
}

export interface RunInspector {
  /** Remembers who answers for a session. */
  add(session: vscode.DebugSession, inspect: Inspect): void;
  readonly run: InspectedRun | undefined;
  /** The frame that VS Code has in focus, where it is one of this run. */
  readonly frameId: number | undefined;
  /** Another run, another frame, or news of the run; `isMoving`: it runs, and more will come soon. */
  readonly onDidChange: vscode.Event<{ readonly isMoving: boolean }>;
}

export function createRunInspector(subscriptions: vscode.Disposable[]): RunInspector {
  const changed = new vscode.EventEmitter<{ readonly isMoving: boolean }>();
  const runs = new Map<string, InspectedRun>();
  let current: InspectedRun | undefined;
  let frameId: number | undefined;
  const focus = (run: InspectedRun | undefined): void => {
    if (!run) return;
    if (run !== current) frameId = undefined;
    current = run;
    for (const [id, other] of runs) if (other.isOver && other !== current) runs.delete(id);
    void vscode.commands.executeCommand('setContext', 'stepwright.hasRun', true);
  };
  const followItem = (item: vscode.DebugThread | vscode.DebugStackFrame | undefined): void => {
    const run = item && runs.get(item.session.id);
    if (!run) return;
    focus(run);
    frameId = item instanceof vscode.DebugStackFrame ? item.frameId : undefined;
    changed.fire({ isMoving: false });
  };
  const end = (run: InspectedRun | undefined): void => {
    if (!run || run.isOver) return;
    run.isOver = true;
    if (run === current) frameId = undefined;
    changed.fire({ isMoving: false });
  };
  subscriptions.push(
    changed,
    vscode.debug.onDidChangeActiveStackItem(followItem),
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ event, body, session }) => {
      const run = event === RUN_EVENT ? runs.get(session.id) : undefined;
      if (!run) return;
      const { status, stoppedAt } = (body as RunEvent).overlay;
      if (!current || current.isOver) focus(run);
      if (status !== 'RUNNING') end(run);
      else changed.fire({ isMoving: stoppedAt === undefined });
    }),
    vscode.debug.onDidTerminateDebugSession((session) => end(runs.get(session.id))),
  );
  return {
    add(session, inspect) {
      const run = { session, inspect, isOver: false };
      runs.set(session.id, run);
      focus(run);
    },
    get run() {
      return current;
    },
    get frameId() {
      return frameId;
    },
    onDidChange: changed.event,
  };
}
