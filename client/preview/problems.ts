/** The problems of a document by state, the worst one of each, for the marks in the graph. */
import * as vscode from 'vscode';
import type { ProblemMark } from '#graph';
import type { SceneIndex } from './scene-index.ts';

export function problemsByState(document: vscode.TextDocument, index: SceneIndex): Record<string, ProblemMark> {
  const marks: Record<string, ProblemMark> = {};
  for (const { severity, range, message } of vscode.languages.getDiagnostics(document.uri)) {
    if (severity > vscode.DiagnosticSeverity.Warning) continue;
    const id = index.at(document.offsetAt(range.start))?.id;
    if (id === undefined || marks[id]?.severity === 'error') continue;
    const isError = severity === vscode.DiagnosticSeverity.Error;
    if (isError || !marks[id]) marks[id] = { severity: isError ? 'error' : 'warning', message };
  }
  return marks;
}
