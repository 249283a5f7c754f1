/** What the screen shows, as text and as a picture: printed when a test fails, so that nobody has to run it again to see. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { cacheFolder } from '../scripts/vscode/cache.mjs';

const PARTS: readonly (readonly [string, string])[] = [
  ['quick input', '.quick-input-widget:not([style*="display: none"])'],
  ['dialog', '.monaco-dialog-box'],
  ['notifications', '.notifications-toasts .notification-list-item-message'],
  ['tabs', '.tabs-container .tab.active'],
  ['side bar', '.part.sidebar .monaco-list-row, .part.sidebar .pane-header'],
  ['editor', '.editor-instance .view-lines'],
  ['hover', '.monaco-hover:not(.hidden) .hover-contents'],
  ['suggestions', '.suggest-widget.visible .monaco-list-row'],
  ['panel', '.part.panel .monaco-list-row, .part.panel .view-line'],
  ['status bar', '.part.statusbar .statusbar-item'],
];

/** The visible text of VS Code's parts, one block per part that shows something. */
export async function screenText(page: Page): Promise<string> {
  const blocks: string[] = [];
  for (const [name, selector] of PARTS) {
    const texts = await page.locator(selector).filter({ visible: true }).allInnerTexts();
    const shown = texts.map((text) => text.replaceAll('\u00a0', ' ').trim()).filter((text) => text !== '');
    if (shown.length > 0) blocks.push(`--- ${name}\n${shown.join('\n')}`);
  }
  for (const frame of page.frames()) {
    if (frame === page.mainFrame() || !/fake|active/.test(`${frame.name()} ${frame.url()}`)) continue;
    const text = (await frame.locator('body').allInnerTexts()).join('\n');
    if (text.trim()) blocks.push(`--- webview\n${text.trim()}`);
  }
  return blocks.join('\n');
}

/** What no picture shows: which group of editors is the active one, what has the keyboard, what the graph marks. */
async function stateText(page: Page): Promise<string> {
  const lines = await page.evaluate(() => {
    const tabs = [...document.querySelectorAll('.editor-group-container')].map((group) => {
      const names = [...group.querySelectorAll('.tab')].map((tab) => {
        const name = tab.getAttribute('aria-label');
        return tab.classList.contains('active') ? `[${name}]` : name;
      });
      return `group ${group.classList.contains('active') ? '(active) ' : ''}${names.join(' ')}`;
    });
    const focus = document.activeElement;
    const file = focus?.closest('[data-uri]')?.getAttribute('data-uri');
    return [...tabs, `keyboard in ${focus?.tagName}.${focus?.className} ${file ?? ''}`];
  });
  for (const frame of page.frames()) {
    const marks = await frame
      .locator('.node[class*="is-"]')
      .evaluateAll((nodes) => nodes.map((node) => `${node.getAttribute('data-id')} ${node.getAttribute('class')}`));
    if (marks.length > 0) lines.push('graph', ...marks.map((mark) => `  ${mark}`));
  }
  return lines.join('\n');
}

/** Saves a picture below the cache folder and says where it is. What cannot be read any more does not hide the failure. */
export async function reportScreen(page: Page, title: string): Promise<void> {
  const folder = path.join(cacheFolder, 'failures');
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${title.replaceAll(/[^\w]+/g, '-').slice(0, 80)}.png`);
  const parts = [
    () => page.screenshot({ path: file }).then(() => `The screen showed (picture: ${file}):`),
    () => stateText(page),
    () => screenText(page),
  ];
  for (const part of parts) console.log(await part().catch((error: unknown) => `Not reported: ${error}`));
}
