/** What docs/DEBUGGING.md promises of the debugger: each row of its tables names transcripts, and they are there. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const text = readFileSync(join(import.meta.dirname, '../../docs/DEBUGGING.md'), 'utf8');
const sessions = join(import.meta.dirname, 'sessions');

/** The rows of all tables whose last column is called `transcripts`. */
function rowsOf(markdown: string): readonly { readonly name: string; readonly transcripts: readonly string[] }[] {
  const cells = markdown
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[-|]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  return cells
    .filter((row) => row.at(-1) !== 'transcripts')
    .map((row) => ({
      name: row[0] ?? '',
      transcripts: [...(row.at(-1) ?? '').matchAll(/`([a-z-]+)`/g)].map(([, name]) => name ?? ''),
    }));
}

describe('what is told of the debugger', () => {
  it('is told in tables', () => {
    assert.ok(rowsOf(text).length > 40);
  });

  for (const { name, transcripts } of rowsOf(text))
    it(`is shown by transcripts: ${name}`, () => {
      assert.notDeepEqual(transcripts, []);
      const missing = transcripts.filter(
        (one) => !existsSync(join(sessions, `${one}.session`)) || !existsSync(join(sessions, `${one}.golden`)),
      );
      assert.deepEqual(missing, []);
    });
});
