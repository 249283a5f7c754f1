/**
 * Runs the suite of e2e/host inside the extension host of the fetched VS Code, with the packaged extension installed.
 * The same suite runs in a desktop VS Code with @vscode/test-electron: `--desktop`.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { launchBrowser } from '../scripts/vscode/browser.mjs';
import { root } from '../scripts/vscode/cache.mjs';
import { startServer } from '../scripts/vscode/server.mjs';
import { packagedExtension } from './session.ts';
import { PATIENCE } from './workbench.ts';

const TIMEOUT = 600_000;
const sources = path.join(root, 'e2e', 'host');
const suite = path.join(root, '.vscode-test', 'host-suite');
const developed = path.join(sources, 'extension');

type Line =
  | { readonly kind: 'pass'; readonly name: string; readonly milliseconds: number }
  | { readonly kind: 'fail'; readonly name: string; readonly error: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'end' };

async function buildSuite(): Promise<void> {
  fs.rmSync(suite, { recursive: true, force: true });
  const files = fs.readdirSync(sources).filter((file) => file === 'index.ts' || file.endsWith('.test.ts'));
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: files.map((file) => path.join(sources, file)),
    outdir: suite,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

/** The exit code of the suite: what VS Code passes on, and never 0 when the suite did not reach its end. */
async function runInFetchedCode(): Promise<number> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'stepwright-host-'));
  const folder = copyExamples(dataFolder);
  const results = path.join(dataFolder, 'results.jsonl');
  const env = { STEPWRIGHT_TEST_RESULTS: results };
  // Words of the text must not pass for answers of the language server.
  const settings = { 'editor.wordBasedSuggestions': 'off' };
  const server = await startServer({ dataFolder, settings, vsix: [packagedExtension()], testDriver: true, env });
  const browser = await launchBrowser();
  let code = 1;
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(PATIENCE);
    const ended = new Promise<number>((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
    const tooLate = new Promise<number>((resolve) => setTimeout(resolve, TIMEOUT, 124).unref());
    const remote = (file: string) => `vscode-remote://127.0.0.1:${server.port}${file}`;
    const payload = [
      ['extensionDevelopmentPath', remote(developed)],
      ['extensionTestsPath', remote(path.join(suite, 'index.cjs'))],
    ] as const;
    await page.goto(server.address(folder, payload));
    code = await Promise.race([ended, tooLate]);
    if (!print(results)) code ||= 1;
  } finally {
    await browser.close();
    await server.stop();
  }
  if (code === 0) fs.rmSync(dataFolder, { recursive: true, force: true });
  else console.log(`The logs of VS Code are in ${path.join(dataFolder, 'data', 'logs')}.`);
  return code;
}

function copyExamples(dataFolder: string): string {
  const folder = path.join(dataFolder, 'examples');
  fs.cpSync(path.join(root, 'examples'), folder, { recursive: true });
  return folder;
}

async function runInDesktopCode(): Promise<number> {
  const { runTests } = await import('@vscode/test-electron');
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'stepwright-host-'));
  const folder = copyExamples(dataFolder);
  const results = path.join(dataFolder, 'results.jsonl');
  const code = await runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(suite, 'index.cjs'),
    launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust'],
    extensionTestsEnv: { STEPWRIGHT_TEST_RESULTS: results },
  });
  return print(results) ? code : 1;
}

/** Prints the results; true when the suite came to its end. */
function print(results: string): boolean {
  const text = fs.existsSync(results) ? fs.readFileSync(results, 'utf8').trim() : '';
  const lines = text === '' ? [] : text.split('\n').map((line): Line => JSON.parse(line));
  for (const line of lines) {
    if (line.kind === 'pass') console.log(`  ✔ ${line.name} (${line.milliseconds} ms)`);
    if (line.kind === 'fail') console.log(`  ✖ ${line.name}\n${line.error}`);
    if (line.kind === 'note') console.log(`    ${line.text}`);
  }
  const complete = lines.some(({ kind }) => kind === 'end');
  if (!complete) console.log('The suite in the extension host did not come to its end.');
  return complete;
}

await buildSuite();
process.exit(process.argv.includes('--desktop') ? await runInDesktopCode() : await runInFetchedCode());
