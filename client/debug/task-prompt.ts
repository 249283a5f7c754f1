/**
 * The question about a task without an answer: return JSON, fail with an error, and whether the answer goes into
 * the mock file. Every step can be turned away; the task then goes on waiting.
 */
import * as vscode from 'vscode';
import type { MockAnswer, TaskPending } from '#protocol';
import { deliverAnswer } from './deliver-answer.ts';
import type { ResultEditors } from './result-editor.ts';
import { beginsAsJson, jsonProblem } from './typed-json.ts';
import type { WaitingTask } from './waiting-tasks.ts';

/** A longer sample is edited in an editor at once: an input box has one line. */
const LONGEST_LINE = 300;
const COMMON_ERRORS = ['States.TaskFailed', 'States.Timeout', 'States.Permissions', 'States.HeartbeatTimeout'];

export interface TaskPromptDeps {
  readonly editors: ResultEditors;
  /** Writes the answer into the mock file of the task's definition; says in words what it did. */
  readonly remember: (task: WaitingTask, answer: MockAnswer) => Promise<void>;
  /** The name of the mock file, for the label. */
  readonly mockFileName: (task: WaitingTask) => string;
}

/** Asks until the task has an answer or the user turns away. */
export async function askAboutTask(task: WaitingTask, deps: TaskPromptDeps): Promise<void> {
  const choice = await chooseKind(task, deps);
  if (!choice) return;
  const deliver = (answer: MockAnswer): Promise<void> => {
    const remember = choice.remember ? () => deps.remember(task, answer) : undefined;
    return deliverAnswer(() => task.answer(answer), remember);
  };
  if (choice.kind === 'typed') return deliver({ return: JSON.parse(choice.json) });
  if (choice.kind === 'editor') return deps.editors.open(task, deliver);
  if (choice.kind === 'fail') {
    const answer = await askForError(task);
    return answer && deliver(answer);
  }
  const text = await askForResult(task);
  if (text === undefined) return;
  if (text === 'editor') return deps.editors.open(task, deliver);
  await deliver({ return: JSON.parse(text.json) });
}

/** How to answer: by a further question, or with JSON that was typed already. */
type AnswerKind = { readonly kind: 'return' | 'editor' | 'fail' } | { readonly kind: 'typed'; readonly json: string };
type Choice = AnswerKind & { readonly remember: boolean };

interface KindItem extends vscode.QuickPickItem {
  readonly answer?: AnswerKind | 'unfinished';
}

function chooseKind(task: WaitingTask, deps: TaskPromptDeps): Promise<Choice | undefined> {
  const { pending } = task;
  const box = vscode.window.createQuickPick<KindItem>();
  box.title = titleOf(pending);
  box.placeholder = vscode.l10n.t('Type the result of {0} as JSON, or choose', pending.resource);
  box.ignoreFocusOut = true;
  let remember = false;
  const show = (): void => {
    const typed = beginsAsJson(box.value) ? [typedItem(box.value)] : [];
    box.items = [...typed, ...kindItems(pending), rememberItem(remember, deps.mockFileName(task))];
  };
  show();
  return shown(box, task, (accept) => {
    let isTyping = false;
    box.onDidChangeValue((value) => {
      // A list that is set anew forgets which item is active, so it is left alone where it stays the same.
      if (isTyping || beginsAsJson(value)) show();
      isTyping = beginsAsJson(value);
    });
    box.onDidAccept(() => {
      // No other item fits such a text; who types fast presses Enter before the list has followed.
      const item = beginsAsJson(box.value) ? typedItem(box.value) : box.activeItems[0];
      if (!item || item.answer === 'unfinished') return;
      if (item.answer) return accept({ ...item.answer, remember });
      remember = !remember;
      show();
      const toggle = box.items.at(-1);
      if (toggle) box.activeItems = [toggle];
    });
  });
}

function kindItems(pending: TaskPending): readonly KindItem[] {
  return [
    {
      label: vscode.l10n.t('$(check) Return JSON…'),
      description: oneLine(pending.sample),
      answer: { kind: 'return' },
    },
    { label: vscode.l10n.t('$(edit) Return JSON from an editor…'), answer: { kind: 'editor' } },
    {
      label: vscode.l10n.t('$(error) Fail with an error…'),
      description: pending.errors.join(', '),
      answer: { kind: 'fail' },
    },
  ];
}

function rememberItem(remember: boolean, mockFile: string): KindItem {
  return {
    label: `${remember ? '$(pass-filled)' : '$(circle-large-outline)'} ${vscode.l10n.t('Remember this answer in a mock file')}`,
    description: remember ? vscode.l10n.t('yes, in {0}', mockFile) : vscode.l10n.t('no'),
  };
}

function typedItem(json: string): KindItem {
  const problem = jsonProblem(json);
  if (problem === undefined)
    return {
      label: json,
      description: vscode.l10n.t('return this'),
      alwaysShow: true,
      answer: { kind: 'typed', json },
    };
  return {
    label: vscode.l10n.t('$(error) This is not JSON yet'),
    detail: problem,
    alwaysShow: true,
    answer: 'unfinished',
  };
}

/** Asks for the result at once, without asking how to answer; the answer is not remembered. */
export async function askToSucceed(task: WaitingTask, editors: ResultEditors): Promise<void> {
  const text = await askForResult(task);
  if (text === 'editor') return editors.open(task, (answer) => task.answer(answer));
  if (text !== undefined) await task.answer({ return: JSON.parse(text.json) });
}

/** Asks for the error at once. */
export async function askToFail(task: WaitingTask): Promise<void> {
  const answer = await askForError(task);
  if (answer) await task.answer(answer);
}

function askForResult(task: WaitingTask): Promise<{ readonly json: string } | 'editor' | undefined> {
  const sample = oneLine(task.pending.sample);
  if (sample.length > LONGEST_LINE) return Promise.resolve('editor');
  const box = vscode.window.createInputBox();
  const toEditor = { iconPath: new vscode.ThemeIcon('edit'), tooltip: vscode.l10n.t('Edit in an editor') };
  box.title = titleOf(task.pending);
  box.prompt = vscode.l10n.t('The result as JSON');
  box.value = sample;
  box.ignoreFocusOut = true;
  box.buttons = [toEditor];
  return shown<{ json: string } | 'editor'>(box, task, (accept) => {
    box.onDidChangeValue((value) => {
      box.validationMessage = problemOf(value) ?? '';
    });
    box.onDidTriggerButton(() => accept('editor'));
    box.onDidAccept(() => {
      const problem = problemOf(box.value);
      if (problem) box.validationMessage = problem;
      else accept({ json: box.value });
    });
  });
}

async function askForError(task: WaitingTask): Promise<MockAnswer | undefined> {
  const error = await chooseError(task);
  if (error === undefined) return undefined;
  const box = vscode.window.createInputBox();
  box.title = titleOf(task.pending);
  box.prompt = vscode.l10n.t("The cause of '{0}' (may be empty)", error);
  box.ignoreFocusOut = true;
  const cause = await shown<string>(box, task, (accept) => box.onDidAccept(() => accept(box.value)));
  if (cause === undefined) return undefined;
  return { throw: cause === '' ? { error } : { error, cause } };
}

/** The errors that Retry and Catch name, then common ones; any other name can be typed. */
function chooseError({ pending, ...task }: WaitingTask): Promise<string | undefined> {
  const box = vscode.window.createQuickPick();
  box.title = titleOf(pending);
  box.placeholder = vscode.l10n.t('The name of the error: choose one or type another');
  box.ignoreFocusOut = true;
  const named = pending.errors.filter((name) => name !== 'States.ALL');
  const ofThisState = vscode.l10n.t('named by Retry or Catch of this state');
  const offered: vscode.QuickPickItem[] = [
    ...named.map((label) => (label.startsWith('States.') ? { label } : { label, description: ofThisState })),
    ...COMMON_ERRORS.filter((name) => !named.includes(name)).map((label) => ({ label })),
  ];
  box.items = offered;
  return shown<string>(box, { pending, ...task }, (accept) => {
    box.onDidChangeValue((value) => {
      const typed = value.trim();
      const isNew = typed !== '' && !offered.some(({ label }) => label === typed);
      box.items = isNew ? [{ label: typed, alwaysShow: true }, ...offered] : offered;
    });
    box.onDidAccept(() => {
      const label = box.activeItems[0]?.label;
      if (label) accept(label);
    });
  });
}

/** Shows a box until something is accepted, the user turns away, or the task is settled elsewhere. */
function shown<T>(
  box: vscode.QuickInput,
  task: WaitingTask,
  wire: (accept: (value: T) => void) => void,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    wire((value) => {
      resolve(value);
      box.hide();
    });
    const closing = task.settled.onCancellationRequested(() => box.hide());
    box.onDidHide(() => {
      resolve(undefined);
      closing.dispose();
      box.dispose();
    });
    if (task.settled.isCancellationRequested) resolve(undefined);
    else box.show();
  });
}

function titleOf(pending: TaskPending): string {
  if (pending.attempt === 0) return vscode.l10n.t("Task '{0}' needs an answer", pending.stateName);
  return vscode.l10n.t("Task '{0}' needs an answer, try {1}", pending.stateName, pending.attempt + 1);
}

function problemOf(text: string): string | undefined {
  const problem = jsonProblem(text);
  return problem === undefined ? undefined : vscode.l10n.t('This is not JSON yet: {0}', problem);
}

/** The sample comes as readable JSON; a box of one line needs it in one. */
function oneLine(sample: string): string {
  try {
    return JSON.stringify(JSON.parse(sample));
  } catch {
    // Not JSON: shown as it is, and the box says what is wrong with it.
    return sample;
  }
}
