/**
 * Executions of another time or place: opens the file of a history as a debug session, and lays two runs of a session
 * side by side. Loaded when first asked for.
 */
import * as vscode from 'vscode';
import {
  COMPARE_RUNS_REQUEST,
  type CompareRuns,
  RUNS_REQUEST,
  type RunComparison,
  type RunSummary,
  type Runs,
} from '#protocol';
import { isDefinition } from '../extension-context.ts';
import { fileNameOf } from './companion-files.ts';
import { fromUri } from './files.ts';
import type { RunInspector } from './run-inspector.ts';
import type { RunTexts } from './run-texts.ts';

/** Opens the file of a history, or one that the user chooses, as a debug session. */
export async function debugRecordedExecution(given: unknown): Promise<void> {
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

/** Lets the user choose two runs of the session that the views show, which may be over, and shows them side by side. */
export async function compareRuns({ run: inspected }: RunInspector, texts: RunTexts): Promise<void> {
  if (!inspected) throw new Error(vscode.l10n.t('No state machine is being debugged.'));
  const { session, inspect } = inspected;
  const { runs } = inspect(RUNS_REQUEST, {}) as Runs;
  if (runs.length < 2)
    throw new Error(vscode.l10n.t('There is only one run. Change a value in the past to begin another one.'));
  const left = await pick(runs, vscode.l10n.t('First run'));
  const right = left && (await pick(runs.filter(({ id }) => id !== left.id).reverse(), vscode.l10n.t('Second run')));
  if (!left || !right) return;
  const args: CompareRuns = { left: left.id, right: right.id };
  const comparison = inspect(COMPARE_RUNS_REQUEST, args) as RunComparison;
  const show = (run: RunSummary, text: string): vscode.Uri =>
    texts.add(`/${session.id}/${run.id}-${run.events}/${run.name}`, text);
  const [a, b] = [show(left, comparison.left), show(right, comparison.right)];
  await vscode.commands.executeCommand('vscode.diff', a, b, `${left.name} ↔ ${right.name}`);
}

async function pick(runs: readonly RunSummary[], title: string): Promise<RunSummary | undefined> {
  const [only] = runs;
  if (runs.length === 1) return only;
  const items = runs.map((run) => ({ label: run.name, description: run.status, run }));
  return (await vscode.window.showQuickPick(items, { title }))?.run;
}
