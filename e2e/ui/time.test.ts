/** Real time with a scale: a wait is shown with what is left of it, the clock runs, and both can be moved. */
import { consoleShows, evaluate, sessionEnded, startDebugging } from '../debug-views.ts';
import { notification, openDefinition, repeatedly } from '../workbench.ts';
import { useSession } from './use-session.ts';

const FILE = 'patient.asl.json';
const MACHINE = {
  StartAt: 'Day',
  States: { Day: { Type: 'Wait', Seconds: 86_400, Next: 'Week' }, Week: { Type: 'Wait', Seconds: 604_800, End: true } },
};
const LAUNCH = {
  type: 'asl',
  request: 'launch',
  name: 'Patient',
  program: `\${workspaceFolder}/${FILE}`,
  input: {},
  time: 'real',
  timeScale: 60,
};

describe('real time in VS Code', () => {
  const { page } = useSession({
    files: {
      [FILE]: JSON.stringify(MACHINE, null, 2),
      '.vscode/launch.json': JSON.stringify({ version: '0.2.0', configurations: [LAUNCH] }),
    },
    settings: { 'debug.internalConsoleOptions': 'openOnSessionStart' },
  });
  const clock = (text: string | RegExp) => page().locator('.statusbar-item', { hasText: text }).first().waitFor();

  it('shows the wait with the time that is left, and the clock that runs', async () => {
    await openDefinition(page(), FILE);
    await startDebugging(page(), 'Patient');
    await notification(page(), /Day waits: \d+:\d\d:\d\d left/)
      .first()
      .waitFor();
    await clock(/\+\d+ min/);
  });

  it('lets time pass by the console', async () => {
    await evaluate(page(), '.skip 12h', 'The clock moves 12 h');
    await clock(/\+12 h \d+ min/);
  });

  it('ends a wait whose progress is cancelled', async () => {
    await repeatedly(async (timeout) => {
      await notification(page(), /Day waits/)
        .first()
        .hover({ timeout });
      await page().locator('.notifications-toasts .monaco-button', { hasText: 'Cancel' }).first().click({ timeout });
    });
    await consoleShows(page(), 'Week (Wait)');
    await clock(/\+24 h \d+ min/);
  });

  it('ends when nothing waits any more', async () => {
    await evaluate(page(), '.skip', 'The clock moves');
    await sessionEnded(page());
    await consoleShows(page(), 'Execution succeeded.');
  });
});
