/** A person edits a definition: every step goes through the keyboard, the mouse and the screen of real VS Code. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/vscode/cache.mjs';
import {
  caretAt,
  editorOf,
  goTo,
  hasFocus,
  linesOf,
  openDefinition,
  press,
  pressUntil,
  repeatedly,
  row,
  showHover,
  suggested,
  takeQuickFix,
} from '../workbench.ts';
import { useSession } from './use-session.ts';

const FILE = 'shipping.asl.json';
const TEXT = `{
  "StartAt": "Pack",
  "States": {
    "Pack": {
      "Type": "Pass",
      "Next": "Shp"
    },
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "ship" },
      "End": true
    }
  }
}
`;
const NEXT_LINE = 6;
const SHIP_LINE = 8;

describe('editing in VS Code', () => {
  const { page, folder } = useSession({
    folder: path.join(root, 'examples'),
    files: { [FILE]: TEXT },
    // Words of the text must not pass for answers of the language server.
    settings: { 'editor.wordBasedSuggestions': 'off' },
  });

  it('opens a definition and marks its problem', async () => {
    await openDefinition(page(), FILE);
    await editorOf(page(), FILE).locator('.squiggly-error').first().waitFor();
  });

  it('lists the problem, and goes to it', async () => {
    await press(page(), 'Control+Shift+M');
    const problem = row(page(), '.markers-panel', "'Shp'").first();
    await problem.waitFor();
    await repeatedly(async (timeout) => {
      // On its words: the middle of the row is the link to what the rule says.
      await problem.dblclick({ position: { x: 80, y: 8 }, timeout });
      // The first of the two clicks shows the place, the second takes the keyboard there.
      await hasFocus(page(), FILE, timeout);
    });
    await caretAt(page(), `Ln ${NEXT_LINE}, Col`);
  });

  it('mends it with a quick fix', async () => {
    await goTo(page(), NEXT_LINE, 17);
    await takeQuickFix(page(), FILE, "'Ship'");
    await linesOf(page(), FILE, '"Next": "Ship"').waitFor();
    await editorOf(page(), FILE).locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await row(page(), '.markers-panel', "'Shp'").waitFor({ state: 'detached' });
  });

  it('completes the name of a state', async () => {
    await goTo(page(), NEXT_LINE, 15);
    await press(page(), 'Shift+End', 'Delete');
    await page().keyboard.type('"Sh');
    await linesOf(page(), FILE, '"Next": "Sh').waitFor();
    await suggested(page(), 'Ship');
    await press(page(), 'Enter');
    await linesOf(page(), FILE, '"Next": "Ship"').waitFor();
  });

  it('goes from a use to the state', async () => {
    await goTo(page(), NEXT_LINE, 18);
    await press(page(), 'F12');
    await caretAt(page(), `Ln ${SHIP_LINE}, Col`);
  });

  it('explains a field', async () => {
    await goTo(page(), NEXT_LINE, 10);
    await showHover(page(), 'Next');
    await press(page(), 'Escape');
  });

  it('renames a state everywhere', async () => {
    await goTo(page(), NEXT_LINE, 18);
    const box = page().locator('.rename-box input');
    await pressUntil(page(), box, 'F2');
    await box.fill('Send');
    await box.press('Enter');
    await linesOf(page(), FILE, '"Next": "Send"').waitFor();
    await linesOf(page(), FILE, '"Send": {').waitFor();
  });

  it('saves what was written', async () => {
    await press(page(), 'Control+s');
    await page().locator('.tab.active.dirty').waitFor({ state: 'detached' });
    const saved = fs.readFileSync(path.join(folder(), FILE), 'utf8');
    assert.equal(saved, TEXT.replace('"Shp"', '"Send"').replace('"Ship"', '"Send"'));
  });
});
