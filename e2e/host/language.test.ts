/** The language server through VS Code's own commands. What it answers exactly is tested over LSP; here it arrives. */
import assert from 'node:assert/strict';
import {
  type CodeAction,
  type CompletionList,
  commands,
  type DocumentSymbol,
  type Hover,
  type Location,
  type LocationLink,
  Range,
  type TextDocument,
  type TextEdit,
  type WorkspaceEdit,
  workspace,
} from 'vscode';
import { diagnosticsOf, inLast, positionAfter, showFile, showText } from './editing.ts';

const MACHINE = `{
  "StartAt": "First",
  "States": {
    "First": { "Type": "Pass", "Next": "Second" },
    "Second": { "Type": "Succeed" }
  }
}
`;
const BROKEN = MACHINE.replace('"Next": "Second"', '"Next": "Secnd"');

const ask = <T>(command: string, document: TextDocument, ...rest: unknown[]) =>
  commands.executeCommand<T>(command, document.uri, ...rest);

describe('language', () => {
  it('reports an unknown state and offers to mend it', async () => {
    const document = await showText('broken.asl.json', BROKEN);
    const messages = await diagnosticsOf(document, (all) => all.length > 0);
    assert.ok(
      messages.some((message) => message.includes("'Secnd'")),
      messages.join('\n'),
    );
    const place = inLast(document, 'Secnd');
    const actions = await ask<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document,
      new Range(place, place),
      undefined,
      20,
    );
    const fix = actions.find(({ isPreferred, edit }) => isPreferred && edit);
    assert.ok(fix?.edit, `The offers are: ${actions.map(({ title }) => title).join(', ')}`);
    await workspace.applyEdit(fix.edit);
    assert.equal(document.getText(), MACHINE);
    await diagnosticsOf(document, (all) => all.length === 0);
    await document.save();
  });

  it('completes the name of a state', async () => {
    const document = await showText('complete.asl.json', MACHINE.replace('"Next": "Second"', '"Next": ""'));
    const at = positionAfter(document, '"Next": "');
    const { items } = await ask<CompletionList>('vscode.executeCompletionItemProvider', document, at);
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('Second'), `Offered: ${labels.join(', ')}`);
  });

  it('goes to the definition of a state', async () => {
    const document = await showText('machine.asl.json', MACHINE);
    const at = positionAfter(document, '"Next": "Se');
    const [found] = await ask<(Location | LocationLink)[]>('vscode.executeDefinitionProvider', document, at);
    assert.ok(found);
    const range = 'range' in found ? found.range : (found.targetSelectionRange ?? found.targetRange);
    assert.equal(range.start.line, 4);
  });

  it('explains a field', async () => {
    const document = await showFile('machine.asl.json');
    const hovers = await ask<Hover[]>('vscode.executeHoverProvider', document, positionAfter(document, '"Nex'));
    const text = hovers.flatMap(({ contents }) =>
      contents.map((content) => (typeof content === 'string' ? content : content.value)),
    );
    assert.match(text.join('\n'), /state that runs after this one/);
  });

  it('renames a state everywhere', async () => {
    const document = await showFile('machine.asl.json');
    const at = positionAfter(document, '"Next": "Se');
    const edit = await ask<WorkspaceEdit>('vscode.executeDocumentRenameProvider', document, at, 'Last');
    await workspace.applyEdit(edit);
    assert.equal(document.getText(), MACHINE.replaceAll('Second', 'Last'));
    await document.save();
  });

  it('outlines and formats a definition in YAML', async () => {
    const text = '# Kept\nStartAt: A\nStates:\n    A:\n        Type: Succeed\n';
    const document = await showText('machine.asl.yaml', text);
    const symbols = await ask<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document);
    assert.ok(JSON.stringify(symbols).includes('"A"'));
    const edits = await ask<TextEdit[]>('vscode.executeFormatDocumentProvider', document, {
      tabSize: 2,
      insertSpaces: true,
    });
    assert.ok(Array.isArray(edits));
  });
});
