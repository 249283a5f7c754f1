/**
 * `npm run bench`: the questions in turn, a table on the screen, and with `--json FILE` the same as data. `--only
 * NAME` asks only what has the name in it; `--rounds N` says how often each contestant has its turn.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { coldStart } from './cold-start.ts';
import { debugging } from './debugging.ts';
import { growth } from './growth.ts';
import { languageGrowth } from './language/growth.ts';
import { judging } from './language/judging.ts';
import { typing } from './language/typing.ts';
import { memoryOfStoredMap } from './memory.ts';
import { printRow, type Row } from './report.ts';
import { services } from './services.ts';
import { streaming } from './streaming.ts';
import { transitionsPerSecond } from './transitions.ts';

const { json, only, rounds } = options();
const root = process.env.STEPWRIGHT_ROOT ?? '.';
const rows: Row[] = [];
const tell = (row: Row): void => {
  rows.push(row);
  printRow(row);
};
const isAsked = (name: string): boolean => only === undefined || name.includes(only);

console.log(`Node ${process.versions.node}\n`);
await transitionsPerSecond(tell, { only, rounds });
if (isAsked('growth')) await growth(tell, rounds);
if (isAsked('memory')) memoryOfStoredMap(tell);
if (isAsked('streaming')) await streaming(tell);
if (isAsked('debugger')) await debugging(tell);
if (isAsked('cold start')) coldStart(tell, root);
if (isAsked('services')) await services(tell, root, rounds);
if (only === undefined) rows.push(...askedApart('language'));
else if (isAsked('language')) {
  await judging(tell, rounds);
  await languageGrowth(tell, rounds);
  await typing(tell, root);
}
if (only !== undefined && rows.length === 0) console.log(`Nothing that is measured has "${only}" in its name.`);
if (json !== undefined) writeFileSync(json, `${JSON.stringify(rows, undefined, 2)}\n`);

/**
 * Asks in a process of its own, as the language server is one. Behind the peer's hundreds of megabytes and what V8 has
 * learnt from the engine, the same work took twice as long in one whole benchmark of four.
 */
function askedApart(name: string): readonly Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'stepwright-bench-'));
  try {
    const report = join(folder, 'rows.json');
    const args = ['--expose-gc', fileURLToPath(import.meta.url), '--only', name, '--rounds', `${rounds}`];
    execFileSync(process.execPath, [...args, '--json', report], { stdio: 'inherit' });
    return JSON.parse(readFileSync(report, 'utf8')) as readonly Row[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the command line asks for; whoever asks for something else is told what there is. */
function options(): { readonly json: string | undefined; readonly only: string | undefined; readonly rounds: number } {
  try {
    const { values } = parseArgs({
      options: { json: { type: 'string' }, only: { type: 'string' }, rounds: { type: 'string', default: '7' } },
    });
    const { json, only } = values;
    const rounds = Number(values.rounds);
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds ${values.rounds} is no count of rounds.`);
    return { json, only, rounds };
  } catch (problem) {
    console.error(`${(problem as Error).message}\nnpm run bench -- [--only NAME] [--rounds N] [--json FILE]`);
    process.exit(2);
  }
}
