/** Tasks without the cloud: mock files with mistakes, a test case of AWS's file, and the view of what waits. */
import { consoleShows, evaluate, sessionEnded, startDebugging, stoppedIn } from '../debug-views.ts';
import {
  editorOf,
  goTo,
  linesOf,
  openFile,
  pick,
  press,
  quickInput,
  repeatedly,
  row,
  runCommand,
  suggested,
} from '../workbench.ts';
import { useSession } from './use-session.ts';

const token = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
};
const MACHINE = {
  StartAt: 'Approve',
  States: {
    Approve: { ...token, TimeoutSeconds: 3600, HeartbeatSeconds: 90, Next: 'Charge' },
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'charge' },
      End: true,
    },
  },
};
const AWS = {
  StateMachines: {
    order: { TestCases: { Good: { Approve: 'Approved', Charge: 'Charged' }, Wrong: { Chrge: 'Charged' } } },
  },
  MockedResponses: { Approved: { '0': { Return: { by: 'Robin' } } }, Charged: { '0': { Return: { Payload: 1 } } } },
};
const ACTIVITY = {
  Type: 'Task',
  Resource: 'arn:aws:states:us-east-1:123456789012:activity:sign',
  HeartbeatSeconds: 30,
  End: true,
};
const APPROVED = [
  { id: 1, previousEventId: 0, type: 'TaskStateEntered', stateEnteredEventDetails: { name: 'Approve', input: '{}' } },
  { id: 2, previousEventId: 1, type: 'TaskScheduled', taskScheduledEventDetails: { resourceType: 'sqs' } },
  { id: 3, previousEventId: 2, type: 'TaskSucceeded', taskSucceededEventDetails: { output: '{"by": "Robin"}' } },
];
const launch = (name: string, more: object) => ({
  type: 'asl',
  request: 'launch',
  name,
  program: '${workspaceFolder}/order.asl.json',
  input: {},
  ...more,
});
const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

describe('tasks without the cloud in VS Code', () => {
  const { page } = useSession({
    files: {
      'order.asl.json': pretty(MACHINE),
      'MockConfigFile.json': pretty(AWS),
      'sign.asl.json': pretty({ StartAt: 'Sign', States: { Sign: ACTIVITY } }),
      'order.history.json': pretty({ events: APPROVED }),
      'charge.cjs': 'exports.handler = async (event) => { console.log("charging"); return { charged: true }; };\n',
      'order.mocks.json': '{\n  "mocks": {\n    "Charge": { "return": { "Payload": 2 } }\n  }\n}\n',
      '.vscode/launch.json': pretty({
        version: '0.2.0',
        configurations: [
          launch('AWS test case', { mocks: '${workspaceFolder}/MockConfigFile.json', testCase: 'Good' }),
          launch('Any test case', { mocks: '${workspaceFolder}/MockConfigFile.json' }),
          launch('Mock file', {}),
          launch('Saved run', { mocks: '${workspaceFolder}/order.run-1.mocks.json' }),
          launch('Activity', { program: '${workspaceFolder}/sign.asl.json' }),
          launch('Recording and samples', {
            mocks: { mocks: {} },
            recording: '${workspaceFolder}/order.history.json',
            samples: true,
          }),
          launch('To save', { mocks: { mocks: { Approve: { return: { by: 'Robin' } } } } }),
          launch('Handler', {
            mocks: { mocks: { Approve: { return: { by: 'Robin' } } } },
            handlers: { charge: '${workspaceFolder}/charge.cjs' },
          }),
        ],
      }),
    },
    settings: { 'debug.internalConsoleOptions': 'openOnSessionStart' },
  });
  const waiting = () =>
    page()
      .locator('.pane', { has: page().locator('.pane-header', { hasText: 'Waiting Tasks' }) })
      .locator('.monaco-list-row')
      .first();
  const act = (label: string) =>
    repeatedly(async (timeout) => {
      await waiting().hover({ timeout });
      await waiting().locator(`.action-label[aria-label*="${label}"]`).click({ timeout });
    });

  it("shows a mistake in AWS's mock configuration at its place", async () => {
    await openFile(page(), 'MockConfigFile.json');
    await editorOf(page(), 'MockConfigFile.json').locator('.squiggly-error').first().waitFor();
    await press(page(), 'Control+Shift+M');
    await row(page(), '.markers-panel', "No state is named 'Chrge'. Did you mean 'Charge'?").first().waitFor();
  });

  it('completes the states of the machine and what they answer with in our mock file', async () => {
    await openFile(page(), 'order.mocks.json');
    await goTo(page(), 2, '  "mocks": {'.length + 1);
    await page().keyboard.type('"');
    await suggested(page(), 'Approve');
    await press(page(), 'Enter');
    await linesOf(page(), 'order.mocks.json', '"Approve"').first().waitFor();
    await runCommand(page(), 'File: Revert File');
  });

  it('runs a test case of it, whatever is wrong in another one', async () => {
    await startDebugging(page(), 'AWS test case');
    await sessionEnded(page());
    await consoleShows(page(), 'Approve is answered by test case Good of MockConfigFile.json');
  });

  it('asks which test case is meant where nothing says so', async () => {
    await startDebugging(page(), 'Any test case');
    await quickInput(page()).filter({ hasText: 'Test case of MockConfigFile.json' }).waitFor();
    await pick(page(), 'Good', 'order#Good');
    await sessionEnded(page());
    await consoleShows(page(), 'Charge is answered by test case Good of MockConfigFile.json');
  });

  it('lists what waits, with the time that is left', async () => {
    await startDebugging(page(), 'Mock file');
    await quickInput(page()).filter({ hasText: "Task 'Approve' needs an answer" }).waitFor();
    await press(page(), 'Escape');
    await press(page(), 'Control+Shift+D');
    const header = page().locator('.pane-header', { hasText: 'Waiting Tasks' });
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    await waiting().filter({ hasText: 'Approve' }).waitFor();
    await waiting().filter({ hasText: '1 h 0 min left, heartbeat within 1 min 30 s' }).waitFor();
  });

  it('lets a task succeed from the view; the mock file answers the other one, and the console says so', async () => {
    await act('Let the Task Succeed');
    await quickInput(page()).filter({ hasText: 'The result as JSON' }).waitFor();
    const box = quickInput(page()).locator('.quick-input-box input');
    await box.fill('{"by": "Robin"}');
    await box.press('Enter');
    await sessionEnded(page());
    await consoleShows(page(), 'Approve is answered by you');
    await consoleShows(page(), 'Charge is answered by order.mocks.json');
    await waiting().waitFor({ state: 'detached' });
  });

  it('sends a heartbeat from the view, which gives the task its time again; the clock is moved in the console', async () => {
    await startDebugging(page(), 'Mock file');
    await quickInput(page()).filter({ hasText: "Task 'Approve' needs an answer" }).waitFor();
    await press(page(), 'Escape');
    await waiting().filter({ hasText: '1 h 0 min left, heartbeat within 1 min 30 s' }).waitFor();
    await evaluate(page(), '.skip 30s', '30 s');
    await waiting().filter({ hasText: '59 min 30 s left, heartbeat within 1 min 0 s' }).waitFor();
    await page().locator('.statusbar-item', { hasText: '+30 s' }).waitFor();
    await act('Send a Heartbeat');
    await waiting().filter({ hasText: '59 min 30 s left, heartbeat within 1 min 30 s' }).waitFor();
  });

  it('lets a task fail from the view', async () => {
    await act('Let the Task Fail');
    await quickInput(page()).getByPlaceholder('The name of the error').waitFor();
    await pick(page(), 'Declined', 'Declined');
    await quickInput(page()).filter({ hasText: "The cause of 'Declined'" }).waitFor();
    const box = quickInput(page()).locator('.quick-input-box input');
    await box.fill('Too much.');
    await box.press('Enter');
    await stoppedIn(page(), 'Approve', /Declined, .*Too much/);
    await press(page(), 'Shift+F5');
    await sessionEnded(page());
  });

  it('lists an activity that waits for its worker; the console sends heartbeats and lets it fail', async () => {
    await startDebugging(page(), 'Activity');
    await quickInput(page()).filter({ hasText: "Task 'Sign' needs an answer" }).waitFor();
    await press(page(), 'Escape');
    await waiting().filter({ hasText: 'Sign' }).filter({ hasText: 'heartbeat within 30 s' }).waitFor();
    await evaluate(page(), '.skip 10s', '10 s');
    await waiting().filter({ hasText: 'heartbeat within 20 s' }).waitFor();
    await evaluate(page(), '.heartbeat', 'Sign');
    await waiting().filter({ hasText: 'heartbeat within 30 s' }).waitFor();
    await evaluate(page(), '.fail Refused No pen.', 'Sign');
    await stoppedIn(page(), 'Sign', /Refused, .*No pen/);
    await press(page(), 'Shift+F5');
    await sessionEnded(page());
  });

  it('takes what a recording holds, and where nobody answers a sample, which is said to be one', async () => {
    await startDebugging(page(), 'Recording and samples');
    await sessionEnded(page());
    await consoleShows(page(), 'Approve is answered by the recording order.history.json → {"by": "Robin"}');
    await consoleShows(page(), 'Charge is answered by a sample, which is no real result');
  });

  it('runs a handler of the workspace, and shows what it prints', async () => {
    await startDebugging(page(), 'Handler');
    await consoleShows(page(), 'Charge: charging');
    await consoleShows(page(), 'Charge is answered by the handler charge.cjs');
    await sessionEnded(page());
  });

  it('makes a mock file of the whole run, also when it is over, and such a file answers the next one', async () => {
    await runCommand(page(), 'Step Functions: Save Run as Mock File');
    await linesOf(page(), 'order.run-1.mocks.json', '"by": "Robin"').waitFor();
    await linesOf(page(), 'order.run-1.mocks.json', '"charged": true').waitFor();
    await press(page(), 'Control+s');
    await page().locator('.tab.active:not(.dirty)', { hasText: 'order.run-1.mocks' }).waitFor();
    await startDebugging(page(), 'Saved run');
    await sessionEnded(page());
    await consoleShows(page(), 'Approve is answered by order.run-1.mocks.json');
    await consoleShows(page(), 'Charge is answered by order.run-1.mocks.json');
  });

  it('makes one of the answers so far while the run goes on', async () => {
    await startDebugging(page(), 'To save');
    await quickInput(page()).filter({ hasText: "Task 'Charge' needs an answer" }).waitFor();
    await press(page(), 'Escape');
    await runCommand(page(), 'Step Functions: Save Run as Mock File');
    await linesOf(page(), 'order.run-2.mocks.json', '"by": "Robin"').waitFor();
    await press(page(), 'Shift+F5');
    await sessionEnded(page());
  });
});
