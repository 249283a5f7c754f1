/**
 * `npm run conformance -- DIR [--json REPORT]`: runs every recorded and measured case below a folder and prints what
 * agrees with AWS, and for each failure the first difference. It measures; the tests hold what must not be lost.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SITUATIONS } from './api-error.ts';
import { casesBelow } from './corpus.ts';
import { NOT_COMPARED } from './not-compared.ts';
import { type Count, type Report, reportOn } from './report.ts';

function main(): void {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) {
    process.stderr.write('Usage: npm run conformance -- DIR [--json REPORT]\n');
    process.exitCode = 2;
    return;
  }
  const report = reportOn(casesBelow(folder));
  print(report);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
}

function print({ kinds, categories, trust, failures, assumed }: Report): void {
  for (const { id, difference } of failures) process.stdout.write(`FAILED ${id}\n  ${difference}\n`);
  table('Trust', trust);
  table('Category', categories);
  table('Kind', kinds);
  process.stdout.write('\nNot compared, by class of fields:\n');
  for (const { what, reason } of NOT_COMPARED) process.stdout.write(`  ${what}: ${reason}.\n`);
  process.stdout.write(
    `\nStates of the service that a refused call leaves open; ${assumed.length} cases pass only in one:\n`,
  );
  for (const { what } of SITUATIONS) {
    const ids = assumed.filter(({ state }) => state === what).map(({ id }) => id);
    process.stdout.write(`  ${what}: ${ids.length === 0 ? 'none' : ids.join(', ')}.\n`);
  }
}

function table(title: string, counts: Readonly<Record<string, Count>>): void {
  process.stdout.write(`\n${title}\n`);
  for (const [name, { passed, total }] of Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))) {
    process.stdout.write(`  ${name.padEnd(28)} ${passed}/${total}\n`);
  }
}

main();
