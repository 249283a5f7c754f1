/** The process that writes a journal (`writing-process.ts`), made into one file that Node runs at once. */
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');

/** Builds it before the tests of a `describe`. */
export function useWriter(outfile: string): void {
  before(async function () {
    this.timeout(60_000);
    await build({
      absWorkingDir: ROOT,
      entryPoints: ['test/store/writing-process.ts'],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      mainFields: ['module', 'main'],
      logLevel: 'error',
    });
  });
}
