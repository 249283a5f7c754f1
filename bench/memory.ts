/** How much memory a large Map takes whose history goes to the store, in a process of its own. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { rowOf, type Tell } from './report.ts';

const ITEMS = 100_000;
/** What it may take, in megabytes. */
const GOAL = 300;

export function memoryOfStoredMap(tell: Tell): void {
  const script = fileURLToPath(new URL('./stored-map.mjs', import.meta.url));
  const printed = execFileSync(process.execPath, [script, String(ITEMS)], { encoding: 'utf8' });
  const { status, length, megabytes } = JSON.parse(printed) as Readonly<Record<string, unknown>>;
  if (status !== 'SUCCEEDED' || length !== ITEMS) throw new Error(`The stored Map ended with ${printed}.`);
  tell(rowOf('map of 100,000 items with its history in the store', Number(megabytes), GOAL, 'the goal', 'MB at most'));
}
