/** `npm start` as a newcomer types it: an address is printed, VS Code is there, and F5 debugs. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/vscode/browser.mjs';
import { root } from '../../scripts/vscode/cache.mjs';
import { consoleShows } from '../debug-views.ts';
import { removeFolder } from '../session.ts';
import { editorOf, hasFocus, lensesOf, PATIENCE, press } from '../workbench.ts';
import { endAtFailure } from './use-session.ts';

const FILE = 'order-processing.asl.json';

describe('npm start', () => {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'stepwright-start-'));
  let started: ChildProcess | undefined;
  let browser: Browser | undefined;
  let page: Page | undefined;

  after(async () => {
    await browser?.close();
    // Only when a test failed; by force its VS Code would stay behind.
    if (started && started.exitCode === null && started.signalCode === null) await endedByCtrlC(started);
    await removeFolder(dataFolder);
  });
  endAtFailure(() => page);

  it('prints the address of VS Code with the examples', async () => {
    started = spawn(process.execPath, ['scripts/start.mjs', '--browser', '--data', dataFolder], { cwd: root });
    const address = await printedAddress(started);
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(address);
    await editorOf(page, FILE).waitFor({ timeout: 2 * PATIENCE });
  });

  it('debugs the machine that is open after F5', async () => {
    assert.ok(page);
    await editorOf(page, FILE).locator('.view-line').first().click();
    await hasFocus(page, FILE);
    // VS Code has read its configurations and started the extension when the lens over the machine is there.
    await lensesOf(page, FILE).waitFor();
    await press(page, 'F5');
    await consoleShows(page, /SUCCEEDED/i);
  });

  it('stops after Ctrl+C', async () => {
    assert.ok(started);
    assert.equal(await endedByCtrlC(started), 0);
  });
});

function endedByCtrlC(started: ChildProcess): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => started.once('exit', resolve));
  started.kill('SIGINT');
  return ended;
}

function printedAddress(started: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const look = (chunk: Buffer) => {
      text += chunk;
      const address = /http:\/\/\S+/.exec(text)?.[0];
      if (address) resolve(address);
    };
    started.stdout?.on('data', look);
    started.stderr?.on('data', look);
    started.once('exit', (code) => reject(new Error(`npm start ended with code ${code}:\n${text}`)));
  });
}
