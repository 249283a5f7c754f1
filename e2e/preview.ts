/** The graph preview as a person sees it: states by name, and what marks them. */
import type { Locator, Page } from 'playwright-core';
import { chooseFromMenu, runCommand, webview } from './workbench.ts';

/** Opens the preview of the definition in the active editor and waits until it shows a graph. */
export async function openPreview(page: Page): Promise<void> {
  await runCommand(page, 'Step Functions: Open Graph Preview to the Side');
  await webview(page).locator('.node').first().waitFor();
}

/** A state in the graph, by its pointer: `/States/Ship`. `mark` is one of its classes: `is-stopped`, `is-cursor`. */
export function graphState(page: Page, pointer: string, mark = 'node'): Locator {
  return webview(page).locator(`.${mark}[data-id="${pointer}"]`);
}

/**
 * Clicks a state at its own name, not at what a container holds, and waits until VS Code knows that the preview is
 * where the person is: it looks four times a second, and a key pressed meanwhile would be answered by the late news.
 */
export async function clickState(page: Page, pointer: string): Promise<void> {
  await graphState(page, pointer).locator('> .own .name, > .own text').first().click();
  await page.locator('.editor-group-container.active .tab.active[data-resource-name^="webview-"]').waitFor();
}

/** Takes a command from the menu of a state. */
export async function chooseForState(page: Page, pointer: string, title: string): Promise<void> {
  const state = graphState(page, pointer).locator('> .own .name, > .own text').first();
  await chooseFromMenu(page, state, title);
}
