/** A person looks at the data of a state and at the timeline of a run: at a stop, back in the past, and after the end. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/vscode/cache.mjs';
import { sessionEnded, setBreakpoint, startDebugging, stoppedIn } from '../debug-views.ts';
import { openRunView, stageOf } from '../run-views.ts';
import { goTo, linesOf, openDefinition, press, row } from '../workbench.ts';
import { useSession } from './use-session.ts';

const FILE = 'order-processing.asl.json';
const CHARGE_CARD_LINE = 54;
const EACH = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        StartAt: 'Weigh',
        States: { Weigh: { Type: 'Pass', Assign: { 'weight.$': '$' }, End: true } },
      },
      End: true,
    },
  },
};
const LAUNCH = {
  type: 'asl',
  request: 'launch',
  name: 'Each',
  program: '${workspaceFolder}/each.asl.json',
  input: [3, 4],
};
const EXAMPLES = JSON.parse(fs.readFileSync(path.join(root, 'examples', '.vscode', 'launch.json'), 'utf8'));

describe('the views of a run', () => {
  const { page } = useSession({
    folder: path.join(root, 'examples'),
    files: {
      'each.asl.json': JSON.stringify(EACH, null, 2),
      '.vscode/launch.json': JSON.stringify({ version: '0.2.0', configurations: [...EXAMPLES.configurations, LAUNCH] }),
    },
    settings: { 'debug.internalConsoleOptions': 'neverOpen' },
  });

  it('show the input of the state where the debugger stands', async () => {
    await openDefinition(page(), FILE);
    await goTo(page(), CHARGE_CARD_LINE, 1);
    await setBreakpoint(page(), FILE, CHARGE_CARD_LINE);
    await press(page(), 'F5');
    await stoppedIn(page(), 'Charge card', /Paused on breakpoint/i);
    const flow = await openRunView(page(), 'dataFlow');
    await flow.locator('h1', { hasText: 'Charge card' }).waitFor();
    await stageOf(flow, 'Input').getByRole('treeitem', { name: 'orderId: 4711' }).waitFor();
  });

  it('show on the timeline where the execution stands, without scrolling', async () => {
    const timeline = await openRunView(page(), 'timeline');
    const here = timeline.locator('.here').first();
    await here.waitFor();
    const [mark, whole] = [await here.boundingBox(), await timeline.boundingBox()];
    assert.ok(mark && whole && mark.x > whole.x && mark.x < whole.x + whole.width, JSON.stringify({ mark, whole }));
  });

  it('show what the state before has made, with what it has added, and lead to its field', async () => {
    const timeline = await openRunView(page(), 'timeline');
    await timeline
      .getByRole('button', { name: /^Check order, succeeded/ })
      .first()
      .click();
    // What stopped it is not asked for: VS Code keeps its words where it has not sent the request itself.
    await row(page(), '.debug-call-stack', 'Check order').first().waitFor();
    const flow = await openRunView(page(), 'dataFlow');
    await flow.locator('h1', { hasText: 'Check order' }).waitFor();
    await flow.locator('.stage.is-ahead').first().waitFor();
    await flow.locator('.line.is-added').first().waitFor();
    await stageOf(flow, 'Parameters').getByRole('button', { name: 'Parameters' }).click();
    await linesOf(page(), FILE, '"Parameters": {').first().waitFor();
  });

  it('unfold and fold rows by the keyboard', async () => {
    const flow = await openRunView(page(), 'dataFlow');
    const customer = stageOf(flow, 'Input').getByRole('treeitem', { name: /^customer:/ });
    await customer.click();
    await customer.and(flow.locator('[aria-expanded="false"]')).waitFor();
    await customer.press('ArrowRight');
    await customer.and(flow.locator('[aria-expanded="true"]')).waitFor();
    await customer.press('ArrowDown');
    await flow.locator('[role="treeitem"]:focus', { hasText: 'id' }).waitFor();
  });

  it('stay when the run is over', async () => {
    await press(page(), 'F5');
    await stoppedIn(page(), 'Charge card', /Paused on breakpoint/i);
    await press(page(), 'F5');
    await sessionEnded(page());
    const timeline = await openRunView(page(), 'timeline');
    await timeline.locator('h1', { hasText: 'Succeeded' }).waitFor();
    await timeline.getByRole('button', { name: /^Charge card, succeeded/ }).click();
    const flow = await openRunView(page(), 'dataFlow');
    await flow.locator('h1', { hasText: 'Charge card' }).waitFor();
    await stageOf(flow, 'Selected result').locator('.line', { hasText: 'pay-88213' }).first().waitFor();
  });

  it('show the retries of a state, and the branches of a Parallel as lanes of their own', async () => {
    const timeline = await openRunView(page(), 'timeline');
    const retried = timeline.getByRole('button', { name: /^Charge card, .* 2 retries for PaymentUnavailable/ });
    await retried.locator('.badge', { hasText: '↻ 2' }).waitFor();
    await retried.locator('.retry').nth(1).waitFor({ state: 'attached' });
    for (const [lane, state] of [
      [/branch 1/, /^Pack parcel, succeeded/],
      [/branch 2/, /^Send receipt, succeeded/],
    ] as const)
      await timeline.getByRole('group', { name: lane }).getByRole('button', { name: state }).waitFor();
  });

  it('say how near the data and the events are to their limits', async () => {
    const flow = await openRunView(page(), 'dataFlow');
    await stageOf(flow, 'Input')
      .locator('.size', { hasText: /^\d+ B of 256 KiB$/ })
      .waitFor();
    await flow.locator('.head .size', { hasText: /^\d+ of 25\s000 events$/ }).waitFor();
  });

  it('show the iterations of a Map, and the variables beside their limit', async () => {
    await press(page(), 'Control+1');
    await openDefinition(page(), 'each.asl.json');
    await startDebugging(page(), 'Each');
    await sessionEnded(page());
    const timeline = await openRunView(page(), 'timeline');
    const item = timeline.getByRole('group', { name: /item 1/ }).getByRole('button', { name: /^Weigh, succeeded/ });
    await item.click();
    const flow = await openRunView(page(), 'dataFlow');
    await flow.locator('h1', { hasText: 'Weigh' }).waitFor();
    await stageOf(flow, 'Variables')
      .locator('.size', { hasText: /^\d+ B of 10 MiB$/ })
      .waitFor();
  });
});
