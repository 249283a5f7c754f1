/**
 * What VS Code calls to run the suite inside the extension host: the contract of @vscode/test-electron, which the
 * server's test driver shares. Results go to a file line by line, since the host's output is not ours.
 */
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** Rejects when a test failed. */
export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 120_000 });
  for (const file of readdirSync(__dirname).sort())
    if (file.endsWith('.test.cjs')) mocha.addFile(join(__dirname, file));
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => (failures ? reject(new Error(`${failures} tests failed.`)) : resolve()));
    runner.on('pass', (test) => report({ kind: 'pass', name: test.fullTitle(), milliseconds: test.duration }));
    runner.on('fail', (test, error) =>
      report({ kind: 'fail', name: test.fullTitle(), error: error.stack ?? String(error) }),
    );
    runner.on('end', () => report({ kind: 'end' }));
  });
}

/** Adds a line for the process that started VS Code; it prints them. */
export function report(line: Readonly<Record<string, unknown>>): void {
  const file = process.env.STEPWRIGHT_TEST_RESULTS;
  if (file) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
