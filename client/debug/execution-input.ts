/**
 * Asks for the input of an execution: one that this definition has had, the input file beside it, an empty object,
 * another file, or JSON typed into the same box. What was chosen is remembered per definition. Loaded when first asked for.
 */
import * as vscode from 'vscode';
import { fileNameOf, inputFileOf } from './companion-files.ts';
import { exists } from './files.ts';
import { type ChoiceItem, pickOrType } from './pick-or-type.ts';
import { jsonProblem } from './typed-json.ts';

/** The choice, as it is kept in the workspace's memory. */
export type ExecutionInput = { readonly json: string } | { readonly file: string };

type InputItem = ChoiceItem<ExecutionInput | 'browse'>;

/** So many inputs of a definition are offered again. */
const MOST_REMEMBERED = 10;
const EMPTY: ExecutionInput = { json: '{}' };

const keyOf = (definition: vscode.Uri): string => `stepwright.inputs:${definition.toString()}`;
const isSame = (a: ExecutionInput, b: ExecutionInput): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The inputs that a definition has had, newest first. */
function rememberedInputs(memory: vscode.Memento, definition: vscode.Uri): readonly ExecutionInput[] {
  return memory.get<readonly ExecutionInput[]>(keyOf(definition), []);
}

/** The input to begin with; `when`: `once` takes the last one without asking. Undefined when the user turned away. */
export async function inputFor(
  memory: vscode.Memento,
  definition: vscode.Uri,
  when: string | undefined,
): Promise<ExecutionInput | undefined> {
  const known = rememberedInputs(memory, definition);
  if (when === 'once' && known[0]) return known[0];
  const picked = await pickOrType<ExecutionInput | 'browse'>({
    title: vscode.l10n.t('Input of {0}', fileNameOf(definition.path)),
    placeholder: vscode.l10n.t('Type the input as JSON, or choose one'),
    offered: await offers(known, definition),
    typed: typedItem,
  });
  const input = picked === 'browse' ? await browse(definition) : picked;
  if (input) {
    const others = known.filter((one) => !isSame(one, input));
    await memory.update(keyOf(definition), [input, ...others].slice(0, MOST_REMEMBERED));
  }
  return input;
}

async function offers(known: readonly ExecutionInput[], definition: vscode.Uri): Promise<InputItem[]> {
  const beside: ExecutionInput = { file: definition.with({ path: inputFileOf(definition.path) }).toString() };
  const isNew = (input: ExecutionInput): boolean => !known.some((one) => isSame(one, input));
  const items = known.map(knownItem);
  if (definition.scheme !== 'untitled' && isNew(beside) && (await exists(vscode.Uri.parse(beside.file, true)))) {
    const description = vscode.l10n.t('beside the definition');
    // Behind the last one: what was run before that is less likely to be wanted.
    items.splice(1, 0, { label: `$(file) ${fileNameOf(beside.file)}`, description, choice: beside });
  }
  if (isNew(EMPTY))
    items.push({ label: '$(json) {}', description: vscode.l10n.t('an empty object'), choice: { json: '{}' } });
  items.push({ label: vscode.l10n.t('$(folder-opened) Choose a JSON file…'), choice: 'browse' });
  return items;
}

function knownItem(input: ExecutionInput, index: number): InputItem {
  const label = 'file' in input ? fileNameOf(input.file) : input.json;
  const description = index === 0 ? vscode.l10n.t('last input') : vscode.l10n.t('used before');
  return { label: `$(history) ${label}`, description, choice: input };
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
