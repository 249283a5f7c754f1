/** Read-only documents with the text of a run, for VS Code's comparison of two. */
import * as vscode from 'vscode';

const SCHEME = 'stepwright-run';
/** A text may have megabytes; those of the last comparisons can be opened again. */
const MOST_KEPT = 20;

export interface RunTexts {
  /** Keeps a text under a path, which begins with `/`, and gives its address. */
  add(path: string, text: string): vscode.Uri;
}

export function registerRunTexts(subscriptions: vscode.Disposable[]): RunTexts {
  const texts = new Map<string, string>();
  subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: ({ path }) => texts.get(path) ?? '',
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
