/** A person debugs a machine: breakpoint, F5, data, steps both ways, the console and the graph. */
import path from 'node:path';
import { root } from '../../scripts/vscode/cache.mjs';
import {
  consoleShows,
  evaluate,
  openScope,
  pressToolbar,
  sessionEnded,
  setBreakpoint,
  startDebugging,
  stoppedIn,
  variable,
} from '../debug-views.ts';
import { graphState, openPreview } from '../preview.ts';
import { editorOf, goTo, hasFocus, linesOf, openDefinition, openFile, press, webview } from '../workbench.ts';
import { useSession } from './use-session.ts';

const FILE = 'order-processing.asl.json';
const CHARGE_CARD_LINE = 54;
/** `$.check.total` in its parameters. */
const AMOUNT = { line: 61, column: 30 };

describe('debugging in VS Code', () => {
  const { page } = useSession({
    folder: path.join(root, 'examples'),
    settings: { 'debug.openDebug': 'openOnDebugBreak', 'debug.internalConsoleOptions': 'neverOpen' },
  });

  it('sets a breakpoint in the gutter', async () => {
    await openDefinition(page(), FILE);
    await openPreview(page());
    await hasFocus(page(), FILE);
    await goTo(page(), CHARGE_CARD_LINE, 1);
    await setBreakpoint(page(), FILE, CHARGE_CARD_LINE);
  });

  it('stops there after F5', async () => {
    await press(page(), 'F5');
    await stoppedIn(page(), 'Charge card', /Paused on breakpoint/i);
    await editorOf(page(), FILE).locator('.debug-top-stack-frame-line').first().waitFor();
  });

  it('shows the input of the state', async () => {
    await openScope(page(), 'Input');
    await variable(page(), 'orderId', '4711');
  });

  it('shows in the graph where it stands and what is done', async () => {
    await graphState(page(), '/States/Charge card', 'is-stopped').waitFor();
    await graphState(page(), '/States/Check order', 'is-succeeded').waitFor();
  });

  it('writes values beside the paths of the state, and says one where the mouse rests on its path', async () => {
    await linesOf(page(), FILE, '$.check.total = 118.2').first().waitFor();
    await goTo(page(), AMOUNT.line, AMOUNT.column);
    await hasFocus(page(), FILE);
    // The innermost part of the line that holds the path, not the value that is written behind it.
    const path = linesOf(page(), FILE, '"amount.$"').first().locator('xpath=.//span[not(*)][contains(., "check")]');
    await path.first().hover();
    await page().locator('.debug-hover-widget', { hasText: '118.2' }).waitFor();
  });

  it('evaluates a path in the debug console', () => evaluate(page(), '$.check.total', /^118\.2$/));

  it('steps into the stages of the state and shows what it sends', async () => {
    await press(page(), 'F11');
    await stoppedIn(page(), 'Charge card', /Paused on step/i);
    await press(page(), 'F11');
    await openScope(page(), 'Parameters');
    await variable(page(), 'FunctionName', '"charge-card"');
  });

  it('steps over to the next state and shows the output so far', async () => {
    await press(page(), 'F10');
    await stoppedIn(page(), 'Fulfil order', /Paused on step/i);
    await graphState(page(), '/States/Fulfil order', 'is-stopped').waitFor();
    await openScope(page(), 'Input');
    await variable(page(), 'payment', /.*pay-88213.*/);
  });

  it('steps back to the state before', async () => {
    await pressToolbar(page(), 'step-back');
    await stoppedIn(page(), 'Charge card', /Paused on step/i);
    await graphState(page(), '/States/Charge card', 'is-stopped').waitFor();
  });

  it('runs to the end and says how it ended', async () => {
    await press(page(), 'F5');
    await sessionEnded(page());
    await consoleShows(page(), /SUCCEEDED/i);
    await graphState(page(), '/States/Order shipped', 'is-succeeded').waitFor();
  });

  it('counts in the graph how often states and edges were taken, and their retries', async () => {
    const said = (state: string) => graphState(page(), `/States/${state}`).and(webview(page()).locator('[aria-label]'));
    await said('Check order').and(webview(page()).locator('[aria-label*="succeeded, 2 times"]')).waitFor();
    await said('Charge card').and(webview(page()).locator('[aria-label*="succeeded, 2 retries"]')).waitFor();
    await graphState(page(), '/States/Charge card').locator('.badge-text', { hasText: /^2$/ }).waitFor();
    await webview(page()).locator('.edge .count', { hasText: '×2' }).first().waitFor();
  });

  it('runs a Map in YAML, and the graph changes to it', async () => {
    await press(page(), 'Control+1');
    await openFile(page(), 'photo-album.asl.yaml');
    await startDebugging(page(), 'Photo album');
    await graphState(page(), '/States/Each photo', 'is-succeeded').waitFor();
    await graphState(page(), '/States/Album ready', 'is-succeeded').waitFor();
    await sessionEnded(page());
  });
});
