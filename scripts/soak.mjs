// `npm run soak [-- --edits 100000] [--seed 1]`: random changes of texts, JSON and YAML. After each one the document and
// what is said of it must equal those of the whole text read from scratch. In slices with seeds of their own, so that a
// failure names one that is soon repeated; the first failure ends it.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** Each of them makes so many changes of JSON, and as many of YAML. */
const TESTS = ['test/asl/update.test.ts', 'test/language/update.test.ts'];
const NAMES = 'read from scratch(, for random changes)?$';
const SLICE = 5000;

const { values } = parseArgs({
  options: { edits: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const edits = Number(values.edits);
const first = Number(values.seed);

for (let done = 0, seed = first; done < edits; done += SLICE, seed++) {
  const count = Math.min(SLICE, edits - done);
  const args = ['--no-config', '--node-option', 'import=tsx', '--extension', 'ts', '--timeout', '0', '--grep', NAMES];
  const env = { ...process.env, STEPWRIGHT_EDITS: String(count), STEPWRIGHT_SEED: String(seed) };
  console.log(`Seed ${seed}: ${count} changes of each kind.`);
  const { status } = spawnSync('npx', ['mocha', ...args, ...TESTS], { stdio: 'inherit', env });
  if (status !== 0) {
    console.error(`Seed ${seed} failed after ${done} changes that did not.`);
    process.exit(1);
  }
}
console.log(`${edits} changes of each kind with seeds from ${first} on: all equal.`);
