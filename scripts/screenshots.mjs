// Takes the pictures of docs/images in every theme: `node scripts/screenshots.mjs [theme …]`, after `npm run package`.
// They show the packaged extension in real VS Code, so that a picture never promises what is not there.
import fs from 'node:fs';
import path from 'node:path';
import { register } from 'tsx/esm/api';
import { root } from './vscode/cache.mjs';

register();
const { openScope, setBreakpoint, stoppedIn } = await import('../e2e/debug-views.ts');
const { graphState, openPreview } = await import('../e2e/preview.ts');
const { packagedExtension, startSession } = await import('../e2e/session.ts');
const { reportScreen } = await import('../e2e/screen.ts');
const workbench = await import('../e2e/workbench.ts');

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../e2e/session.ts').Theme} Theme */

const ORDER = 'order-processing.asl.json';
const CHARGE_CARD = 54;
const folder = path.join(root, 'docs', 'images');
/** @type {readonly Theme[]} */
const THEMES = ['dark', 'light', 'high-contrast'];

/** @type {Readonly<Record<string, (page: Page) => Promise<void>>>} */
const SCENES = {
  editing: async (page) => {
    await workbench.openFile(page, ORDER);
    await workbench.goTo(page, 36, 15);
    await workbench.press(page, 'Shift+End', 'Delete');
    await page.keyboard.type('"In stok?');
    await workbench.editorOf(page, ORDER).locator('.squiggly-error').first().waitFor();
    await workbench.press(page, 'Control+Shift+M');
    await workbench.row(page, '.markers-panel', "'In stok?'").first().waitFor();
    await workbench.press(page, 'Control+1');
    await workbench.hasFocus(page, ORDER);
    await workbench.goTo(page, 36, 20);
    await workbench.quickFix(page, ORDER, "'In stock?'");
  },
  graph: async (page) => {
    await workbench.openFile(page, ORDER);
    await workbench.goTo(page, CHARGE_CARD, 6);
    await openPreview(page);
    await graphState(page, '/States/Charge card', 'is-cursor').waitFor();
    await workbench.press(page, 'Control+b');
    await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  },
  debugging: async (page) => {
    await workbench.openFile(page, ORDER);
    await openPreview(page);
    await workbench.goTo(page, CHARGE_CARD, 1);
    await setBreakpoint(page, ORDER, CHARGE_CARD);
    await workbench.press(page, 'F5');
    await stoppedIn(page, 'Charge card', /Paused on breakpoint/i);
    await openScope(page, 'Input');
    await graphState(page, '/States/Charge card', 'is-stopped').waitFor();
    // The panel has taken room from the graph.
    await workbench.webview(page).getByRole('button', { name: 'Show the whole graph' }).click();
  },
};

const wanted = process.argv.slice(2);
fs.mkdirSync(folder, { recursive: true });
for (const theme of THEMES) {
  if (wanted.length > 0 && !wanted.includes(theme)) continue;
  for (const [name, play] of Object.entries(SCENES)) {
    const session = await startSession({
      folder: path.join(root, 'examples'),
      vsix: packagedExtension(),
      theme,
      size: { width: 1500, height: 940 },
      settings: { 'debug.internalConsoleOptions': 'openOnSessionStart', 'debug.openDebug': 'openOnDebugBreak' },
    });
    const file = path.join(folder, `${name}-${theme}.png`);
    try {
      await play(session.page).catch(async (error) => {
        await reportScreen(session.page, `${name}-${theme}`);
        throw error;
      });
      // What VS Code fades in has to be there whole.
      await session.page.evaluate(() =>
        Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))),
      );
      await session.page.screenshot({ path: file });
      console.log(`Saved ${path.relative(root, file)}`);
    } finally {
      await session.stop(false);
    }
  }
}
