/** The command line as `npm run build` leaves it: small, with each command in a bundle of its own. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './cli-process.ts';

const BUILT = join(ROOT, 'dist', 'cli.cjs');
const ORDER = join(ROOT, 'examples', 'order-processing.asl.json');

describe('the built stepwright', () => {
  before(() => assert.ok(existsSync(BUILT), 'dist/cli.cjs is missing: run `npm run build` before the tests.'));
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [BUILT, ...args], { encoding: 'utf8', input: '' });

  it('loads its commands', () => {
    assert.match(run('--version').stdout, /^\d+\.\d+\.\d+\n$/);
    assert.equal(run('lint', ORDER).stdout, 'No errors and no warnings in 1 file.\n');
    assert.match(run('graph', '--format', 'mermaid', ORDER).stdout, /^stateDiagram-v2$/m);
    assert.match(run('run', ORDER).stderr, /^The execution ended with FAILED\. States\.\w+|no mock answers it/);
  });

  it('finds the services beside it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'stepwright-built-'));
    const file = join(folder, 'call.asl.json');
    const task = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:s3:putObjekt', End: true };
    writeFileSync(file, JSON.stringify({ StartAt: 'A', States: { A: task } }));
    assert.match(run('lint', file).stdout, /Did you mean 'putObject'\? \[unknown-action\]/);
    assert.match(run('run', file).stderr, /\[unknown-action\]/);
    rmSync(folder, { recursive: true });
  });

  it('ends with 2 and a sentence after wrong use, also inside a command', () => {
    const { status, stderr } = run('run', 'nowhere.asl.json');
    assert.equal(stderr, "'nowhere.asl.json' cannot be read: it does not exist.\n");
    assert.equal(status, 2);
  });

  it('ends when the client of a server leaves', () => {
    assert.equal(run('dap', '--stdio').status, 0);
  });
});
