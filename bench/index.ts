/** `npm run bench`: the questions in turn, a table on the screen, and with `--json FILE` the same as data. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printRow, type Row } from './report.ts';
import { transitionsPerSecond } from './transitions.ts';

const { values } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string' }, rounds: { type: 'string', default: '7' } },
});
const only = values.only;
const rows: Row[] = [];
const tell = (row: Row): void => {
  rows.push(row);
  printRow(row);
};
console.log(`Node ${process.versions.node}\n`);
await transitionsPerSecond(tell, { only, rounds: Number(values.rounds) });
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);
