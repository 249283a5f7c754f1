/**
 * Read-only documents with the text of a run: for VS Code's comparison of two, and for the link that the console has at
 * the end of a session, which leads to the run while it is the last one.
 */
import * as vscode from 'vscode';
import { TRANSCRIPT_REQUEST, type Transcript } from '#protocol';
import type { RunInspector } from './run-inspector.ts';

const SCHEME = 'stepwright-run';
/** A text may have megabytes; those of the last comparisons can be opened again. */
const MOST_KEPT = 20;

export interface RunTexts {
  /** Keeps a text under a path, which begins with `/`, and gives its address. */
  add(path: string, text: string): vscode.Uri;
}

let transcripts = 0;

/** A new address for the transcript of a run that is about to begin; its configuration takes it to the debug adapter. */
export const transcriptAddress = (name: string): string =>
  vscode.Uri.from({ scheme: SCHEME, path: `/${++transcripts}/${name}.transcript` }).toString();

export function registerRunTexts(subscriptions: vscode.Disposable[], inspector: RunInspector): RunTexts {
  const texts = new Map<string, string>();
  subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async (uri) => texts.get(uri.path) ?? transcriptAt(uri, inspector),
    }),
  );
  return {
    add(path, text) {
      texts.delete(path);
      texts.set(path, text);
      const [oldest] = texts.keys();
      if (texts.size > MOST_KEPT && oldest !== undefined) texts.delete(oldest);
      return vscode.Uri.from({ scheme: SCHEME, path });
    },
  };
}

async function transcriptAt(uri: vscode.Uri, { run }: RunInspector): Promise<string> {
  if (run?.session.configuration.transcript !== uri.toString())
    return vscode.l10n.t('This run is forgotten: another one has begun after it.');
  return ((await run.inspect(TRANSCRIPT_REQUEST, {})) as Transcript).text;
}
