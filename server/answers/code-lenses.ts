/** The lenses above a machine. Their commands are the extension's, so only its client is told of them. */
import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { codeLenses, type CodeLens as Lens } from '#language';
import { toLspRange } from '../convert.ts';
import type { Request } from '../routes.ts';

const COMMANDS: Readonly<Record<Lens['command'], string>> = {
  preview: 'stepwright.openPreview',
  debug: 'stepwright.debugMachine',
};

export function codeLensAnswer({ asl, text, settings }: Request<CodeLensParams>): CodeLens[] {
  if (!settings().codeLens) return [];
  return codeLenses(asl).map(({ range, command, title }) => ({
    range: toLspRange(text, range),
    command: { title, command: COMMANDS[command], arguments: [text.uri] },
  }));
}
