/** Another future: back in the past a value is changed, and the run that was left stays beside the one that goes on. */
import path from 'node:path';
import { root } from '../../scripts/vscode/cache.mjs';
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
import { openRunView, pressViewButton } from '../run-views.ts';
import { goTo, openDefinition, pick, press, quickInput, row } from '../workbench.ts';
import { useSession } from './use-session.ts';

const FILE = 'order-processing.asl.json';
const CHARGE_CARD_LINE = 54;

describe('a fork of a run in VS Code', () => {
  const { page } = useSession({
    folder: path.join(root, 'examples'),
    settings: { 'debug.openDebug': 'openOnDebugBreak', 'debug.internalConsoleOptions': 'neverOpen' },
  });
  const differing = (side: 'original' | 'modified', text: string | RegExp) =>
    page().locator(`.monaco-diff-editor .editor.${side} .view-line`, { hasText: text }).first();

  it('begins where a value is changed in the past', async () => {
    await openDefinition(page(), FILE);
    await goTo(page(), CHARGE_CARD_LINE, 1);
    await setBreakpoint(page(), FILE, CHARGE_CARD_LINE);
    await press(page(), 'F5');
    await stoppedIn(page(), 'Charge card', /Paused on breakpoint/i);
    await press(page(), 'F10');
    await stoppedIn(page(), 'Fulfil order', /Paused on step/i);
    await pressToolbar(page(), 'step-back');
    await stoppedIn(page(), 'Charge card', /Paused on step/i);
    await openScope(page(), 'Input');
    await variable(page(), 'orderId', '4711');
    await changeVariable(page(), 'orderId', '4712');
  });

  it('goes on with the changed value', async () => {
    await press(page(), 'F10');
    await stoppedIn(page(), 'Fulfil order', /Paused on step/i);
    await openScope(page(), 'Input');
    await variable(page(), 'orderId', '4712');
  });

  it('leaves the other run in the list, and the console compares both state by state', async () => {
    await evaluate(page(), '.runs', /Run 1.*Run 2/s);
    await evaluate(page(), '.compare 1 2', /Charge card.*(?:input|Input)/s);
    await press(page(), 'F5');
    await sessionEnded(page());
    await consoleShows(page(), /SUCCEEDED/i);
  });

  it('is laid beside the other run, with what differs marked', async () => {
    await openRunView(page(), 'timeline');
    await pressViewButton(page(), 'Timeline', 'Compare Runs');
    await quickInput(page()).filter({ hasText: 'First run' }).waitFor();
    await row(page(), '.quick-input-list', 'Run 2').first().waitFor();
    await pick(page(), 'Run 1', 'Run 1');
    await page().locator('.tab', { hasText: 'Run 1 ↔ Run 2' }).waitFor();
    await differing('original', /"orderId":.4711/).waitFor();
    await differing('modified', /"orderId":.4712/).waitFor();
    await page().locator('.monaco-diff-editor .line-insert').first().waitFor();
  });
});
