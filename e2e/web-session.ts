/** VS Code for the web with the packaged extension: everything runs in the browser, nothing on a server. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../scripts/vscode/browser.mjs';
import { unpackExtension } from '../scripts/vscode/server.mjs';
import { startWebServer } from '../scripts/vscode/web-server.mjs';
import { packagedExtension, removeFolder } from './session.ts';
import { PATIENCE } from './workbench.ts';

export interface WebSession {
  readonly page: Page;
  readonly pageErrors: readonly string[];
  stop(): Promise<void>;
}

/** Opens a folder in memory with these files. */
export async function startWebSession(files: Readonly<Record<string, string>>): Promise<WebSession> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'stepwright-web-'));
  const extension = await unpackExtension(packagedExtension(), dataFolder);
  const server = await startWebServer({ extension, files, settings: { 'editor.wordBasedSuggestions': 'off' } });
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const pageErrors: string[] = [];
  context.on('weberror', (error) => pageErrors.push(String(error.error().stack ?? error.error())));
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(server.address);
  await page
    .locator('.explorer-folders-view .monaco-list-row')
    .first()
    .waitFor({ timeout: 2 * PATIENCE });
  const stop = async () => {
    await browser.close();
    await server.stop();
    await removeFolder(dataFolder);
  };
  return { page, pageErrors, stop };
}
