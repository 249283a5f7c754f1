/** What the debugger reads from the folders of buckets: every form of item reader, through files that come later. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { JsonObject } from '#asl/json';
import { createFakeHost, DapClient, type Files } from './dap-client.ts';

const PARQUET = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: 'id', data: [1, 2], type: 'INT32' },
      { name: 'sku', data: ['A', 'B'], type: 'STRING' },
    ],
  }),
);

function machine(reader: JsonObject): string {
  const ItemProcessor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'P',
    States: { P: { Type: 'Pass', End: true } },
  };
  return JSON.stringify({ StartAt: 'M', States: { M: { Type: 'Map', ItemReader: reader, ItemProcessor, End: true } } });
}

const getObject = (Key: string, ReaderConfig: JsonObject): JsonObject => ({
  Resource: 'arn:aws:states:::s3:getObject',
  ReaderConfig,
  Parameters: { Bucket: 'b', Key },
});

/** Runs a machine over the folder `/w/b` and gives the whole console. */
async function consoleOf(
  reader: JsonObject,
  files: Files,
  binary: Readonly<Record<string, Uint8Array>> = {},
): Promise<string> {
  const client = new DapClient(createFakeHost({ '/w/m.asl.json': machine(reader), ...files }, binary));
  try {
    await client.initialize();
    const launched = client.send('launch', { program: '/w/m.asl.json', buckets: { b: '/w/b' } });
    await client.event('initialized');
    await client.request('configurationDone');
    assert.equal((await launched).success, true);
    await client.event('terminated', 'stopped', 'stepwright/taskPending');
    assert.deepEqual(client.host.logged, []);
    return client.output;
  } finally {
    client.session.dispose();
  }
}

const outputIn = (console: string): string => /^Output: (.*)$/m.exec(console)?.[1] ?? console;

describe('the debugger reads items', () => {
  it('from JSON, JSON lines and CSV', async () => {
    const read = (key: string, config: JsonObject, text: string) =>
      consoleOf(getObject(key, config), { [`/w/b/${key}`]: text }).then(outputIn);
    assert.equal(await read('a.json', { InputType: 'JSON' }, '[1, {"x": 2}]'), '[1, {"x": 2}]');
    assert.equal(await read('a/b/c.jsonl', { InputType: 'JSONL' }, '1\n[2]\n'), '[1, [2]]');
    const csv = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };
    assert.equal(await read('a.csv', csv, '\ufeffid\nü\n'), '[{"id": "ü"}]');
  });

  it('from a large file in parts, all of them', async () => {
    const rows = Array.from({ length: 25_000 }, (_, index) => `${index}\n`).join('');
    const text = await consoleOf(getObject('a.jsonl', { InputType: 'JSONL' }), { '/w/b/a.jsonl': rows });
    assert.match(text, /Execution succeeded\./);
    assert.match(text, /^25001 states, /m);
  }).timeout(60_000);

  it('from packed files', async () => {
    const reader = getObject('a.json.gz', { InputType: 'JSON' });
    assert.equal(outputIn(await consoleOf(reader, {}, { '/w/b/a.json.gz': gzipSync('[1]') })), '[1]');
    assert.match(
      await consoleOf(reader, { '/w/b/a.json.gz': '[1]' }),
      /^Object 'a\.json\.gz' of bucket 'b' cannot be used: it is no whole gzip file\.$/m,
    );
  });

  it('from Parquet', async () => {
    const reader = getObject('a.parquet', { InputType: 'PARQUET' });
    assert.equal(
      outputIn(await consoleOf(reader, {}, { '/w/b/a.parquet': PARQUET })),
      '[{"id": 1, "sku": "A"}, {"id": 2, "sku": "B"}]',
    );
    assert.match(
      await consoleOf(reader, {}, { '/w/b/a.parquet': new Uint8Array(20) }),
      /failed with States\.ItemReaderFailed: The Parquet file a\.parquet cannot be read: /,
    );
  });

  it('from the list of the objects, with their tags', async () => {
    const reader = { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'b', Prefix: 'in/' } };
    const files = { '/w/b/in/b.txt': 'b', '/w/b/in/a.txt': 'abc', '/w/b/other.txt': '' };
    assert.equal(
      outputIn(await consoleOf(reader, files)),
      '[{"Etag": "\\"900150983cd24fb0d6963f7d28e17f72\\"", "Key": "in/a.txt", "LastModified": 1.795176E9, "Size": 3, "StorageClass": "STANDARD"}, {"Etag": "\\"92eb5ffee6ae2fec3ad71c777531578f\\"", "Key": "in/b.txt", "LastModified": 1.795176E9, "Size": 1, "StorageClass": "STANDARD"}]',
    );
  });

  it('from the files that a manifest names', async () => {
    const manifest = { fileFormat: 'CSV', fileSchema: 'Bucket, Key', files: [{ key: 'd/1.csv' }, { key: 'd/2.csv' }] };
    const files = {
      '/w/b/manifest.json': JSON.stringify(manifest),
      '/w/b/d/1.csv': 'b,x\n',
      '/w/b/d/2.csv': 'b,y\n',
    };
    const console = await consoleOf(getObject('manifest.json', { InputType: 'MANIFEST' }), files);
    assert.equal(outputIn(console), '[{"Bucket": "b", "Key": "x"}, {"Bucket": "b", "Key": "y"}]');
  });

  it('and says what it cannot read: no text, a bucket that a manifest names and nothing stands for', async () => {
    const latin = await consoleOf(
      getObject('a.json', { InputType: 'JSON' }),
      {},
      { '/w/b/a.json': Uint8Array.of(0xff) },
    );
    assert.match(latin, /^Object 'a\.json' of bucket 'b' cannot be used: it is not text in UTF-8\.$/m);
    assert.match(latin, /^M waits for an answer/m);
    const athena = { InputType: 'JSONL', ManifestType: 'ATHENA_DATA' };
    assert.match(
      await consoleOf(getObject('m.csv', athena), { '/w/b/m.csv': 's3://other/x\n' }),
      /^No folder stands for bucket 'other'\. Name one in the launch configuration: "buckets": \{"other": "\$\{workspaceFolder\}\/…"\}\.$/m,
    );
  });
});
