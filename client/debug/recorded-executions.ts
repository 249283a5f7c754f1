/**
 * Executions that happened elsewhere: opens the file of a history as a debug session, makes its past live, and lays two
 * runs of a session side by side.
 */
import * as vscode from 'vscode';
import {
  COMPARE_RUNS_REQUEST,
  CONTINUE_FROM_HERE_REQUEST,
  type CompareRuns,
  RUNS_REQUEST,
  type RunComparison,
  type RunSummary,
  type Runs,
} from '#protocol';
import type { Command } from '../command.ts';
import { type ExtensionContext, isDefinition } from '../extension-context.ts';
import { fileNameOf } from './companion-files.ts';
import { fromUri } from './files.ts';

const SCHEME = 'stepwright-run';

/** The commands, and the documents that show runs. */
export function registerRecordedExecutions(ext: ExtensionContext): readonly Command[] {
  const texts = new Map<string, string>();
  ext.vscode.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: ({ path }) => texts.get(path) ?? '',
    }),
  );
  return [
    { id: 'stepwright.debugRecordedExecution', run: (_ext, history) => debugRecordedExecution(history) },
    { id: 'stepwright.continueFromHere', run: () => sessionOf().customRequest(CONTINUE_FROM_HERE_REQUEST) },
    { id: 'stepwright.compareRuns', run: () => compareRuns(texts) },
  ];
}

function sessionOf(): vscode.DebugSession {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== 'asl') throw new Error(vscode.l10n.t('No state machine is being debugged.'));
  return session;
}

async function debugRecordedExecution(given: unknown): Promise<void> {
  const history = given instanceof vscode.Uri ? given : await askForFile(vscode.l10n.t('History of the execution'));
  if (!history) return;
  const document = vscode.window.activeTextEditor?.document;
  const definition = isDefinition(document)
    ? document.uri
    : await askForFile(vscode.l10n.t('Definition that was executed; cancel to see only what is recorded'));
  await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(definition ?? history), {
    type: 'asl',
    request: 'attach',
    name: fileNameOf(history.path),
    history: fromUri(history),
    ...(definition && { program: fromUri(definition) }),
  });
}

async function askForFile(title: string): Promise<vscode.Uri | undefined> {
  const [uri] = (await vscode.window.showOpenDialog({ title, canSelectMany: false })) ?? [];
  return uri;
}

async function compareRuns(texts: Map<string, string>): Promise<void> {
  const session = sessionOf();
  const { runs } = (await session.customRequest(RUNS_REQUEST)) as Runs;
  if (runs.length < 2)
    throw new Error(vscode.l10n.t('There is only one run. Change a value in the past to begin another one.'));
  const left = await pick(runs, vscode.l10n.t('First run'));
  const right = left && (await pick(runs.filter(({ id }) => id !== left.id).reverse(), vscode.l10n.t('Second run')));
  if (!left || !right) return;
  const args: CompareRuns = { left: left.id, right: right.id };
  const comparison = (await session.customRequest(COMPARE_RUNS_REQUEST, args)) as RunComparison;
  const show = (run: RunSummary, text: string): vscode.Uri => {
    const path = `/${session.id}/${run.id}-${run.events}/${run.name}`;
    texts.set(path, text);
    return vscode.Uri.from({ scheme: SCHEME, path });
  };
  const [a, b] = [show(left, comparison.left), show(right, comparison.right)];
  await vscode.commands.executeCommand('vscode.diff', a, b, `${left.name} ↔ ${right.name}`);
}

async function pick(runs: readonly RunSummary[], title: string): Promise<RunSummary | undefined> {
  const [only] = runs;
  if (runs.length === 1) return only;
  const items = runs.map((run) => ({ label: run.name, description: run.status, run }));
  return (await vscode.window.showQuickPick(items, { title }))?.run;
}
