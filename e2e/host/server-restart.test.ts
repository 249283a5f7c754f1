/** The language server dies while somebody types: it is started again, and knows the text that was never saved. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { WorkspaceEdit, workspace } from 'vscode';
import { diagnosticsOf, positionAfter, showText } from './editing.ts';

const BROKEN = '{ "StartAt": "Nowhere", "States": { "First": { "Type": "Succeed" } } }\n';

/** Ids of the server processes that this extension host has started. */
function serverProcesses(): number[] {
  const [program, args]: [string, string[]] =
    process.platform === 'win32'
      ? [
          'powershell',
          [
            '-Command',
            `(Get-CimInstance Win32_Process -Filter "ParentProcessId=${process.pid}" | Where-Object CommandLine -like '*server.cjs*').ProcessId`,
          ],
        ]
      : ['pgrep', ['-P', String(process.pid), '-f', 'dist/server\\.cjs']];
  return execFileSync(program, args, { encoding: 'utf8' }).split(/\s+/).filter(Boolean).map(Number);
}

describe('language server', () => {
  it('is started again when it dies, and nothing is lost', async () => {
    const document = await showText('dying.asl.json', BROKEN);
    await diagnosticsOf(document, (all) => all.some((message) => message.includes("'Nowhere'")));
    const [before, ...more] = serverProcesses();
    assert.ok(before !== undefined && more.length === 0);

    const edit = new WorkspaceEdit();
    edit.insert(document.uri, positionAfter(document, 'Nowhere'), 'AtAll');
    process.kill(before, 'SIGKILL');
    await workspace.applyEdit(edit);
    await diagnosticsOf(document, (all) => all.some((message) => message.includes("'NowhereAtAll'")));
    assert.equal(document.isDirty, true);
    assert.notEqual(serverProcesses()[0], before);
  });
});
