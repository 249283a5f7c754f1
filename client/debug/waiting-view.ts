/**
 * The view of tasks that wait for an answer, in the debug side bar: what each asks, how much time it has, and buttons
 * to let it succeed, fail or send a heartbeat. It is there only while something waits.
 */
import * as vscode from 'vscode';
import {
  HEARTBEAT_TASK_REQUEST,
  type HeartbeatTask,
  RUN_EVENT,
  WAITING_TASKS_REQUEST,
  type WaitingTaskInfo,
  type WaitingTasksInfo,
} from '#protocol';
import type { Command } from '../command.ts';
import type { ExtensionContext } from '../extension-context.ts';
import type { ResultEditors } from './result-editor.ts';
import { type TimeLeftWords, timeLeft } from './time-left.ts';
import type { WaitingTask, WaitingTasks } from './waiting-tasks.ts';

const TICK = 1000;
const ICONS = { token: 'key', activity: 'tools', sync: 'sync', 'request-response': 'question' } as const;

const TIME_WORDS: TimeLeftWords = {
  left: (span) => vscode.l10n.t('{0} left', span),
  heartbeat: (span) => vscode.l10n.t('heartbeat within {0}', span),
  standsStill: () => vscode.l10n.t('the clock stands still'),
};

interface Known extends WaitingTaskInfo {
  readonly isClockRunning: boolean;
}

export function registerWaitingView(
  ext: ExtensionContext,
  tasks: WaitingTasks,
  editors: ResultEditors,
): readonly Command[] {
  const changed = new vscode.EventEmitter<undefined>();
  const known = new Map<WaitingTask, Known>();
  const view = vscode.window.createTreeView<WaitingTask>('stepwright.waitingTasks', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (parent) => (parent ? [] : [...tasks.all]),
      getTreeItem: (task) => itemOf(task, known.get(task)),
    },
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = async (): Promise<void> => {
    clearTimeout(timer);
    const all = [...tasks.all];
    const infos = await Promise.all([...new Set(all.map(({ session }) => session))].map(askSession));
    known.clear();
    for (const task of all) {
      const info = infos.find(({ session }) => session === task.session);
      const own = info?.tasks.find((one) => one.task === task.pending.task);
      if (own) known.set(task, { ...own, isClockRunning: info?.isClockRunning ?? false });
    }
    changed.fire(undefined);
    const ticks = view.visible && [...known.values()].some((one) => one.isClockRunning && hasLimit(one));
    if (ticks) timer = setTimeout(() => void refresh(), TICK);
  };
  const on = (act: (task: WaitingTask) => Promise<void>) => async (_: ExtensionContext, target: unknown) => {
    const task = tasks.all.find((one) => one === target) ?? tasks.all[0];
    if (task) await act(task);
    await refresh();
  };
  ext.vscode.subscriptions.push(
    view,
    changed,
    new vscode.Disposable(() => clearTimeout(timer)),
    tasks.onDidChange(() => void refresh()),
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ event }) => {
      // The clock may have been moved.
      if (event === RUN_EVENT && known.size > 0) void refresh();
    }),
    view.onDidChangeVisibility(() => void refresh()),
  );
  return [
    {
      id: 'stepwright.succeedTask',
      run: on(async (task) => (await import('./task-prompt.ts')).askToSucceed(task, editors)),
    },
    { id: 'stepwright.failTask', run: on(async (task) => (await import('./task-prompt.ts')).askToFail(task)) },
    { id: 'stepwright.heartbeatTask', run: on(sendHeartbeat) },
  ];
}

async function askSession(session: vscode.DebugSession) {
  try {
    return { session, ...((await session.customRequest(WAITING_TASKS_REQUEST)) as WaitingTasksInfo) };
  } catch {
    // The session ends just now; its tasks leave the view with it.
    return { session, tasks: [], isClockRunning: false };
  }
}

async function sendHeartbeat({ session, pending }: WaitingTask): Promise<void> {
  const message: HeartbeatTask = { task: pending.task };
  await session.customRequest(HEARTBEAT_TASK_REQUEST, message);
}

const hasLimit = ({ millisecondsLeft, heartbeatMillisecondsLeft }: WaitingTaskInfo): boolean =>
  millisecondsLeft !== undefined || heartbeatMillisecondsLeft !== undefined;

function itemOf({ pending, session }: WaitingTask, info: Known | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(pending.stateName);
  const left = info ? timeLeft(info, info, TIME_WORDS) : '';
  item.id = `${session.id} ${pending.task}`;
  item.description = [info?.pattern === 'token' ? vscode.l10n.t('task token') : '', left].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon(ICONS[info?.pattern ?? 'request-response']);
  item.contextValue = 'waitingTask';
  const lines = [
    pending.resource,
    ...(pending.token === undefined ? [] : [vscode.l10n.t('Token: {0}', pending.token)]),
  ];
  item.tooltip = [...lines, JSON.stringify(pending.input, null, 2)].join('\n');
  return item;
}
