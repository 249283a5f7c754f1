/**
 * Asks for the input of an execution: the last one of this definition, the input file beside it, an empty object,
 * another file, or JSON typed into the same box. What was chosen is remembered per definition.
 */
import * as vscode from 'vscode';
import { fileNameOf, inputFileOf } from './companion-files.ts';
import { exists } from './files.ts';
import { jsonProblem } from './typed-json.ts';

/** The choice, as it is kept in the workspace's memory. */
export type ExecutionInput = { readonly json: string } | { readonly file: string };

interface InputItem extends vscode.QuickPickItem {
  readonly choice?: ExecutionInput | 'browse';
}

const keyOf = (definition: vscode.Uri): string => `stepwright.input:${definition.toString()}`;

export function rememberedInput(memory: vscode.Memento, definition: vscode.Uri): ExecutionInput | undefined {
  return memory.get<ExecutionInput>(keyOf(definition));
}

/** Undefined when the user turned away. */
export async function askForInput(memory: vscode.Memento, definition: vscode.Uri): Promise<ExecutionInput | undefined> {
  const offered = await offers(memory, definition);
  const picked = await pick(definition, offered);
  const input = picked === 'browse' ? await browse(definition) : picked;
  if (input) await memory.update(keyOf(definition), input);
  return input;
}

async function offers(memory: vscode.Memento, definition: vscode.Uri): Promise<InputItem[]> {
  const beside = definition.with({ path: inputFileOf(definition.path) });
  const last = rememberedInput(memory, definition);
  const items: InputItem[] = [];
  if (last) items.push(lastItem(last));
  if (
    definition.scheme !== 'untitled' &&
    !(last && 'file' in last && last.file === beside.toString()) &&
    (await exists(beside))
  ) {
    items.push({
      label: `$(file) ${fileNameOf(beside.path)}`,
      description: vscode.l10n.t('beside the definition'),
      choice: { file: beside.toString() },
    });
  }
  if (!(last && 'json' in last && last.json === '{}')) {
    items.push({ label: '$(json) {}', description: vscode.l10n.t('an empty object'), choice: { json: '{}' } });
  }
  items.push({ label: vscode.l10n.t('$(folder-opened) Choose a JSON file…'), choice: 'browse' });
  return items;
}

function lastItem(last: ExecutionInput): InputItem {
  const label = 'file' in last ? `$(history) ${fileNameOf(last.file)}` : `$(history) ${last.json}`;
  return { label, description: vscode.l10n.t('last input'), choice: last };
}

/** A pick that takes typed text as well: as soon as it is JSON, it is the first item. */
function pick(definition: vscode.Uri, offered: readonly InputItem[]): Promise<ExecutionInput | 'browse' | undefined> {
  const box = vscode.window.createQuickPick<InputItem>();
  box.title = vscode.l10n.t('Input of {0}', fileNameOf(definition.path));
  box.placeholder = vscode.l10n.t('Type the input as JSON, or choose one');
  box.ignoreFocusOut = true;
  box.items = offered;
  return new Promise((resolve) => {
    box.onDidChangeValue((value) => {
      box.items = value.trim() === '' ? offered : [typedItem(value), ...offered];
    });
    box.onDidAccept(() => {
      // Who types fast presses Enter before the list has followed the text.
      const choice = typedItem(box.value).choice ?? box.activeItems[0]?.choice;
      if (!choice) return;
      resolve(choice);
      box.hide();
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}

function typedItem(value: string): InputItem {
  const problem = jsonProblem(value);
  if (problem === undefined)
    return { label: value, description: vscode.l10n.t('use as input'), alwaysShow: true, choice: { json: value } };
  return { label: vscode.l10n.t('$(error) This is not JSON yet'), detail: problem, alwaysShow: true };
}

async function browse(definition: vscode.Uri): Promise<ExecutionInput | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Input of {0}', fileNameOf(definition.path)),
    openLabel: vscode.l10n.t('Use as Input'),
    filters: { JSON: ['json'] },
    ...(definition.scheme !== 'untitled' && { defaultUri: vscode.Uri.joinPath(definition, '..') }),
  });
  const [file] = chosen ?? [];
  return file && { file: file.toString() };
}
