/**
 * What a person does in VS Code, as small verbs over the page. Each waits for the effect of what it did, never for a
 * time, so that a test is as fast as the machine and does not depend on its speed.
 */
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The quick input box (Go to file, commands, go to line, our own questions) while it is shown. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:not([style*="display: none"])');
}

/**
 * How long one try waits where a second one can follow, and how long tries follow each other. What cannot be repeated waits
 * as long as the page allows; a wait that succeeds takes only as long as VS Code does.
 */
const TRY = 20_000;
const ALL_TRIES = 80_000;

/** For what is there soon or not at all, as a key that VS Code has not heard: it is pressed again. */
export const A_MOMENT = 2500;

/** For a page's waits: five times what a slow machine with other work needs. */
export const PATIENCE = 60_000;

/**
 * Does something until its effect shows: VS Code may be busy with something else in that moment, or close what was
 * just opened. A person looks and does it again, and so does this. Only for what may be done twice.
 */
export async function repeatedly(work: (timeout: number) => Promise<unknown>): Promise<void> {
  const begun = Date.now();
  for (;;) {
    try {
      await work(TRY);
      return;
    } catch (error) {
      if (Date.now() - begun > ALL_TRIES - TRY) throw error;
    }
  }
}

/** Presses keys that show something, until it is there. */
export async function pressUntil(page: Page, shown: Locator, ...keys: readonly string[]): Promise<void> {
  await repeatedly(async (timeout) => {
    await press(page, ...keys);
    await shown.waitFor({ timeout });
  });
}

/** Fills the quick input, waits for the row that holds the text to be the chosen one, and takes it. */
export async function pick(page: Page, typed: string, row: string | RegExp, timeout?: number): Promise<void> {
  const limit = timeout === undefined ? {} : { timeout };
  // A box that is closed while it is filled keeps the filling waiting for ever.
  const soon = timeout === undefined ? {} : { timeout: A_MOMENT };
  const input = quickInput(page).locator('.quick-input-filter input');
  const chosen = quickInput(page).locator('.quick-input-list .monaco-list-row.focused', { hasText: row });
  const closed = page.locator('.quick-input-widget[style*="display: none"]');
  await input.fill(typed, soon);
  await chosen
    .or(closed)
    .first()
    .waitFor({ state: 'attached', ...limit });
  if (await closed.count()) throw new Error(`VS Code closed the box in which '${typed}' was typed.`);
  // To the box itself, and to nothing else: where it has lost the keyboard in this moment, the key would go into a text.
  await input.dispatchEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 13, bubbles: true }, soon);
}

/**
 * Opens the quick input by a key and picks a row. VS Code closes the box where something else takes the focus in that
 * moment (the end of a debug session does).
 */
async function openAndPick(
  page: Page,
  key: string,
  typed: string,
  row: string | RegExp,
  timeout: number,
): Promise<void> {
  if (await quickInput(page).isVisible()) {
    await quickInput(page).locator('.quick-input-filter input').press('Escape', { timeout: A_MOMENT });
    await quickInput(page).waitFor({ state: 'hidden', timeout: A_MOMENT });
  }
  await page.keyboard.press(key);
  await quickInput(page).waitFor({ timeout: A_MOMENT });
  await pick(page, typed, row, timeout);
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Opens a file by its name in the explorer's folder and waits until it has the focus. */
export async function openFile(page: Page, name: string): Promise<void> {
  await repeatedly(async (timeout) => {
    await openAndPick(page, 'Control+p', name, name, timeout);
    await quickInput(page).waitFor({ state: 'hidden', timeout });
    await focusedEditor(page, name).waitFor({ timeout });
  });
}

/**
 * Opens a definition and waits for the lenses over it. Then VS Code has read what extensions contribute (until then F5
 * only opens the debug view), and no line moves any more when they appear.
 */
export async function openDefinition(page: Page, name: string): Promise<void> {
  await openFile(page, name);
  await lensesOf(page, name).waitFor();
}

/** The lenses over a machine: Preview, Debug. */
export function lensesOf(page: Page, name: string): Locator {
  return editorOf(page, name).locator('.codelens-decoration', { hasText: 'Debug' }).first();
}

/** Opens a file by a double click in the explorer, for the web, where nothing finds files by name. */
export async function openFromExplorer(page: Page, name: string): Promise<void> {
  await repeatedly(async (timeout) => {
    await row(page, '.explorer-folders-view', name).dblclick({ timeout });
    await focusedEditor(page, name).waitFor({ timeout });
  });
}

/** Waits until the keyboard is in the file's editor, and its group is the one that commands mean. */
export async function hasFocus(page: Page, name: string, timeout = PATIENCE): Promise<void> {
  await focusedEditor(page, name).waitFor({ timeout });
}

/**
 * How long VS Code may still move the keyboard by itself: a webview tells four times a second that it has got it, and
 * gets it back 50 ms after its menu has closed, wherever it was sent meanwhile. No person is that fast.
 */
const SETTLED = 300;

/** Sends the keyboard from a webview to the file's editor in the first group, until it stays there. */
export async function toFirstGroup(page: Page, name: string): Promise<void> {
  await repeatedly(async () => {
    await press(page, 'Control+1');
    await hasFocus(page, name, A_MOMENT);
    await page.waitForTimeout(SETTLED);
    await hasFocus(page, name, A_MOMENT);
  });
}

function focusedEditor(page: Page, name: string): Locator {
  const editor = `.editor-instance .monaco-editor.focused[data-uri$="/${name}"]`;
  return page.locator(`.editor-group-container.active ${editor}`).first();
}

/** Runs a command by its title, with its category where it has one: `Step Functions: Open Preview`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await repeatedly((timeout) => openAndPick(page, 'F1', `>${title}`, title, timeout));
}

/** Picks something from the box for files by what it takes before a name: `debug Photo album`. */
export async function openByName(page: Page, typed: string, name: string): Promise<void> {
  await repeatedly((timeout) => openAndPick(page, 'Control+p', typed, name, timeout));
}

/** Closes a message that asks for an answer, with none. */
export async function closeDialog(page: Page): Promise<void> {
  const dialog = page.locator('.monaco-dialog-box');
  await repeatedly(async (timeout) => {
    await press(page, 'Escape');
    await dialog.waitFor({ state: 'detached', timeout });
  });
}

/** Puts the cursor at a line and column (from 1) of the editor that has the keyboard. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  const there = new RegExp(`line ${line}\\b.*column ${column}\\b`);
  await repeatedly(async (timeout) => {
    await openAndPick(page, 'Control+g', `:${line}:${column}`, there, timeout);
    await quickInput(page).waitFor({ state: 'hidden', timeout });
    await caret(page, `Ln ${line}, Col ${column}`).waitFor({ timeout });
  });
}

/** Waits until the status bar names the position, for example `Ln 3, Col 5`. */
export async function caretAt(page: Page, position: string): Promise<void> {
  await caret(page, position).waitFor();
}

function caret(page: Page, position: string): Locator {
  return page.locator('[id="status.editor.selection"]', { hasText: new RegExp(`${literally(position)}(?!\\d)`) });
}

/** Waits until the cursor is in that line, also while something else has the keyboard. */
export async function cursorInLine(page: Page, name: string, line: number): Promise<void> {
  const active = editorOf(page, name).locator('.line-numbers.active-line-number', { hasText: new RegExp(`^${line}$`) });
  await active.first().waitFor();
}

export function editorOf(page: Page, name: string): Locator {
  return page.locator(`.editor-instance .monaco-editor[data-uri$="/${name}"]`);
}

/** Lines of the editor as they are on the screen. */
export function linesOf(page: Page, name: string, text: string | RegExp): Locator {
  // The editor writes spaces as no-break spaces.
  const shown = typeof text === 'string' ? new RegExp(literally(text).replaceAll(' ', '[ \\u00a0]')) : text;
  return editorOf(page, name).locator('.view-line', { hasText: shown });
}

/** A row of a list or tree view, by a text in it. */
export function row(page: Page, view: string, text: string | RegExp): Locator {
  return page.locator(`${view} .monaco-list-row`, { hasText: text });
}

/** Takes an entry from the menu that a right click opens. */
export async function chooseFromMenu(page: Page, target: Locator, title: string): Promise<void> {
  const entry = page.locator('.monaco-menu .action-item:not(.disabled) .action-label', { hasText: title });
  await repeatedly(async (timeout) => {
    // A menu that an earlier try has left open.
    if (await page.locator('.monaco-menu').first().isVisible()) await page.keyboard.press('Escape');
    await target.click({ button: 'right', timeout });
    await entry.first().hover({ timeout });
    // By the keyboard: a menu that has just opened takes the first click for the end of the one that opened it.
    await page.keyboard.press('Enter');
    await entry.first().waitFor({ state: 'detached', timeout });
  });
}

/** A notification by its message. */
export function notification(page: Page, text: string | RegExp): Locator {
  return page.locator('.notifications-toasts .notification-list-item-message', { hasText: text });
}

/** The content of the webview that is shown: the graph preview. */
export function webview(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

/** Clicks the gutter of a line, where breakpoints are. */
export async function clickGutter(page: Page, name: string, line: number): Promise<void> {
  const editor = editorOf(page, name);
  const numbers = editor.locator('.margin-view-overlays .line-numbers', { hasText: new RegExp(`^${line}$`) });
  const number = numbers.first();
  await number.waitFor();
  const [at, whole] = [await number.boundingBox(), await editor.boundingBox()];
  if (!at || !whole) throw new Error(`Line ${line} of ${name} is not on the screen.`);
  await page.mouse.click(whole.x + 10, at.y + at.height / 2);
}

/** Asks what is known of the word at the cursor and waits for an answer with that text. */
export async function showHover(page: Page, text: string): Promise<void> {
  const hover = page.locator('.monaco-hover:not(.hidden) .hover-contents', { hasText: text }).first();
  await pressUntil(page, hover, 'Control+k', 'Control+i');
}

/** Asks for suggestions at the cursor and waits until the chosen one is that. */
export async function suggested(page: Page, label: string): Promise<void> {
  const rows = page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: label });
  await pressUntil(page, rows.first(), 'Control+Space');
}

/** Opens the quick fixes at the cursor and gives the one with that text. */
export async function quickFix(page: Page, name: string, text: string, timeout = TRY): Promise<Locator> {
  // The bulb first: VS Code asks on its own when the cursor has moved, and that answer would close the menu again.
  const bulbs = '[class*="codicon-gutter-lightbulb"], .lightBulbWidget';
  await editorOf(page, name).locator(bulbs).filter({ visible: true }).first().waitFor();
  const fix = page.locator('.action-widget .monaco-list-row.action', { hasText: text }).first();
  if (!(await fix.isVisible())) await press(page, 'Control+.');
  await fix.waitFor({ timeout });
  return fix;
}

/** Opens the quick fixes and takes one. */
export async function takeQuickFix(page: Page, name: string, text: string): Promise<void> {
  await repeatedly(async () => {
    const fix = await quickFix(page, name, text, A_MOMENT);
    await fix.click({ timeout: A_MOMENT });
  });
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
