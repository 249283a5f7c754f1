/** A history of AWS as a session that moves both ways: pasted, from the editor, with its definition or without; and live from a moment of it. */
import {
  changeVariable,
  consoleShows,
  evaluate,
  openScope,
  pressToolbar,
  sessionEnded,
  setBreakpoint,
  stoppedIn,
  variable,
} from '../debug-views.ts';
import { openRunView, stageOf } from '../run-views.ts';
import { chooseFromMenu, openDefinition, openFile, pick, press, quickInput, row, runCommand } from '../workbench.ts';
import { useSession } from './use-session.ts';

const FILE = 'order.asl.json';
const HISTORY = 'order.history.json';
const MACHINE = {
  StartAt: 'Price',
  States: {
    Price: { Type: 'Pass', Result: 25, ResultPath: '$.price', Next: 'Charge' },
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'charge', Payload: { 'amount.$': '$.price' } },
      OutputPath: '$.Payload',
      End: true,
    },
  },
};
const CHARGE_LINE = 10;
const PRICED = '{"order":7,"price":25}';
const RECEIPT = '{"receipt":"r-1"}';
const TASK = { resourceType: 'lambda', resource: 'invoke' };
const EVENTS: readonly (readonly [type: string, details: object])[] = [
  ['ExecutionStarted', { executionStartedEventDetails: { input: '{"order":7}', roleArn: 'role' } }],
  ['PassStateEntered', { stateEnteredEventDetails: { name: 'Price', input: '{"order":7}' } }],
  ['PassStateExited', { stateExitedEventDetails: { name: 'Price', output: PRICED } }],
  ['TaskStateEntered', { stateEnteredEventDetails: { name: 'Charge', input: PRICED } }],
  [
    'TaskScheduled',
    {
      taskScheduledEventDetails: {
        ...TASK,
        region: 'us-east-1',
        parameters: '{"FunctionName":"charge","Payload":{"amount":25}}',
      },
    },
  ],
  ['TaskStarted', { taskStartedEventDetails: TASK }],
  ['TaskSucceeded', { taskSucceededEventDetails: { ...TASK, output: `{"Payload":${RECEIPT}}` } }],
  ['TaskStateExited', { stateExitedEventDetails: { name: 'Charge', output: RECEIPT } }],
  ['ExecutionSucceeded', { executionSucceededEventDetails: { output: RECEIPT } }],
];
const RECORDED = {
  events: EVENTS.map(([type, details], index) => ({
    timestamp: `2026-11-20T09:00:0${index}.000Z`,
    type,
    id: index + 1,
    previousEventId: index < 2 ? 0 : index,
    ...details,
  })),
};
const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

describe('a recorded execution in VS Code', () => {
  const { page } = useSession({
    files: { [FILE]: pretty(MACHINE), [HISTORY]: pretty(RECORDED) },
    settings: { 'debug.openDebug': 'openOnDebugBreak', 'debug.internalConsoleOptions': 'openOnSessionStart' },
  });
  const open = async () => {
    await runCommand(page(), 'Step Functions: Debug a Recorded Execution…');
    await quickInput(page()).filter({ hasText: 'History of the execution' }).waitFor();
  };

  it('opens from JSON that is pasted, over the definition in the editor, and stops at its first state', async () => {
    await openDefinition(page(), FILE);
    await setBreakpoint(page(), FILE, CHARGE_LINE);
    await open();
    await pick(page(), JSON.stringify(RECORDED), 'Open the pasted history');
    await press(page(), 'Control+Shift+D');
    await stoppedIn(page(), 'Price', /entry/i);
    await consoleShows(page(), 'The recording has 9 events.');
  });

  it('stops at breakpoints, shows the data, and goes back', async () => {
    await press(page(), 'F5');
    await stoppedIn(page(), 'Charge', /Paused on breakpoint/i);
    await openScope(page(), 'Input');
    await variable(page(), 'price', '25');
    const flow = await openRunView(page(), 'dataFlow');
    await stageOf(flow, 'Output').locator('.line', { hasText: 'r-1' }).first().waitFor();
    await pressToolbar(page(), 'step-back');
    await stoppedIn(page(), 'Price', /Paused on step/i);
    await press(page(), 'F5');
    await stoppedIn(page(), 'Charge', /Paused on breakpoint/i);
  });

  it('goes on live from there with a changed value, and says where it departs from the recording', async () => {
    await press(page(), 'Control+Shift+Y');
    await pressToolbar(page(), 'continue-small');
    await consoleShows(page(), 'The execution is live from here.');
    await openScope(page(), 'Input');
    await changeVariable(page(), 'price', '30');
    await press(page(), 'F5');
    await consoleShows(page(), /The run departs from the recording: Event \d+ \(.*'?Charge'?.*\) holds other data/);
    await consoleShows(page(), 'Charge is answered by The pasted text');
    await sessionEnded(page());
    await consoleShows(page(), 'Output: {"receipt": "r-1"}');
  });

  it('has the button for that only while it shows what is recorded', async () => {
    await page().locator('.codicon-debug-continue-small').first().waitFor({ state: 'detached' });
  });

  it('is laid beside the run that went on', async () => {
    await runCommand(page(), 'Step Functions: Compare Runs');
    await pick(page(), 'Recording', 'Recording');
    await page().locator('.tab', { hasText: 'Recording ↔ Run 2' }).waitFor();
    await page().locator('.monaco-diff-editor .line-insert').first().waitFor();
  });

  it('opens from the editor that shows it, without a definition: only what is recorded', async () => {
    await openFile(page(), HISTORY);
    await open();
    await pick(page(), '', HISTORY);
    await quickInput(page()).filter({ hasText: 'Definition that was executed' }).waitFor();
    await row(page(), '.quick-input-list', FILE).first().waitFor();
    await pick(page(), 'None', 'show only what is recorded');
    await stoppedIn(page(), 'Price', /entry/i);
    await evaluate(page(), '$.order', /^7$/);
    await press(page(), 'F5');
    await stoppedIn(page(), 'Charge', /pause/i);
    await press(page(), 'Shift+F5');
    await sessionEnded(page());
  });

  it('opens from its file in the explorer, over a definition that is chosen', async () => {
    await press(page(), 'Control+Shift+E');
    await chooseFromMenu(page(), row(page(), '.explorer-folders-view', HISTORY), 'Debug a Recorded Execution…');
    await quickInput(page()).filter({ hasText: 'Definition that was executed' }).waitFor();
    await pick(page(), FILE, FILE);
    await press(page(), 'Control+Shift+D');
    await stoppedIn(page(), 'Price', /entry/i);
    await press(page(), 'Shift+F5');
    await sessionEnded(page());
  });
});
