// `npm test`: everything that CI runs, one after the other, ending with one plain line. With names as arguments only
// those steps run: `node scripts/test.mjs vscode`. What the tests in VS Code need is fetched meanwhile.
import { spawn, spawnSync } from 'node:child_process';
import { root } from './vscode/cache.mjs';

const windows = process.platform === 'win32';

/** @type {readonly { name: string, title: string, commands: readonly (readonly string[])[] }[]} */
const STEPS = [
  { name: 'check', title: 'types, lint and format', commands: [['npm', 'run', '--silent', 'check']] },
  { name: 'package', title: 'build and package', commands: [['npm', 'run', '--silent', 'package']] },
  { name: 'unit', title: 'unit tests', commands: [['npm', 'run', '--silent', 'test:unit']] },
  {
    name: 'vscode',
    title: 'tests in VS Code',
    commands: [
      ['node', '--import=tsx', 'e2e/run-host.ts'],
      ['node', '--import=tsx', 'e2e/run-ui.ts'],
    ],
  },
];

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => STEPS.every((step) => step.name !== name));
if (unknown !== undefined) {
  console.error(`"${unknown}" is none of the steps ${STEPS.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const steps = wanted.length === 0 ? STEPS : STEPS.filter(({ name }) => wanted.includes(name));
const begin = Date.now();
const fetching = steps.some(({ name }) => name === 'vscode') ? startFetching() : undefined;
for (const { name, title, commands } of steps) {
  console.log(`\n# ${title}`);
  if (name === 'vscode' && (await fetching)) fail('fetching VS Code');
  const since = Date.now();
  for (const command of commands) if (run(command)) fail(title);
  console.log(`${title}: ${duration(since)}`);
}
console.log(`\nAll tests passed: ${steps.map(({ title }) => title).join('; ')} (${duration(begin)}).`);

/**
 * While the first steps use the processor, the network is free.
 * @returns {Promise<number | null>}
 */
function startFetching() {
  const child = spawn(process.execPath, ['scripts/vscode/fetch.mjs'], { cwd: root, stdio: 'inherit' });
  return new Promise((resolve) => child.once('exit', resolve));
}

/** @param {readonly string[]} command */
function run([program = '', ...args]) {
  const executable = windows && program !== 'node' ? `${program}.cmd` : program;
  return spawnSync(executable, args, { cwd: root, stdio: 'inherit', shell: windows }).status !== 0;
}

/**
 * @param {string} title
 * @returns {never}
 */
function fail(title) {
  console.log(`\nTests failed: ${title} (after ${duration(begin)}).`);
  process.exit(1);
}

/** @param {number} since */
function duration(since) {
  const seconds = Math.round((Date.now() - since) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
