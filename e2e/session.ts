/**
 * One VS Code with the packaged extension in it and a browser page that shows it: what every test through the UI and
 * every screenshot starts from. Each session has its own data folder and a copy of the folder it opens, so that
 * nothing a test does is seen by the next one.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../scripts/vscode/browser.mjs';
import { cacheFolder } from '../scripts/vscode/cache.mjs';
import { startServer } from '../scripts/vscode/server.mjs';
import { PATIENCE } from './workbench.ts';

export const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;
export type Theme = keyof typeof THEMES;

export interface SessionOptions {
  /** The folder to open; it is copied first. Absent: an empty one. */
  readonly folder?: string;
  /** Files to write into the copy, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Links to make in the copy, by name, and what they lead to. */
  readonly links?: Readonly<Record<string, string>>;
  readonly vsix: string;
  readonly theme?: Theme;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** VS Code asks whether the folder is to be trusted; without it everything is. */
  readonly asksForTrust?: boolean;
  /** With VS Code's own debugger for JavaScript. */
  readonly debugsJavaScript?: boolean;
  readonly size?: { readonly width: number; readonly height: number };
}

export interface Session {
  readonly page: Page;
  /** The copy that VS Code has open. */
  readonly folder: string;
  /** Exceptions that nothing caught, in the page or in a webview. */
  readonly pageErrors: readonly string[];
  /** Ends everything; what VS Code logged stays where it is when the test failed. */
  stop(keepLogs: boolean): Promise<void>;
}

/** Settings that keep the screen still and the same in every run. */
const STEADY_SETTINGS = {
  'debug.toolBarLocation': 'docked',
  'editor.accessibilitySupport': 'off',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
  'window.commandCenter': false,
};

/** Starts VS Code on a copy of the folder and waits until its explorer shows the files. */
export async function startSession(options: SessionOptions): Promise<Session> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'stepwright-e2e-'));
  const folder = path.join(dataFolder, path.basename(options.folder ?? 'workspace'));
  fs.mkdirSync(folder);
  if (options.folder) fs.cpSync(options.folder, folder, { recursive: true });
  for (const [name, text] of Object.entries(options.files ?? {})) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  for (const [name, target] of Object.entries(options.links ?? {})) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.symlinkSync(target, path.join(folder, name), 'junction');
  }
  const settings = {
    ...STEADY_SETTINGS,
    'workbench.colorTheme': THEMES[options.theme ?? 'dark'],
    ...options.settings,
  };
  const { asksForTrust = false, debugsJavaScript = false } = options;
  const server = await startServer({ dataFolder, vsix: [options.vsix], settings, asksForTrust, debugsJavaScript });
  let browser: Browser | undefined;
  const pageErrors: string[] = [];
  const stop = async (keepLogs: boolean) => {
    await browser?.close();
    await server.stop();
    if (keepLogs) console.log(logged(path.join(dataFolder, 'data', 'logs')));
    else await removeFolder(dataFolder);
  };
  try {
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: options.size ?? { width: 1400, height: 900 } });
    const page = await openPage(context, pageErrors);
    await page.goto(server.address(folder));
    await page
      .locator('.explorer-folders-view .monaco-list-row')
      .first()
      .waitFor({ timeout: 2 * PATIENCE });
    return { page, folder, pageErrors, stop };
  } catch (error) {
    await stop(true);
    throw error;
  }
}

async function openPage(context: BrowserContext, pageErrors: string[]): Promise<Page> {
  context.on('weberror', (error) => pageErrors.push(String(error.error().stack ?? error.error())));
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  return page;
}

/** Removes a folder of VS Code's, whose extension host lives on for a moment and writes its last lines into it. */
export async function removeFolder(folder: string): Promise<void> {
  // Not the synchronous function: its retries do not look again at what is in the folder.
  await fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 25, retryDelay: 100 });
}

/** What the extension logged, and what the extension host complained about. */
function logged(folder: string): string {
  const files = fs
    .readdirSync(folder, { encoding: 'utf8', recursive: true })
    .filter((name) => /exthost.*\.log$/.test(name));
  const lines = files.flatMap((name) => {
    const all = fs.readFileSync(path.join(folder, name), 'utf8').split('\n');
    return all.filter((line) => (/stepwright/i.test(name) ? line !== '' : /\[(warning|error)\]/.test(line)));
  });
  return [`The logs of VS Code are in ${folder}. The extension host says:`, ...lines].join('\n');
}

/** The packaged extension: the one named by STEPWRIGHT_VSIX, else what `npm run package` wrote. */
export function packagedExtension(): string {
  const file = path.resolve(process.env.STEPWRIGHT_VSIX ?? path.join(cacheFolder, '..', 'stepwright.vsix'));
  if (!fs.existsSync(file)) throw new Error(`There is no ${file}. Run "npm run package" first.`);
  return file;
}
