/**
 * Runs the tests of e2e/ui, all or the named ones: `node --import=tsx e2e/run-ui.ts preview`. The tests of a file
 * build on each other in one VS Code, so a file that fails is tried once more as a whole, in a new process and a fresh
 * VS Code; it fails when it fails twice, and a second try that was needed is said loudly. `--times=10` looks for
 * races: it runs each file that often, without second tries, and counts.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import Mocha, { type Hook, type Suite, type Test } from 'mocha';
import { root } from '../scripts/vscode/cache.mjs';

const ENDING = '.test.ts';
/** For one test; its waits end sooner and say what they waited for. */
const TIMEOUT = 300_000;
const folder = path.join(root, 'e2e', 'ui');

interface Failure {
  readonly file: string;
  readonly title: string;
}

/** Runs the files in this process, once. */
async function tryOnce(files: readonly string[]): Promise<readonly Failure[]> {
  const mocha = new Mocha({ timeout: TIMEOUT, reporter: 'spec' });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const failures: Failure[] = [];
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on('fail', (failed) => failures.push({ file: fileOf(failed), title: failed.fullTitle() }));
  });
  return failures;
}

function fileOf({ parent }: Test | Hook): string {
  let suite: Suite | undefined = parent;
  while (suite && suite.file === undefined) suite = suite.parent;
  return suite?.file ?? '';
}

/** Runs a file once in a process of its own; true when all its tests passed. */
function passesAlone(file: string): boolean {
  const script = path.join(root, 'e2e', 'run-ui.ts');
  const args = ['--import=tsx', script, '--only-try', nameOf(file)];
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

async function tryTwice(files: readonly string[]): Promise<boolean> {
  const failures = await tryOnce(files);
  const saved: Failure[] = [];
  let passed = true;
  for (const file of new Set(failures.map((failure) => failure.file))) {
    console.log(`\n${nameOf(file)}: the second try, in a fresh VS Code.`);
    if (passesAlone(file)) saved.push(...failures.filter((failure) => failure.file === file));
    else passed = false;
  }
  for (const { file, title } of saved) console.log(`PASSED AT THE SECOND TRY: ${title} (${nameOf(file)})`);
  if (saved.length > 0) console.log('A test that fails now and then is a defect. What the screen showed is above.');
  return passed;
}

function count(files: readonly string[], times: number): boolean {
  const lines: string[] = [];
  let all = true;
  for (const file of files) {
    let passes = 0;
    for (let run = 0; run < times; run++) if (passesAlone(file)) passes++;
    all &&= passes === times;
    lines.push(`${nameOf(file)}: passed ${passes} of ${times} times`);
  }
  console.log(`\n${lines.join('\n')}`);
  return all;
}

const nameOf = (file: string): string => path.basename(file, ENDING);

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const all = fs.readdirSync(folder).filter((file) => file.endsWith(ENDING));
const files = all.sort().map((file) => path.join(folder, file));
const chosen = names.length === 0 ? files : files.filter((file) => names.includes(nameOf(file)));
const unknown = names.find((name) => !files.map(nameOf).includes(name));
if (unknown !== undefined) {
  console.error(`"${unknown}" is none of the tests ${files.map(nameOf).join(', ')}.`);
  process.exit(2);
}
const times = Number(/--times=(\d+)/.exec(args.join(' '))?.[1] ?? 0);
const run = async (): Promise<boolean> => {
  if (times > 0) return count(chosen, times);
  return args.includes('--only-try') ? (await tryOnce(chosen)).length === 0 : tryTwice(chosen);
};
process.exit((await run()) ? 0 : 1);
