/**
 * Runs the suite of e2e/host inside the extension host of the fetched VS Code, with the packaged extension installed.
 * The same suite runs in a desktop VS Code with @vscode/test-electron: `--desktop`. A suite that fails is tried once
 * more in a fresh VS Code, and that is said loudly; `--times=10` runs it that often without second tries and counts.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { launchBrowser } from '../scripts/vscode/browser.mjs';
import { root } from '../scripts/vscode/cache.mjs';
import { startServer } from '../scripts/vscode/server.mjs';
import { packagedExtension, removeFolder } from './session.ts';
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

/** What failed, by name: nothing exactly when VS Code says that all went well and the suite reached its end. */
async function runInFetchedCode(): Promise<readonly string[]> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'stepwright-host-'));
  const folder = copyExamples(dataFolder);
  const results = path.join(dataFolder, 'results.jsonl');
  const env = { STEPWRIGHT_TEST_RESULTS: results };
  const settings = {
    // Words of the text must not pass for answers of the language server.
    'editor.wordBasedSuggestions': 'off',
    // In a browser VS Code saves by itself after a second.
    'files.autoSave': 'off',
  };
  const server = await startServer({ dataFolder, settings, vsix: [packagedExtension()], testDriver: true, env });
  const browser = await launchBrowser();
  let failures: readonly string[] = [];
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
    const code = await Promise.race([ended, tooLate]);
    failures = failuresOf(code, results);
  } finally {
    await browser.close();
    await server.stop();
  }
  if (failures.length === 0) await removeFolder(dataFolder);
  else console.log(`The logs of VS Code are in ${path.join(dataFolder, 'data', 'logs')}.`);
  return failures;
}

function copyExamples(dataFolder: string): string {
  const folder = path.join(dataFolder, 'examples');
  fs.cpSync(path.join(root, 'examples'), folder, { recursive: true });
  return folder;
}

async function runInDesktopCode(): Promise<readonly string[]> {
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
  return failuresOf(code, results);
}

/** Prints the results and gives what failed. */
function failuresOf(code: number, results: string): readonly string[] {
  const text = fs.existsSync(results) ? fs.readFileSync(results, 'utf8').trim() : '';
  const lines = text === '' ? [] : text.split('\n').map((line): Line => JSON.parse(line));
  for (const line of lines) {
    if (line.kind === 'pass') console.log(`  ✔ ${line.name} (${line.milliseconds} ms)`);
    if (line.kind === 'fail') console.log(`  ✖ ${line.name}\n${line.error}`);
    if (line.kind === 'note') console.log(`    ${line.text}`);
  }
  const failures = lines.flatMap((line) => (line.kind === 'fail' ? [line.name] : []));
  const complete = lines.some(({ kind }) => kind === 'end');
  if (!complete) console.log('The suite in the extension host did not come to its end.');
  if (complete && (code === 0 || failures.length > 0)) return failures;
  return [...failures, `the suite, which ended with code ${code}`];
}

async function passesTwice(run: () => Promise<readonly string[]>): Promise<boolean> {
  const failures = await run();
  if (failures.length === 0) return true;
  console.log('\nThe second try, in a fresh VS Code.');
  if ((await run()).length > 0) return false;
  for (const name of failures) console.log(`PASSED AT THE SECOND TRY: ${name}`);
  console.log('A test that fails now and then is a defect. Why it failed is above.');
  return true;
}

async function count(run: () => Promise<readonly string[]>, times: number): Promise<boolean> {
  let passes = 0;
  for (let turn = 0; turn < times; turn++) if ((await run()).length === 0) passes++;
  console.log(`The suite in the extension host passed ${passes} of ${times} times.`);
  return passes === times;
}

await buildSuite();
const run = process.argv.includes('--desktop') ? runInDesktopCode : runInFetchedCode;
const times = Number(/--times=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 0);
process.exit((await (times > 0 ? count(run, times) : passesTwice(run))) ? 0 : 1);
