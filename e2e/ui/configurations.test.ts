/** Launch configurations: written with the help of the editor, and offered for each machine of the workspace. */
import { consoleShows, sessionEnded, startDebugging } from '../debug-views.ts';
import { goTo, linesOf, openDefinition, openFile, pick, press, quickInput, suggested } from '../workbench.ts';
import { useSession } from './use-session.ts';

const FILE = 'order.asl.json';
const LAUNCH = 'launch.json';
const MACHINE = {
  StartAt: 'Check',
  States: { Check: { Type: 'Pass', Next: 'Charge' }, Charge: { Type: 'Pass', Result: 'charged', End: true } },
};
const CONFIGURATION = {
  type: 'asl',
  request: 'launch',
  name: 'Order',
  program: '',
  startAt: '',
  input: {},
};
const PROGRAM = { line: 8, column: 19 };
const START_AT = { line: 9, column: 19 };

describe('launch configurations in VS Code', () => {
  const { page } = useSession({
    files: {
      [FILE]: `${JSON.stringify(MACHINE, null, 2)}\n`,
      '.vscode/launch.json': `${JSON.stringify({ version: '0.2.0', configurations: [CONFIGURATION] }, null, 2)}\n`,
    },
    settings: { 'debug.internalConsoleOptions': 'openOnSessionStart' },
  });

  it('complete the file of the definition', async () => {
    await openDefinition(page(), FILE);
    await openFile(page(), LAUNCH);
    await goTo(page(), PROGRAM.line, PROGRAM.column);
    await suggested(page(), FILE);
    await press(page(), 'Enter');
    await linesOf(page(), LAUNCH, '${workspaceFolder}/order.asl.json').first().waitFor();
  });

  it('complete the state to begin with', async () => {
    await goTo(page(), START_AT.line, START_AT.column);
    await suggested(page(), 'Charge');
    await press(page(), 'Enter');
    await linesOf(page(), LAUNCH, '"startAt": "Charge"').first().waitFor();
    await press(page(), 'Control+s');
  });

  it('start what is written there', async () => {
    await startDebugging(page(), 'Order');
    await sessionEnded(page());
    await consoleShows(page(), '1 state');
  });

  it('are there for each machine without being written', async () => {
    await startDebugging(page(), 'Step Functions');
    await pick(page(), FILE, `Debug ${FILE}`);
    await quickInput(page())
      .filter({ hasText: `Input of ${FILE}` })
      .waitFor();
    await pick(page(), '{}', '{}');
    await sessionEnded(page());
    await consoleShows(page(), '2 states');
  });
});
