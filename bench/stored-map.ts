/**
 * A process of its own: runs a Map with its history streamed to the store, and prints the peak of its memory. The
 * number of items is its argument.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournalFile, runStored } from '#store';
import { inlineMap } from './machines.ts';
import { itemsOf } from './workloads.ts';

const count = Number(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), 'stepwright-bench-'));
try {
  const file = createJournalFile(folder, 'map');
  const limits = { events: Number.MAX_SAFE_INTEGER, payloadBytes: Number.MAX_SAFE_INTEGER };
  const options = { input: { items: itemsOf(count) }, now: 0, keepsHistory: false, limits };
  const begin = performance.now();
  const { status, output } = await runStored(
    file,
    { definition: inlineMap('JSONPath'), options },
    { task: () => ({ output: null }) },
  );
  const milliseconds = performance.now() - begin;
  const length = Array.isArray(output) ? output.length : 0;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const journal = statSync(file).size / 2 ** 20;
  process.stdout.write(JSON.stringify({ status, length, milliseconds, megabytes, journal }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
