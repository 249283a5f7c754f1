/**
 * A distributed Map over a million items of a file, with a Pass state for each: how many in a second, and in how much
 * memory, each time in a process of its own. The more items there are, the longer it takes, but no more is held.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lowerQuartile } from './measure.ts';
import { rowOf, type Tell } from './report.ts';

const ITEMS = 1_000_000;
/** Rows in a second, at least. */
const SPEED = 200_000;
/** Megabytes, at most. */
const MEMORY = 200;
/** Runs of each kind: a process warms up each time. */
const RUNS = 3;

const text = (id: number) => `Product number ${id}`;
const asCsv = (id: number) => `${id},SKU-${id % 977},${text(id)},${id % 100}.50,${id % 7}\n`;
const asLine = (id: number) => `{"id":${id},"sku":"SKU-${id % 977}","name":"${text(id)}","price":"${id % 100}.50"}\n`;

export async function streaming(tell: Tell): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stepwright-bench-'));
  try {
    await write(join(folder, 'rows.csv'), 'id,sku,name,price,quantity\n', asCsv);
    await write(join(folder, 'rows.jsonl'), '', asLine);
    for (const key of ['rows.csv', 'rows.jsonl']) {
      const runs = Array.from({ length: RUNS }, () => run(folder, key));
      const seconds = lowerQuartile(runs.map(({ milliseconds }) => milliseconds)) / 1000;
      const name = `streaming: 1,000,000 items of ${key.endsWith('csv') ? 'CSV' : 'JSON lines'}`;
      tell(rowOf(name, ITEMS / seconds, SPEED, 'the goal', 'items/s'));
      const megabytes = Math.max(...runs.map((one) => one.megabytes));
      tell(rowOf(`${name}, memory`, megabytes, MEMORY, 'the goal', 'MB at most'));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(folder: string, key: string): { readonly milliseconds: number; readonly megabytes: number } {
  const script = fileURLToPath(new URL('./streamed-map.mjs', import.meta.url));
  const printed = execFileSync(process.execPath, [script, folder, key], { encoding: 'utf8' });
  const { status, children, milliseconds, megabytes } = JSON.parse(printed) as Readonly<Record<string, unknown>>;
  if (status !== 'SUCCEEDED' || children !== ITEMS) throw new Error(`The streamed Map ended with ${printed}.`);
  return { milliseconds: Number(milliseconds), megabytes: Number(megabytes) };
}

async function write(path: string, head: string, line: (id: number) => string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.write(head);
    for (let from = 0; from < ITEMS; from += 10_000)
      await file.write(Array.from({ length: 10_000 }, (_, index) => line(from + index)).join(''));
  } finally {
    await file.close();
  }
}
