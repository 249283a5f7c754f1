/** What the lens "2 references" above a state does: shows the places that lead there. */
import * as vscode from 'vscode';
import type { Command } from '../command.ts';

interface Place {
  readonly line: number;
  readonly character: number;
}

export const showReferences: Command = {
  id: 'stepwright.showReferences',
  run: (_ext, uri, position, locations) => {
    if (typeof uri !== 'string' || !Array.isArray(locations)) return;
    return vscode.commands.executeCommand(
      'editor.action.showReferences',
      vscode.Uri.parse(uri, true),
      toPosition(position as Place),
      locations.map(toLocation),
    );
  },
};

const toPosition = ({ line, character }: Place): vscode.Position => new vscode.Position(line, character);

function toLocation(found: { readonly uri: string; readonly range: { readonly start: Place; readonly end: Place } }) {
  const { start, end } = found.range;
  return new vscode.Location(vscode.Uri.parse(found.uri, true), new vscode.Range(toPosition(start), toPosition(end)));
}
