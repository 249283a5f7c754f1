/** A person debugs a run of the command line: VS Code attaches to its port, and the command prints what came of it. */
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/vscode/cache.mjs';
import {
  consoleShows,
  openScope,
  sessionEnded,
  setBreakpoint,
  startDebugging,
  stoppedIn,
  variable,
} from '../debug-views.ts';
import { graphState, openPreview } from '../preview.ts';
import { openRunView, stageOf } from '../run-views.ts';
import { linesOf, openDefinition, press, row, runCommand } from '../workbench.ts';
import { useSession } from './use-session.ts';

const FILE = 'order.asl.json';
const CHARGE_LINE = 10;
const MACHINE = {
  StartAt: 'Check',
  States: {
    Check: { Type: 'Pass', Result: 5, ResultPath: '$.total', Next: 'Charge' },
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'charge', 'Payload.$': '$' },
      OutputPath: '$.Payload',
      Next: 'Done',
    },
    Done: { Type: 'Pass', End: true },
  },
};
const NAME = 'Run of the command line';

describe('a run of the command line in VS Code', () => {
  const { page, folder } = useSession({
    files: {
      [FILE]: JSON.stringify(MACHINE, null, 2),
      'order.mocks.json': JSON.stringify({ mocks: { Charge: { return: { Payload: { paid: true } } } } }),
    },
    settings: { 'debug.openDebug': 'openOnDebugBreak', 'debug.internalConsoleOptions': 'neverOpen' },
  });
  let command: ChildProcessWithoutNullStreams;
  let end: Promise<unknown[]>;
  let printed = '';

  after(() => command?.kill());

  it('waits at a port, and stops at a breakpoint of VS Code', async () => {
    const options = ['--input', '{"id": 4711}', '--mocks', 'order.mocks.json', '--debug-port', '0'];
    command = spawn(process.execPath, [path.join(root, 'dist/cli.cjs'), 'run', FILE, ...options], { cwd: folder() });
    end = once(command, 'close');
    command.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    const [said] = await once(command.stderr, 'data');
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(String(said))?.[1]);
    fs.mkdirSync(path.join(folder(), '.vscode'));
    const attach = { type: 'asl', request: 'attach', name: NAME, port };
    fs.writeFileSync(
      path.join(folder(), '.vscode/launch.json'),
      JSON.stringify({ version: '0.2.0', configurations: [attach] }),
    );
    await openDefinition(page(), FILE);
    await linesOf(page(), FILE, '"Charge": {').first().waitFor();
    await setBreakpoint(page(), FILE, CHARGE_LINE);
    await openPreview(page());
    await startDebugging(page(), NAME);
    await press(page(), 'Control+Shift+D');
    await stoppedIn(page(), 'Charge', /Paused on breakpoint/i);
  });

  it('is shown by the graph, the variables and the data flow', async () => {
    await graphState(page(), '/States/Charge', 'is-stopped').waitFor();
    await openScope(page(), 'Input');
    await variable(page(), 'total', '5');
    const flow = await openRunView(page(), 'dataFlow');
    await flow.locator('h1', { hasText: 'Charge' }).waitFor();
    await stageOf(flow, 'Input').getByRole('treeitem', { name: 'id: 4711' }).waitFor();
  });

  it('is stepped through', async () => {
    await press(page(), 'F10');
    await row(page(), '.debug-call-stack', 'Done').first().waitFor();
    const timeline = await openRunView(page(), 'timeline');
    await timeline.getByRole('button', { name: /^Charge, succeeded/ }).waitFor();
  });

  it('prints its output when the session is over', async () => {
    await press(page(), 'F5');
    await sessionEnded(page());
    const [code] = await end;
    assert.deepEqual([code, JSON.parse(printed)], [0, { paid: true }]);
  });

  it('is shown when the command is gone, as timeline, data and transcript', async () => {
    const timeline = await openRunView(page(), 'timeline');
    await timeline.locator('h1', { hasText: 'Succeeded' }).waitFor();
    await timeline.getByRole('button', { name: /^Charge, succeeded/ }).click();
    const flow = await openRunView(page(), 'dataFlow');
    await flow.locator('h1', { hasText: 'Charge' }).waitFor();
    await stageOf(flow, 'Output').getByRole('treeitem', { name: 'paid: true' }).waitFor();
    // By its command: the key may go to the page of the view that was clicked last.
    await runCommand(page(), 'Debug Console: Focus on Debug Console View');
    await consoleShows(page(), 'Transcript of the run');
    const line = page().locator('.repl-tree .monaco-list-row', { hasText: 'Transcript of the run' });
    await line.locator('.source').click();
    await linesOf(page(), 'run.transcript', 'order.asl.json: SUCCEEDED').first().waitFor();
  });
});
