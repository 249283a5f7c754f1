/**
 * What a person does in VS Code, as small verbs over the page. Each waits for the effect of what it did, never for a
 * time, so that a test is as fast as the machine and does not depend on its speed.
 */
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The quick input box (Go to file, commands, go to line, our own questions) while it is shown. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:not([style*="display: none"])');
}

/** Fills the quick input, waits for the row that holds the text to be the chosen one, and takes it. */
export async function pick(page: Page, typed: string, row: string, timeout = 15_000): Promise<void> {
  const input = quickInput(page).locator('.quick-input-filter input');
  await input.waitFor({ timeout });
  await input.fill(typed, { timeout });
  await quickInput(page).locator('.quick-input-list .monaco-list-row.focused', { hasText: row }).waitFor({ timeout });
  await page.keyboard.press('Enter');
}

/**
 * Opens the quick input by a key and picks a row. VS Code closes the box where something else takes the focus in that
 * moment (the end of a debug session does): a person presses the key again, and so does this.
 */
async function openAndPick(page: Page, key: string, typed: string, row: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    await page.keyboard.press(key);
    try {
      return await pick(page, typed, row, 6000);
    } catch (error) {
      if (tries === 4) throw error;
      if (await quickInput(page).isVisible()) await page.keyboard.press('Escape');
    }
  }
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Opens a file by its name in the explorer's folder and waits until it has the focus. */
export async function openFile(page: Page, name: string): Promise<void> {
  await openAndPick(page, 'Control+p', name, name);
  await quickInput(page).waitFor({ state: 'hidden' });
  await hasFocus(page, name);
}

/** Opens a file by a double click in the explorer, for the web, where nothing finds files by name. */
export async function openFromExplorer(page: Page, name: string): Promise<void> {
  await row(page, '.explorer-folders-view', name).dblclick();
  await hasFocus(page, name);
}

/** Waits until the keyboard is in the file's editor. */
export async function hasFocus(page: Page, name: string): Promise<void> {
  await page.locator(`.editor-instance .monaco-editor.focused[data-uri$="/${name}"]`).first().waitFor();
}

/** Runs a command by its title, with its category where it has one: `Step Functions: Open Preview`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await openAndPick(page, 'F1', `>${title}`, title);
}

/** Puts the cursor at a line and column (from 1) of the editor that was used last. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  await press(page, 'Control+g');
  const input = quickInput(page).locator('.quick-input-filter input');
  await input.waitFor();
  await input.fill(`:${line}:${column}`);
  await press(page, 'Enter');
  await quickInput(page).waitFor({ state: 'hidden' });
  await caretAt(page, `Ln ${line}, Col ${column}`);
}

/** Waits until the status bar names the position, for example `Ln 3, Col 5`. */
export async function caretAt(page: Page, position: string): Promise<void> {
  await page.locator('[id="status.editor.selection"]', { hasText: position }).waitFor();
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
  const lineNumber = editor.locator('.margin-view-overlays .line-numbers', { hasText: new RegExp(`^${line}$`) });
  const [at, whole] = [await lineNumber.boundingBox(), await editor.boundingBox()];
  if (!at || !whole) throw new Error(`Line ${line} of ${name} is not on the screen.`);
  await page.mouse.click(whole.x + 10, at.y + at.height / 2);
}

/** Opens the quick fixes at the cursor and gives the one with that text. */
export async function quickFix(page: Page, name: string, text: string): Promise<Locator> {
  // The bulb first: VS Code asks on its own when the cursor has moved, and that answer would close the menu again.
  const bulbs = '[class*="codicon-gutter-lightbulb"], .lightBulbWidget';
  await editorOf(page, name).locator(bulbs).filter({ visible: true }).first().waitFor();
  await press(page, 'Control+.');
  const fix = page.locator('.action-widget .monaco-list-row.action', { hasText: text }).first();
  await fix.waitFor();
  return fix;
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
