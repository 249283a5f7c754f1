/** What the debugger shows in the text: values on hover and beside the lines of the state where it stands. */
import * as vscode from 'vscode';
import { LANGUAGES } from '../extension-context.ts';
import { expressionAt, expressionsIn } from './expression-at.ts';

export function registerShownValues(): vscode.Disposable {
  const selector = LANGUAGES.map((language) => ({ language }));
  return vscode.Disposable.from(
    vscode.languages.registerEvaluatableExpressionProvider(selector, { provideEvaluatableExpression }),
    vscode.languages.registerInlineValuesProvider(selector, { provideInlineValues }),
  );
}

function provideEvaluatableExpression(document: vscode.TextDocument, position: vscode.Position) {
  const found = expressionAt(document.lineAt(position.line).text, position.character);
  if (!found) return undefined;
  const range = new vscode.Range(position.line, found.start, position.line, found.end);
  return new vscode.EvaluatableExpression(range, unescape(found.text));
}

/** Only inside the state where the debugger stands: elsewhere the same path means another value. */
async function provideInlineValues(
  document: vscode.TextDocument,
  viewPort: vscode.Range,
  context: vscode.InlineValueContext,
): Promise<vscode.InlineValue[]> {
  const state = await stateAround(document, context.stoppedLocation);
  const lines = state?.intersection(viewPort);
  if (!lines) return [];
  const values: vscode.InlineValue[] = [];
  for (let line = lines.start.line; line <= lines.end.line; line++) {
    for (const { start, end, text } of expressionsIn(document.lineAt(line).text)) {
      if (text === '$' || text === '$$') continue;
      values.push(
        new vscode.InlineValueEvaluatableExpression(new vscode.Range(line, start, line, end), unescape(text)),
      );
    }
  }
  return values;
}

async function stateAround(document: vscode.TextDocument, stop: vscode.Range): Promise<vscode.Range | undefined> {
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  return innermost(symbols ?? [], stop.start);
}

function innermost(symbols: readonly vscode.DocumentSymbol[], position: vscode.Position): vscode.Range | undefined {
  const around = symbols.find(({ range }) => range.contains(position));
  return around && (innermost(around.children, position) ?? around.range);
}

/** In JSON a double quote inside a path is written `\"`. */
function unescape(text: string): string {
  return text.replaceAll('\\"', '"');
}
