/**
 * Gives a JSON or YAML file the language of a state machine, for files whose name does not say what they hold.
 * VS Code forgets it when the file is closed; the `files.associations` setting keeps it, and that is the user's choice.
 */
import * as vscode from 'vscode';
import type { Command } from '../command.ts';

export const treatAsStateMachine: Command = {
  id: 'stepwright.treatAsStateMachine',
  run: async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document) return;
    const yaml = document.languageId === 'yaml' || /\.ya?ml$/i.test(document.uri.path);
    await vscode.languages.setTextDocumentLanguage(document, yaml ? 'asl-yaml' : 'asl');
  },
};
