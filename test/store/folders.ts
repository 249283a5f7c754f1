/** A folder of its own for the files of a test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is there before the tests of a `describe` and gone after them; the answer gives a new path in it. */
export function useFolder(): (name?: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'stepwright-store-'));
  let count = 0;
  after(() => rmSync(folder, { recursive: true, force: true }));
  return (name = `run-${++count}.jsonl`) => join(folder, name);
}
