/** An execution that fails stands still at the failure, and a button of the toolbar redrives it from there. */
import { consoleShows, pressToolbar, sessionEnded, startDebugging, stoppedIn } from '../debug-views.ts';
import { graphState, openPreview } from '../preview.ts';
import { openDefinition, press } from '../workbench.ts';
import { useSession } from './use-session.ts';

const FILE = 'order.asl.json';
const charge = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'charge' },
  End: true,
};
const MACHINE = { StartAt: 'Check', States: { Check: { Type: 'Pass', Next: 'Charge' }, Charge: charge } };
const LAUNCH = {
  type: 'asl',
  request: 'launch',
  name: 'Order',
  program: `\${workspaceFolder}/${FILE}`,
  input: {},
  mocks: {
    mocks: {
      Charge: [{ throw: { error: 'CardDeclined', cause: 'No money.' }, times: 1 }, { return: { Payload: 'paid' } }],
    },
  },
};

describe('redrive in VS Code', () => {
  const { page } = useSession({
    files: {
      [FILE]: JSON.stringify(MACHINE, null, 2),
      '.vscode/launch.json': JSON.stringify({ version: '0.2.0', configurations: [LAUNCH] }),
    },
    settings: { 'debug.openDebug': 'openOnDebugBreak', 'debug.internalConsoleOptions': 'neverOpen' },
  });

  it('stops at the failure that nobody catches', async () => {
    await openDefinition(page(), FILE);
    await startDebugging(page(), 'Order');
    await press(page(), 'Control+Shift+D');
    await stoppedIn(page(), 'Charge', /CardDeclined, .*No money/);
  });

  it('goes on from the failed state', async () => {
    await pressToolbar(page(), 'rerun');
    await sessionEnded(page());
    await press(page(), 'Control+Shift+Y');
    await consoleShows(page(), 'Execution succeeded.');
  });

  it('is not needed: the failed execution may end, and the graph shows where it failed', async () => {
    await openPreview(page());
    await startDebugging(page(), 'Order');
    await press(page(), 'Control+Shift+D');
    await stoppedIn(page(), 'Charge', /CardDeclined, .*No money/);
    await graphState(page(), '/States/Charge', 'is-stopped').waitFor();
    await pressToolbar(page(), 'continue');
    await sessionEnded(page());
    await graphState(page(), '/States/Charge', 'is-failed').waitFor();
    await graphState(page(), '/States/Check', 'is-succeeded').waitFor();
  });
});
