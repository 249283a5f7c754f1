/** Breakpoints of the editor as the graph shows them, and setting them from there. */
import * as vscode from 'vscode';
import type { SceneIndex } from './scene-index.ts';

/** The ids of the states on which a breakpoint stands: on a line of theirs, or by their name. */
export function pointersWithBreakpoints(document: vscode.TextDocument, index: SceneIndex): string[] {
  const pointers = new Set<string>();
  for (const breakpoint of vscode.debug.breakpoints) {
    if (!breakpoint.enabled) continue;
    const id = sourcePointer(breakpoint, document, index);
    if (id !== undefined) pointers.add(id);
    if (breakpoint instanceof vscode.FunctionBreakpoint) {
      for (const node of index.named(breakpoint.functionName)) pointers.add(node.id);
    }
  }
  return [...pointers];
}

/** Removes the breakpoints on the lines of a state, or sets one on the line of its name. */
export function toggleBreakpoint(document: vscode.TextDocument, index: SceneIndex, id: string): void {
  const node = index.node(id);
  if (!node) return;
  const present = vscode.debug.breakpoints.filter(
    (breakpoint) =>
      sourcePointer(breakpoint, document, index) === id ||
      (breakpoint instanceof vscode.FunctionBreakpoint && breakpoint.functionName === node.name),
  );
  if (present.length > 0) {
    vscode.debug.removeBreakpoints(present);
    return;
  }
  const place = new vscode.Location(document.uri, document.positionAt(node.nameRange.start));
  vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(place)]);
}

function sourcePointer(
  breakpoint: vscode.Breakpoint,
  document: vscode.TextDocument,
  index: SceneIndex,
): string | undefined {
  if (!(breakpoint instanceof vscode.SourceBreakpoint)) return undefined;
  const { uri, range } = breakpoint.location;
  if (uri.toString() !== document.uri.toString() || range.start.line >= document.lineCount) return undefined;
  const line = document.lineAt(range.start.line);
  return index.at(document.offsetAt(line.range.start) + line.firstNonWhitespaceCharacterIndex)?.id;
}
