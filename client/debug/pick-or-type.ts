/** A list to choose from in whose box JSON may be typed or pasted instead: as soon as there is something, it is the first item. */
import * as vscode from 'vscode';

export interface ChoiceItem<Choice> extends vscode.QuickPickItem {
  /** Absent: the item only says something. */
  readonly choice?: Choice;
}

export interface PickOptions<Choice> {
  readonly title: string;
  readonly placeholder: string;
  readonly offered: readonly ChoiceItem<Choice>[];
  /** The item of a text in the box. */
  readonly typed: (text: string) => ChoiceItem<Choice>;
}

/** Undefined when the user turned away. */
export function pickOrType<Choice>({ title, placeholder, offered, typed }: PickOptions<Choice>) {
  const box = vscode.window.createQuickPick<ChoiceItem<Choice>>();
  box.title = title;
  box.placeholder = placeholder;
  box.ignoreFocusOut = true;
  box.items = offered;
  return new Promise<Choice | undefined>((resolve) => {
    box.onDidChangeValue((value) => {
      box.items = value.trim() === '' ? offered : [typed(value), ...offered];
    });
    box.onDidAccept(() => {
      // Who types fast presses Enter before the list has followed the text.
      const choice = (box.value.trim() === '' ? undefined : typed(box.value).choice) ?? box.activeItems[0]?.choice;
      if (choice === undefined) return;
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
