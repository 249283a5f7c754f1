/**
 * Moves that a run allows only at some moments, each a button of the debug toolbar meanwhile. Redrive: an execution that
 * stands at the failure that ends it goes on from there, with what is mended meanwhile. Continue from here: a recorded
 * execution goes on live.
 */
import * as vscode from 'vscode';
import { CONTINUE_FROM_HERE_REQUEST, REDRIVE_REQUEST, RUN_EVENT, type RunEvent } from '#protocol';
import type { Command } from '../command.ts';
import type { ExtensionContext } from '../extension-context.ts';

interface Move {
  readonly id: Command['id'];
  readonly request: string;
  /** The key of VS Code's contexts that says that it can be made. */
  readonly context: string;
  readonly can: (event: RunEvent) => boolean;
}

const MOVES: readonly Move[] = [
  {
    id: 'stepwright.redrive',
    request: REDRIVE_REQUEST,
    context: 'stepwright.canRedrive',
    can: ({ canRedrive }) => canRedrive,
  },
  {
    id: 'stepwright.continueFromHere',
    request: CONTINUE_FROM_HERE_REQUEST,
    context: 'stepwright.isRecorded',
    can: ({ isRecorded }) => isRecorded,
  },
];

/** Sends a request without arguments to the session in focus. Fails with a message where that runs no state machine. */
async function askSession(request: string): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== 'asl') throw new Error(vscode.l10n.t('No state machine is being debugged.'));
  await session.customRequest(request);
}

export function registerRunMoves(ext: ExtensionContext): readonly Command[] {
  const latest = new Map<string, RunEvent>();
  const shown = new Map<string, boolean>();
  const show = (): void => {
    const event = latest.get(vscode.debug.activeDebugSession?.id ?? '');
    for (const { context, can } of MOVES) {
      const isPossible = event !== undefined && can(event);
      if ((shown.get(context) ?? false) === isPossible) continue;
      shown.set(context, isPossible);
      void vscode.commands.executeCommand('setContext', context, isPossible);
    }
  };
  ext.vscode.subscriptions.push(
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ event, body, session }) => {
      if (event !== RUN_EVENT || session.type !== 'asl') return;
      latest.set(session.id, body as RunEvent);
      show();
    }),
    vscode.debug.onDidChangeActiveDebugSession(show),
    vscode.debug.onDidTerminateDebugSession(({ id }) => {
      latest.delete(id);
      show();
    }),
  );
  return MOVES.map(({ id, request }) => ({ id, run: () => askSession(request) }));
}
