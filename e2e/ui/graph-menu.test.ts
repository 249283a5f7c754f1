/** The menu of a state in the graph: breakpoints, and moving the execution that stands still; then the runs compared. */
import path from 'node:path';
import { root } from '../../scripts/vscode/cache.mjs';
import { sessionEnded, setBreakpoint, stoppedIn } from '../debug-views.ts';
import { chooseForState, graphState, openPreview } from '../preview.ts';
import { shownRunView } from '../run-views.ts';
import {
  cursorInLine,
  editorOf,
  goTo,
  hasFocus,
  openDefinition,
  pick,
  press,
  quickInput,
  runCommand,
  toFirstGroup,
} from '../workbench.ts';
import { useSession } from './use-session.ts';

const FILE = 'order-processing.asl.json';
const CHECK_ORDER = '/States/Check order';
const CHARGE_CARD = '/States/Charge card';
const CHARGE_CARD_LINE = 54;
const FULFIL_ORDER = '/States/Fulfil order';
const ORDER_SHIPPED = '/States/Order shipped';

describe('the menu of a state in the graph', () => {
  const { page } = useSession({
    folder: path.join(root, 'examples'),
    settings: { 'debug.openDebug': 'openOnDebugBreak', 'debug.internalConsoleOptions': 'neverOpen' },
  });
  const dot = () => graphState(page(), FULFIL_ORDER).locator('> .own .breakpoint, > .breakpoint');

  it('sets a breakpoint and takes it away, seen in the gutter and in the graph', async () => {
    await openDefinition(page(), FILE);
    await openPreview(page());
    await chooseForState(page(), FULFIL_ORDER, 'Toggle Breakpoint on State');
    await dot().waitFor();
    await chooseForState(page(), FULFIL_ORDER, 'Toggle Breakpoint on State');
    await dot().waitFor({ state: 'detached' });
  });

  it('runs to a state', async () => {
    await toFirstGroup(page(), FILE);
    await goTo(page(), CHARGE_CARD_LINE, 1);
    await setBreakpoint(page(), FILE, CHARGE_CARD_LINE);
    await press(page(), 'F5');
    await stoppedIn(page(), 'Charge card', /Paused on breakpoint/i);
    await chooseForState(page(), FULFIL_ORDER, 'Run to Here');
    await graphState(page(), FULFIL_ORDER, 'is-stopped').waitFor();
    await editorOf(page(), FILE).locator('.debug-top-stack-frame-line').first().waitFor();
  });

  it('restarts from a state that is behind', async () => {
    await chooseForState(page(), CHECK_ORDER, 'Restart from Here');
    await graphState(page(), CHECK_ORDER, 'is-stopped').waitFor();
  });

  it('skips to a state without running what lies between', async () => {
    await chooseForState(page(), ORDER_SHIPPED, 'Skip to Here');
    await graphState(page(), ORDER_SHIPPED, 'is-stopped').waitFor();
  });

  it('goes to the text of a state', async () => {
    await chooseForState(page(), CHARGE_CARD, 'Go to State in the Text');
    await cursorInLine(page(), FILE, CHARGE_CARD_LINE);
    await hasFocus(page(), FILE);
  });

  it('shows the data of a state that has run, also when the run is over', async () => {
    await press(page(), 'F5');
    await sessionEnded(page());
    await chooseForState(page(), CHECK_ORDER, "Show Data of the State's Last Run");
    const flow = await shownRunView(page(), 'dataFlow');
    await flow.locator('h1', { hasText: 'Check order' }).waitFor();
  });

  it('leaves a list of runs, of which two are laid side by side', async () => {
    await runCommand(page(), 'Step Functions: Compare Runs');
    await quickInput(page()).filter({ hasText: 'First run' }).waitFor();
    await pick(page(), 'Run 1', 'Run 1');
    // Only one is left to lay beside it, so nothing more is asked.
    await page().locator('.tab', { hasText: 'Run 1 ↔ Run 2' }).waitFor();
    await page().locator('.monaco-diff-editor .line-insert, .monaco-diff-editor .line-delete').first().waitFor();
  });
});
