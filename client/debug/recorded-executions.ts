/**
 * Executions of another time or place: opens a history, of a file or pasted, as a debug session, and lays two runs of a
 * session side by side. Loaded when first asked for.
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
import { definitionsOf, fromUri } from './files.ts';
import { type ChoiceItem, pickOrType } from './pick-or-type.ts';
import type { RunInspector } from './run-inspector.ts';
import type { RunTexts } from './run-texts.ts';
import { jsonProblem } from './typed-json.ts';

/** A history: a path or URI, or its JSON as text; and what it is called. */
interface History {
  readonly name: string;
  readonly source: string;
  /** Where its workspace is looked for. */
  readonly near?: vscode.Uri;
}

/** Opens the file of a history, or one that the user chooses or pastes, as a debug session. */
export async function debugRecordedExecution(given: unknown): Promise<void> {
  const history = given instanceof vscode.Uri ? inFile(given) : await askForHistory();
  const definition = history && (await definitionThatRan());
  if (!history || definition === undefined) return;
  await vscode.debug.startDebugging(
    vscode.workspace.getWorkspaceFolder(definition ?? history.near ?? NOWHERE) ??
      vscode.workspace.workspaceFolders?.[0],
    {
      type: 'asl',
      request: 'attach',
      name: history.name,
      history: history.source,
      ...(definition && { program: fromUri(definition) }),
    },
  );
}

const NOWHERE = vscode.Uri.from({ scheme: 'untitled' });
const inFile = (uri: vscode.Uri): History => ({ name: fileNameOf(uri.path), source: fromUri(uri), near: uri });
const pasted = (source: string): History => ({ name: vscode.l10n.t('Pasted history'), source });

/** Whether a text is likely to be what `aws stepfunctions get-execution-history` prints; the adapter judges it. */
const isHistory = (text: string): boolean => /^\s*[{[]/.test(text) && /"(?:events|previousEventId)"\s*:/.test(text);

type Place = History | 'clipboard' | 'file';

async function askForHistory(): Promise<History | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const shown = document && isHistory(document.getText()) ? shownHistory(document) : undefined;
  const chosen = await pickOrType<Place>({
    title: vscode.l10n.t('History of the execution'),
    placeholder: vscode.l10n.t("Paste the JSON of 'aws stepfunctions get-execution-history', or choose"),
    offered: [
      ...(shown
        ? [{ label: `$(file) ${shown.name}`, description: vscode.l10n.t('in the editor'), choice: shown }]
        : []),
      { label: vscode.l10n.t('$(folder-opened) Choose a file…'), choice: 'file' },
      { label: vscode.l10n.t('$(clippy) Take it from the clipboard'), choice: 'clipboard' },
    ],
    typed: typedHistory,
  });
  if (chosen === 'file') {
    const uri = await askForFile(vscode.l10n.t('History of the execution'));
    return uri && inFile(uri);
  }
  if (chosen !== 'clipboard') return chosen;
  const text = await vscode.env.clipboard.readText();
  if (isHistory(text)) return pasted(text);
  throw new Error(vscode.l10n.t('The clipboard holds no history of an execution.'));
}

/** What is not saved is taken as it stands in the editor. */
function shownHistory(document: vscode.TextDocument): History {
  const { uri, isDirty, isUntitled } = document;
  const file = inFile(uri);
  return isDirty || isUntitled ? { ...file, source: document.getText() } : file;
}

function typedHistory(text: string): ChoiceItem<Place> {
  if (isHistory(text) && jsonProblem(text) === undefined)
    return { label: vscode.l10n.t('$(history) Open the pasted history'), alwaysShow: true, choice: pasted(text) };
  return { label: vscode.l10n.t('$(error) This is no history yet'), alwaysShow: true };
}

/** The definition in the editor, or one that the user chooses; null for none, undefined when the user turned away. */
async function definitionThatRan(): Promise<vscode.Uri | null | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  if (isDefinition(document)) return document.uri;
  // The box is there at once, also where it takes a while to find the definitions.
  const items = definitionsOf(undefined).then(definitionItems);
  const title = vscode.l10n.t('Definition that was executed');
  const choice = (await vscode.window.showQuickPick(items, { title }))?.choice;
  return choice === 'file' ? askForFile(title) : choice;
}

function definitionItems(files: readonly vscode.Uri[]) {
  return [
    ...files.map((uri) => ({ label: `$(file) ${vscode.workspace.asRelativePath(uri)}`, choice: uri })),
    { label: vscode.l10n.t('$(folder-opened) Choose a file…'), choice: 'file' as const },
    { label: vscode.l10n.t('$(circle-slash) None: show only what is recorded'), choice: null },
  ];
}

async function askForFile(title: string): Promise<vscode.Uri | undefined> {
  const [uri] = (await vscode.window.showOpenDialog({ title, canSelectMany: false })) ?? [];
  return uri;
}

/** Lets the user choose two runs of the session that the views show, which may be over, and shows them side by side. */
export async function compareRuns({ run: inspected }: RunInspector, texts: RunTexts): Promise<void> {
  if (!inspected) throw new Error(vscode.l10n.t('No state machine is being debugged.'));
  const { session, inspect } = inspected;
  const { runs } = (await inspect(RUNS_REQUEST, {})) as Runs;
  if (runs.length < 2)
    throw new Error(vscode.l10n.t('There is only one run. Change a value in the past to begin another one.'));
  const left = await pick(runs, vscode.l10n.t('First run'));
  const right = left && (await pick(runs.filter(({ id }) => id !== left.id).reverse(), vscode.l10n.t('Second run')));
  if (!left || !right) return;
  const args: CompareRuns = { left: left.id, right: right.id };
  const comparison = (await inspect(COMPARE_RUNS_REQUEST, args)) as RunComparison;
  const show = (run: RunSummary, text: string): vscode.Uri =>
    texts.add(`/${session.id}/${run.id}-${run.events}/${run.name}`, text);
  const [a, b] = [show(left, comparison.left), show(right, comparison.right)];
  await vscode.commands.executeCommand('vscode.diff', a, b, `${left.name} ↔ ${right.name}`);
}

async function pick(runs: readonly RunSummary[], title: string): Promise<RunSummary | undefined> {
  const [only] = runs;
  if (runs.length === 1) return only;
  const items = runs.map((run) => ({ label: run.name, description: aboutRun(run), run }));
  return (await vscode.window.showQuickPick(items, { title }))?.run;
}

/** `succeeded, 50 events`: a run that goes on no more although it did not end was left for another one. */
function aboutRun({ status, events, isCurrent }: RunSummary): string {
  const count = events === 1 ? vscode.l10n.t('1 event') : vscode.l10n.t('{0} events', events);
  return `${statusText(status, isCurrent)}, ${count}`;
}

function statusText(status: string, isCurrent: boolean): string {
  switch (status) {
    case 'SUCCEEDED':
      return vscode.l10n.t('succeeded');
    case 'FAILED':
      return vscode.l10n.t('failed');
    case 'TIMED_OUT':
      return vscode.l10n.t('timed out');
    case 'ABORTED':
      return vscode.l10n.t('aborted');
    default:
      return isCurrent ? vscode.l10n.t('running') : vscode.l10n.t('left while it ran');
  }
}
