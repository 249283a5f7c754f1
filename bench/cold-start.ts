/** How long `stepwright run` takes from nothing, beside a Node process that does nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lowerQuartile } from './measure.ts';
import { rowOf, type Tell } from './report.ts';

const ROUNDS = 21;
const MACHINE = { StartAt: 'Say', States: { Say: { Type: 'Pass', Result: { said: 'hello' }, End: true } } };

export function coldStart(tell: Tell, root: string): void {
  const cli = join(root, 'dist/cli.cjs');
  if (!existsSync(cli)) throw new Error('The command line is not built. Run `npm run build` first.');
  const folder = mkdtempSync(join(tmpdir(), 'stepwright-bench-'));
  try {
    const file = join(folder, 'small.asl.json');
    writeFileSync(file, JSON.stringify(MACHINE));
    const ours: number[] = [];
    const empty: number[] = [];
    // The first round fills the caches of the disk.
    for (let round = -1; round < ROUNDS; round++) {
      const times = [timeOf(['--eval', ''], ''), timeOf([cli, 'run', file], 'hello')] as const;
      if (round < 0) continue;
      empty.push(times[0]);
      ours.push(times[1]);
    }
    tell(
      rowOf('stepwright run, small machine', lowerQuartile(ours), lowerQuartile(empty), 'an empty Node process', 'ms'),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timeOf(args: readonly string[], printed: string): number {
  const begin = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const milliseconds = performance.now() - begin;
  if (status !== 0 || !stdout.includes(printed)) throw new Error(`${args.join(' ')} failed: ${stderr}`);
  return milliseconds;
}
