/** A new, unsaved definition that runs as it is: something to change instead of an empty page. */
import * as vscode from 'vscode';
import type { Command } from '../command.ts';

const BEGINNING = `{
  "Comment": "Greets whoever the input names",
  "QueryLanguage": "JSONata",
  "StartAt": "Is there a name",
  "States": {
    "Is there a name": {
      "Type": "Choice",
      "Choices": [{ "Condition": "{% $exists($states.input.name) %}", "Next": "Greet" }],
      "Default": "Nobody to greet"
    },
    "Greet": {
      "Type": "Pass",
      "Output": { "greeting": "{% 'Hello, ' & $states.input.name %}" },
      "End": true
    },
    "Nobody to greet": {
      "Type": "Fail",
      "Error": "NameMissing",
      "Cause": "The input has no field 'name'."
    }
  }
}
`;

export const newStateMachine: Command = {
  id: 'stepwright.newStateMachine',
  run: async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'asl', content: BEGINNING });
    await vscode.window.showTextDocument(document);
  },
};
