/** The graph beside the text: both ways between them, live while typing, and honest while the text is broken. */
import path from 'node:path';
import { root } from '../../scripts/vscode/cache.mjs';
import { clickState, graphState, openPreview } from '../preview.ts';
import { cursorInLine, goTo, hasFocus, openDefinition, openFile, press, toFirstGroup, webview } from '../workbench.ts';
import { useSession } from './use-session.ts';

const FILE = 'order-processing.asl.json';
const CHARGE_CARD = '/States/Charge card';
const CHARGE_CARD_LINE = 54;
const ORDER_SHIPPED_LINE = 143;
const BROKEN = '{ "StartAt": "Half", "States": { "Half": { "Type": "Pass';

describe('the graph preview', () => {
  const { page } = useSession({ folder: path.join(root, 'examples'), files: { 'broken.asl.json': BROKEN } });

  it('opens beside the editor and shows every state', async () => {
    await openDefinition(page(), FILE);
    await openPreview(page());
    await graphState(page(), CHARGE_CARD).waitFor();
    await graphState(page(), '/States/Fulfil order/Branches[1]/States/Send receipt').waitFor();
  });

  it('goes to the text of a state that is clicked', async () => {
    await clickState(page(), CHARGE_CARD);
    await cursorInLine(page(), FILE, CHARGE_CARD_LINE);
  });

  it('marks the state in which the cursor stands', async () => {
    await toFirstGroup(page(), FILE);
    await goTo(page(), 7, 1);
    await graphState(page(), '/States/Check order', 'is-cursor').waitFor();
  });

  it('follows the text while somebody types', async () => {
    await goTo(page(), CHARGE_CARD_LINE, 6);
    await hasFocus(page(), FILE);
    await page().keyboard.type('Re');
    await graphState(page(), '/States/ReCharge card').waitFor();
    await press(page(), 'Control+z');
    await graphState(page(), CHARGE_CARD).waitFor();
  });

  it('keeps the last good graph and says so while the text is broken', async () => {
    await goTo(page(), CHARGE_CARD_LINE, 19);
    await press(page(), 'Backspace');
    await webview(page()).locator('.stale').filter({ visible: true }).first().waitFor();
    await graphState(page(), CHARGE_CARD).waitFor();
    await press(page(), 'Control+z');
    await webview(page()).locator('.stale').filter({ visible: true }).waitFor({ state: 'hidden' });
  });

  it('keeps the state at the cursor in sight when a panel opens below', async () => {
    await goTo(page(), ORDER_SHIPPED_LINE, 7);
    const state = graphState(page(), '/States/Order shipped', 'is-cursor');
    await state.waitFor();
    const before = await state.evaluate(() => window.innerHeight);
    await press(page(), 'Control+j');
    await state.evaluate(async (node, height) => {
      while (window.innerHeight >= height || node.getBoundingClientRect().bottom > window.innerHeight)
        await new Promise(requestAnimationFrame);
    }, before);
    await press(page(), 'Control+j');
  });

  it('shows what can be read of a text that was broken from the beginning, and says so', async () => {
    await openFile(page(), 'broken.asl.json');
    await openPreview(page());
    const banner = webview(page()).locator('.banner').filter({ visible: true });
    await graphState(page(), '/States/Half').waitFor();
    await banner.filter({ hasText: 'the graph shows what can be read of it' }).waitFor();
    await toFirstGroup(page(), 'broken.asl.json');
    await press(page(), 'Control+End', 'Space');
    await banner.filter({ hasText: 'the graph shows what can be read of it' }).waitFor();
  });
});
