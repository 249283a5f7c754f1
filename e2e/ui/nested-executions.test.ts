/** A task that starts an execution: a breakpoint in the file of its machine stops there, and a state of it is skipped. */
import { consoleShows, pressToolbar, sessionEnded, setBreakpoint, startDebugging } from '../debug-views.ts';
import { cursorInLine, hasFocus, openDefinition, press, quickInput, row, runCommand } from '../workbench.ts';
import { useSession } from './use-session.ts';

const PARENT = 'order.asl.json';
const CHILD = 'parcels.asl.json';
const START = {
  Type: 'Task',
  Resource: 'arn:aws:states:::states:startExecution.sync:2',
  Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:parcels', 'Input.$': '$' },
  OutputPath: '$.Output',
  End: true,
};
const FILES = {
  [PARENT]: JSON.stringify({ StartAt: 'Ship', States: { Ship: START } }, null, 2),
  [CHILD]: JSON.stringify(
    { StartAt: 'Weigh', States: { Weigh: { Type: 'Pass', Next: 'Label' }, Label: { Type: 'Pass', End: true } } },
    null,
    2,
  ),
};
const WEIGH_LINE = 4;
const LABEL_LINE = 8;
const LAUNCH = {
  type: 'asl',
  request: 'launch',
  name: 'Order',
  program: `\${workspaceFolder}/${PARENT}`,
  input: {},
  machines: { parcels: `\${workspaceFolder}/${CHILD}` },
};

describe('a nested execution in VS Code', () => {
  const { page } = useSession({
    files: { ...FILES, '.vscode/launch.json': JSON.stringify({ version: '0.2.0', configurations: [LAUNCH] }) },
    settings: { 'debug.openDebug': 'openOnDebugBreak', 'debug.internalConsoleOptions': 'neverOpen' },
  });

  it('stops at a breakpoint in the file of its machine', async () => {
    await openDefinition(page(), CHILD);
    await setBreakpoint(page(), CHILD, WEIGH_LINE);
    await openDefinition(page(), PARENT);
    await startDebugging(page(), 'Order');
    await press(page(), 'Control+Shift+D');
    // The reason stands with the thread where there are several.
    for (const text of [/Ship ▸ parcels.*Paused on breakpoint/is, /Weigh \(Pass\)/, /Ship \(Task\)/])
      await row(page(), '.debug-call-stack', text).first().waitFor();
    await hasFocus(page(), CHILD);
  });

  it('skips a state with an output that is typed', async () => {
    await runCommand(page(), 'Step Functions: Skip State');
    const box = quickInput(page()).filter({ hasText: 'Output of the skipped state' });
    await box.locator('input').fill('{"weight": 12}');
    await press(page(), 'Enter');
    await pressToolbar(page(), 'step-over');
    await cursorInLine(page(), CHILD, LABEL_LINE);
  });

  it('ends with what it gives to the task', async () => {
    await pressToolbar(page(), 'continue');
    await sessionEnded(page());
    await press(page(), 'Control+Shift+Y');
    await consoleShows(page(), /Output: \{"weight": 12\}/);
  });
});
