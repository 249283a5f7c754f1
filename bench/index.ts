/**
 * `npm run bench`: the questions in turn, a table on the screen, and with `--json FILE` the same as data. `--only
 * NAME` asks only what has the name in it.
 */
import { writeFileSync } from 'node:fs';
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

const { values } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string' }, rounds: { type: 'string', default: '7' } },
});
const { only } = values;
const rounds = Number(values.rounds);
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
if (isAsked('language')) {
  await judging(tell, rounds);
  await languageGrowth(tell, rounds);
  await typing(tell, root);
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);
