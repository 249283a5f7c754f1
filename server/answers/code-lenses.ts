/** The lenses above a machine and its states. Their commands are the extension's, so only its client is told of them. */
import type { CodeLens, CodeLensParams, Command } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { codeLenses, type CodeLens as Lens } from '#language';
import { toLspLocation, toLspRange } from '../convert.ts';
import type { Request } from '../routes.ts';

export function codeLensAnswer({ asl, text, settings }: Request<CodeLensParams>): CodeLens[] {
  const { codeLens, stateLenses } = settings();
  if (!codeLens) return [];
  return codeLenses(asl, stateLenses).map((lens) => ({
    range: toLspRange(text, lens.range),
    command: commandOf(text, lens),
  }));
}

function commandOf(text: TextDocument, { command, title, range, references = [], state }: Lens): Command {
  const { uri } = text;
  switch (command) {
    case 'preview':
      return { title, command: 'stepwright.openPreview', arguments: [uri] };
    case 'debug':
      return { title, command: 'stepwright.debugMachine', arguments: [uri] };
    case 'debug-from':
      return { title, command: 'stepwright.debugFromState', arguments: [uri, state] };
    case 'references': {
      const locations = references.map((one) => toLspLocation(text, one));
      return {
        title,
        command: 'stepwright.showReferences',
        arguments: [uri, text.positionAt(range.start), locations],
      };
    }
  }
}
