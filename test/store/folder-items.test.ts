/** Items of Parquet files, row group by row group. */
import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Json } from '#asl/json';
import type { TaskOutcome, TaskRequest } from '#interpreter';
import { bucketsIn, createFolderReader } from '#store';
import { useFolder } from './folders.ts';

describe('the rows of Parquet files in a folder', () => {
  const path = useFolder();
  const buckets = bucketsIn(new Map([['b', { folder: path('.'), isWritable: false }]]), () => 'no bucket');
  const config = { InputType: 'PARQUET' };

  function write(name: string, count: number, rowGroupSize: number): void {
    const data = Array.from({ length: count }, (_, n) => n);
    const columnData = [{ name: 'n', data, type: 'INT32' as const }];
    writeFileSync(path(name), new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize })));
  }

  const ask = (
    read: ReturnType<typeof createFolderReader>,
    input: Json,
    from: Json | undefined,
    more: object = {},
  ): TaskOutcome | Promise<TaskOutcome> => {
    const action = JSON.stringify(input).includes('Key') ? 'getObject' : 'listObjectsV2';
    const itemReader = { config: { ...config, ...more }, limit: 10_000, ...(from !== undefined && { from }) };
    return read({ resource: `arn:aws:states:::s3:${action}`, input, itemReader } as unknown as TaskRequest);
  };

  /** The numbers in all answers, answer by answer. */
  async function answers(input: Json, more: object = {}): Promise<readonly (readonly unknown[])[]> {
    const read = createFolderReader(buckets);
    const all: unknown[][] = [];
    for (let from: Json | undefined; ; ) {
      const outcome = await ask(read, input, from, more);
      assert.ok('items' in outcome, JSON.stringify(outcome));
      assert.equal(outcome.isRepeatable, false);
      all.push(outcome.items.map((item) => (item as { readonly n: number }).n));
      if (outcome.next === undefined) return all;
      from = outcome.next;
    }
  }

  it('come as many groups at a time as are few rows together', async () => {
    write('groups.parquet', 17_000, 4000);
    const parts = await answers({ Bucket: 'b', Key: 'groups.parquet' });
    assert.deepEqual(
      parts.map(({ length }) => length),
      [8000, 9000],
    );
    assert.deepEqual(
      parts.flat(),
      Array.from({ length: 17_000 }, (_, n) => n),
    );
  });

  it('come file by file', async () => {
    write('in-a.parquet', 3, 2);
    write('in-b.parquet', 0, 2);
    write('in-c.parquet', 2, 2);
    const all = await answers({ Bucket: 'b', Prefix: 'in-' }, { Transformation: 'LOAD_AND_FLATTEN' });
    assert.deepEqual(all, [[0, 1, 2], [], [0, 1]]);
  });

  it('are none where the file has changed since', async () => {
    write('changing.parquet', 20_000, 9000);
    const read = createFolderReader(buckets);
    const input = { Bucket: 'b', Key: 'changing.parquet' };
    const first = await ask(read, input, undefined);
    assert.ok('items' in first && first.next !== undefined);
    utimesSync(path('changing.parquet'), new Date(0), new Date(0));
    const second = await ask(read, input, first.next);
    assert.equal('failed' in second && second.cause, 'The Parquet file has changed while it was read.');
  });
});
