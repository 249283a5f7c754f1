/**
 * A task's result that is too much for one line: an untitled JSON document beside the definition, with a button
 * that sends it. Closing the document sends nothing; the task goes on waiting.
 */
import * as vscode from 'vscode';
import type { MockAnswer } from '#protocol';
import type { ExtensionContext } from '../extension-context.ts';
import type { WaitingTask } from './waiting-tasks.ts';

export interface ResultEditors {
  open(task: WaitingTask, deliver: (answer: MockAnswer) => Promise<void>): Promise<void>;
  /** Sends the result of the document that a menu or notification names, else that of the active editor. */
  send(target: unknown): Promise<void>;
}

interface OpenResult {
  readonly task: WaitingTask;
  readonly deliver: (answer: MockAnswer) => Promise<void>;
}

export function registerResultEditors(ext: ExtensionContext): ResultEditors {
  const open = new Map<vscode.TextDocument, OpenResult>();
  const showButton = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const isResult = document !== undefined && open.has(document);
    void vscode.commands.executeCommand('setContext', 'stepwright.isTaskResultEditor', isResult);
  };
  const send = async (document: vscode.TextDocument): Promise<void> => {
    const result = open.get(document);
    if (!result) return;
    const answer: MockAnswer = { return: parse(document.getText()) };
    await result.deliver(answer);
    open.delete(document);
    await closeTab(document);
  };
  ext.vscode.subscriptions.push(
    vscode.window.onDidChangeActiveTextEditor(showButton),
    vscode.workspace.onDidCloseTextDocument((document) => void open.delete(document)),
  );
  return {
    open: async (task, deliver) => {
      const document = await vscode.workspace.openTextDocument({ language: 'json', content: task.pending.sample });
      open.set(document, { task, deliver });
      task.settled.onCancellationRequested(() => open.delete(document));
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
      showButton();
      const sendIt = vscode.l10n.t('Send');
      const question = vscode.l10n.t("Edit the result of '{0}', then send it.", task.pending.stateName);
      // Not awaited: the user edits for as long as they like, and the button in the editor's title does the same.
      void vscode.window.showInformationMessage(question, sendIt).then((answer) => {
        if (answer === sendIt) void vscode.commands.executeCommand('stepwright.sendTaskResult', document.uri);
      });
    },
    send: async (target) => {
      const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
      // A notification may be older than the answer: then its document is gone, and nothing is sent.
      const document = [...open.keys()].find((candidate) => candidate.uri.toString() === uri?.toString());
      if (document) await send(document);
    },
  };
}

function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(vscode.l10n.t('The result is not JSON, so it was not sent: {0}', reason));
  }
}

/** An untitled document that has done its work would only ask whether to save it. */
async function closeTab(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
