/** What a person does and reads in VS Code's debug views. Like the workbench's verbs, each waits for its effect. */
import type { Locator, Page } from 'playwright-core';
import { A_MOMENT, clickGutter, editorOf, openByName, press, repeatedly, row } from './workbench.ts';

/** Clicks the gutter and waits for the red dot. */
export async function setBreakpoint(page: Page, file: string, line: number): Promise<void> {
  await clickGutter(page, file, line);
  await editorOf(page, file).locator('.codicon-debug-breakpoint').first().waitFor();
}

/** Starts a launch configuration by its name. */
export async function startDebugging(page: Page, name: string): Promise<void> {
  await openByName(page, `debug ${name}`, name);
}

/** Waits until the session stands still in a state, by the call stack and the reason it gives. */
export async function stoppedIn(page: Page, state: string, reason: RegExp): Promise<void> {
  await page.locator('.pane-header', { hasText: 'Call Stack' }).locator(`text=${reason}`).waitFor();
  await row(page, '.debug-call-stack', state).first().waitFor();
}

/** Opens a scope of the Variables view, where it is closed. */
export async function openScope(page: Page, name: string): Promise<void> {
  const scope = row(page, '.debug-variables', new RegExp(`^\\s*${name}`)).and(page.locator('[aria-level="1"]'));
  const open = scope.and(page.locator('[aria-expanded="true"]')).first();
  await repeatedly(async (timeout) => {
    await scope.first().waitFor({ timeout });
    // VS Code opens some on its own, perhaps in this moment: the click is for a closed one only.
    if (await open.isVisible()) return;
    await scope.and(page.locator('[aria-expanded="false"]')).first().click({ timeout });
    await open.waitFor({ timeout });
  });
}

/** Waits for a row `name = value` in the Variables view. */
export async function variable(page: Page, name: string, value: string | RegExp): Promise<void> {
  await valueRow(page, name, value).waitFor();
}

function valueRow(page: Page, name: string, value: string | RegExp): Locator {
  const shown = typeof value === 'string' ? value.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&') : value.source;
  return row(page, '.debug-variables', new RegExp(`^\\s*${name}\\s*[=:]\\s*${shown}\\s*$`)).first();
}

/** Types an expression into the debug console and waits for an answer that holds the text. */
export async function evaluate(page: Page, expression: string, answer: string | RegExp): Promise<void> {
  const input = page.locator('.repl-input-wrapper .monaco-editor');
  // The key closes the console where the keyboard is in it already.
  await repeatedly(async (timeout) => {
    if (!(await input.first().isVisible())) await press(page, 'Control+Shift+Y');
    await input.first().click({ timeout });
    await page.locator('.repl-input-wrapper .monaco-editor.focused').waitFor({ timeout });
  });
  await page.keyboard.type(expression);
  await input.locator('.view-line', { hasText: expression }).waitFor();
  await press(page, 'Enter');
  await page.locator('.repl-tree .evaluation-result', { hasText: answer }).first().waitFor();
}

/** Waits for a line of output in the debug console. */
export async function consoleShows(page: Page, text: string | RegExp): Promise<void> {
  await page.locator('.repl-tree .monaco-list-row', { hasText: text }).first().waitFor();
}

/** Waits until no session is left: none in the badge of the debug view, which may be closed, and none in it. */
export async function sessionEnded(page: Page): Promise<void> {
  await page.locator('.action-label[aria-label*="active session"]').first().waitFor({ state: 'detached' });
  await page.locator('.debug-call-stack .monaco-list-row').first().waitFor({ state: 'detached' });
}

/** Presses a button of the debug toolbar, by its icon: `step-back`, `continue`. */
export async function pressToolbar(page: Page, icon: string): Promise<void> {
  await page
    .locator(`.part.sidebar .action-label.codicon-debug-${icon}, .debug-toolbar .codicon-debug-${icon}`)
    .first()
    .click();
}

/** Gives a row of the Variables view another value, as a person types it, and waits until it is there. */
export async function changeVariable(page: Page, name: string, value: string): Promise<void> {
  const shown = row(page, '.debug-variables', new RegExp(`^\\s*${name}\\s*[=:]`)).first();
  const box = row(page, '.debug-variables', new RegExp(`^\\s*${name}\\b`)).locator('.monaco-inputbox input');
  await repeatedly(async (timeout) => {
    await shown.dblclick({ timeout });
    try {
      await box.first().waitFor({ timeout: A_MOMENT });
    } catch (error) {
      // The view was filled anew in between, and another row is chosen.
      await press(page, 'Escape');
      throw error;
    }
    await box.first().fill(value, { timeout });
    await box.first().press('Enter', { timeout });
    // Where the view was filled anew meanwhile, the box is gone with what was typed.
    await valueRow(page, name, value).waitFor({ timeout: A_MOMENT });
  });
}
