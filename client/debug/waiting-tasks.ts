/**
 * The tasks of running debug sessions that wait for the user's answer, in the order in which they came. One is
 * asked about at a time; a prompt that is turned away leaves its task waiting, and the status bar brings it back.
 */
import * as vscode from 'vscode';
import {
  ANSWER_TASK_REQUEST,
  type AnswerTask,
  type MockAnswer,
  TASK_PENDING_EVENT,
  TASK_SETTLED_EVENT,
  type TaskPending,
  type TaskSettled,
} from '#protocol';
import type { ExtensionContext } from '../extension-context.ts';

/** A task that waits, in its session. */
export interface WaitingTask {
  readonly session: vscode.DebugSession;
  readonly pending: TaskPending;
  /** Ends the prompt that is open for it. */
  readonly settled: vscode.CancellationToken;
  answer(answer: MockAnswer): Promise<void>;
}

/** Asks the user about one task; settles when the prompt is closed, answered or not. */
export type AskAboutTask = (task: WaitingTask) => Promise<void>;

export interface WaitingTasks {
  /** In the order in which they came. */
  readonly all: readonly WaitingTask[];
  readonly onDidChange: vscode.Event<void>;
  /** Asks about the task that has waited longest. */
  askAgain(): Promise<void>;
}

interface Entry extends WaitingTask {
  readonly source: vscode.CancellationTokenSource;
}

export function registerWaitingTasks(ext: ExtensionContext, ask: AskAboutTask): WaitingTasks {
  const waiting: Entry[] = [];
  const changed = new vscode.EventEmitter<void>();
  let asking = false;
  const status = statusItem();

  const showCount = (): void => {
    void vscode.commands.executeCommand('setContext', 'stepwright.taskWaiting', waiting.length > 0);
    changed.fire();
    const [first] = waiting;
    if (!first) {
      status.hide();
      return;
    }
    status.text = vscode.l10n.t("$(question) Task '{0}' waits for an answer", first.pending.stateName);
    status.show();
  };
  const askNext = async (which: (entry: Entry) => boolean = () => true): Promise<void> => {
    const first = waiting.find(which);
    if (asking || !first) return;
    asking = true;
    try {
      await ask(first);
    } catch (error) {
      ext.log.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    } finally {
      asking = false;
    }
    // Goes on with the next task only after an answer: a prompt that was turned away must not come back by itself.
    if (!waiting.includes(first)) await askNext(isAsked);
  };
  const settle = (which: (entry: Entry) => boolean): void => {
    for (const entry of waiting.filter(which)) {
      waiting.splice(waiting.indexOf(entry), 1);
      entry.source.cancel();
      entry.source.dispose();
    }
    showCount();
  };
  const add = (session: vscode.DebugSession, pending: TaskPending): void => {
    const source = new vscode.CancellationTokenSource();
    const answer = async (given: MockAnswer): Promise<void> => {
      const message: AnswerTask = { task: pending.task, answer: given };
      await session.customRequest(ANSWER_TASK_REQUEST, message);
      settle((entry) => entry.source === source);
    };
    waiting.push({ session, pending, settled: source.token, answer, source });
    showCount();
    void askNext(isAsked);
  };

  ext.vscode.subscriptions.push(
    status,
    changed,
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
      if (session.type !== 'asl') return;
      if (event === TASK_PENDING_EVENT) add(session, body as TaskPending);
      if (event !== TASK_SETTLED_EVENT) return;
      const { task } = body as TaskSettled;
      settle((entry) => entry.session.id === session.id && entry.pending.task === task);
    }),
    vscode.debug.onDidTerminateDebugSession((session) => settle((entry) => entry.session.id === session.id)),
  );
  return { all: waiting, onDidChange: changed.event, askAgain: () => askNext() };
}

/** What has been sent is answered by somebody else, as far as one can tell. */
const isAsked = ({ pending }: WaitingTask): boolean => !pending.isSent;

function statusItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('stepwright.waitingTask', vscode.StatusBarAlignment.Left, 0);
  item.name = vscode.l10n.t('Step Functions: waiting task');
  item.command = 'stepwright.answerTask';
  item.tooltip = vscode.l10n.t('Answer the task');
  item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
  return item;
}
