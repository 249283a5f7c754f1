/** Launch configurations: written with the help of the editor, and offered for each machine of the workspace. */
import { consoleShows, sessionEnded, startDebugging } from '../debug-views.ts';
import {
  goTo,
  linesOf,
  openDefinition,
  openFile,
  pick,
  press,
  pressUntil,
  quickInput,
  row,
  runCommand,
  suggested,
} from '../workbench.ts';
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
/** Where the list of configurations begins. */
const CONFIGURATIONS = { line: 3, column: 22 };
const ASKS = { type: 'asl', request: 'launch', name: 'Asks', program: `\${workspaceFolder}/${FILE}` };

describe('launch configurations in VS Code', () => {
  const { page } = useSession({
    files: {
      [FILE]: `${JSON.stringify(MACHINE, null, 2)}\n`,
      '.vscode/launch.json': `${JSON.stringify({ version: '0.2.0', configurations: [CONFIGURATION, ASKS] }, null, 2)}\n`,
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

  it('ask for an input where they name none, and offer those that the definition has had, newest first', async () => {
    for (const input of ['{"order":1}', '{"order":2}']) {
      await startDebugging(page(), 'Asks');
      await quickInput(page())
        .filter({ hasText: `Input of ${FILE}` })
        .waitFor();
      await pick(page(), input, input);
      await sessionEnded(page());
    }
    await startDebugging(page(), 'Asks');
    for (const text of [/\{"order":2\}.*last input/s, /\{"order":1\}.*used before/s, /\{\}.*used before/s])
      await row(page(), '.quick-input-list', text).waitFor();
    await row(page(), '.quick-input-list', '{"order":1}').click();
    await sessionEnded(page());
    await consoleShows(page(), 'Check (Pass) ← {"order": 1}');
  });

  it('have snippets', async () => {
    await openFile(page(), LAUNCH);
    await goTo(page(), CONFIGURATIONS.line, CONFIGURATIONS.column);
    const snippet = row(page(), '.suggest-widget.visible', 'Step Functions: Debug with handlers').first();
    await pressUntil(page(), snippet, 'Control+Space');
    await snippet.click();
    await linesOf(page(), LAUNCH, '"handlers": {').first().waitFor();
    await runCommand(page(), 'File: Revert File');
  });
});
