/** The table of commands, and the one boundary where a command's failure is logged and told. */
import * as vscode from 'vscode';
import type { Command } from '../command.ts';
import type { ExtensionContext } from '../extension-context.ts';
import { debugFromState } from './debug-from-state.ts';
import { debugMachine, runMachine } from './debug-machine.ts';
import { newStateMachine } from './new-state-machine.ts';
import { restartServer } from './restart-server.ts';
import { showLog } from './show-log.ts';
import { showReferences } from './show-references.ts';
import { treatAsStateMachine } from './treat-as-state-machine.ts';

/** Commands that need nothing but the extension; the parts bring those that need the part. */
const COMMANDS: readonly Command[] = [
  debugFromState,
  debugMachine,
  newStateMachine,
  restartServer,
  runMachine,
  showLog,
  showReferences,
  treatAsStateMachine,
];

export function registerCommands(ext: ExtensionContext, ofParts: readonly Command[]): void {
  for (const { id, run } of [...COMMANDS, ...ofParts]) {
    const guarded = async (...args: unknown[]): Promise<unknown> => {
      try {
        return await run(ext, ...args);
      } catch (error) {
        ext.log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        void tell(ext, error);
        return undefined;
      }
    };
    ext.vscode.subscriptions.push(vscode.commands.registerCommand(id, guarded));
  }
}

async function tell(ext: ExtensionContext, error: unknown): Promise<void> {
  const openLog = vscode.l10n.t('Open Log');
  const message = error instanceof Error ? error.message : String(error);
  if ((await vscode.window.showErrorMessage(message, openLog)) === openLog) ext.log.show();
}
