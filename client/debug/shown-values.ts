/** What the debugger shows on hover. Values beside the lines come from the language server, which knows the expressions. */
import * as vscode from 'vscode';
import { LANGUAGES } from '../extension-context.ts';
import { expressionAt } from './expression-at.ts';

export function registerShownValues(): vscode.Disposable {
  const selector = LANGUAGES.map((language) => ({ language }));
  return vscode.languages.registerEvaluatableExpressionProvider(selector, { provideEvaluatableExpression });
}

function provideEvaluatableExpression(document: vscode.TextDocument, position: vscode.Position) {
  const found = expressionAt(document.lineAt(position.line).text, position.character);
  if (!found) return undefined;
  const range = new vscode.Range(position.line, found.start, position.line, found.end);
  return new vscode.EvaluatableExpression(range, unescape(found.text));
}

/** In JSON a double quote inside a path is written `\"`. */
function unescape(text: string): string {
  return text.replaceAll('\\"', '"');
}
