/** Items from buckets: lists, files, manifests. */
import assert from 'node:assert/strict';
import { type Json, type JsonObject, stringifyJson } from '#asl/json';
import { type Buckets, createItemReader, type TaskOutcome, type TaskRequest } from '#interpreter';

const FILES: Readonly<Record<string, string>> = {
  'in/b.json': '[3]',
  'in/a.json': '[1,2]',
  'rows.csv': 'x,y\n1,2\n',
  'manifest.json':
    '{"fileFormat":"CSV","fileSchema":"Bucket, Key","files":[{"key":"inv/1.csv.gz"},{"key":"inv/2.csv.gz"}]}',
  'inv/1.csv.gz': '"b","k1"\n',
  'inv/2.csv.gz': '"b","k2"\n',
  'athena.csv': 's3://b/in/a.json\ns3://b/in/b.json\n',
};

const BUCKETS: Buckets = {
  list: (bucket) =>
    bucket === 'b'
      ? Object.entries(FILES).map(([key, text]) => ({ key, size: text.length, lastModified: 1500, etag: '"e"' }))
      : undefined,
  text: (bucket, key) => (bucket === 'b' ? FILES[key] : undefined),
};

function read(input: JsonObject, config: JsonObject, action = 'getObject', buckets = BUCKETS): TaskOutcome {
  const request = {
    resource: `arn:aws:states:::s3:${action}`,
    input: { Bucket: 'b', ...input },
    itemReader: { config },
  };
  return createItemReader(buckets)(request as unknown as TaskRequest);
}

const itemsIn = (outcome: TaskOutcome): Json | undefined => ('items' in outcome ? outcome.items : undefined);
const causeOf = (outcome: TaskOutcome): string | undefined => ('failed' in outcome ? outcome.cause : undefined);

describe('the items of a bucket', () => {
  it('are its objects in order, as AWS names their properties', () => {
    assert.deepEqual(itemsIn(read({ Prefix: 'in/' }, {}, 'listObjectsV2')), [
      { Etag: '"e"', Key: 'in/a.json', LastModified: 1.5, Size: 5, StorageClass: 'STANDARD' },
      { Etag: '"e"', Key: 'in/b.json', LastModified: 1.5, Size: 3, StorageClass: 'STANDARD' },
    ]);
  });

  it('tell when an object was written as AWS prints it', () => {
    const object = { key: 'a', size: 1, lastModified: 1_789_180_622_000, etag: '"e"' };
    const items = itemsIn(read({}, {}, 'listObjectsV2', { list: () => [object], text: () => undefined }));
    assert.match(stringifyJson(items ?? null), /"LastModified":1\.789180622E9,/);
  });

  it('are what the objects hold, where they are to be loaded and flattened', () => {
    const config = { InputType: 'JSON', Transformation: 'LOAD_AND_FLATTEN' };
    assert.deepEqual(itemsIn(read({ Prefix: 'in/' }, config, 'listObjectsV2')), [1, 2, 3]);
  });

  it('are the rows of a file', () => {
    const config = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };
    assert.deepEqual(itemsIn(read({ Key: 'rows.csv' }, config)), [{ x: '1', y: '2' }]);
  });

  it('are the rows of all files of an inventory, under the columns that it names', () => {
    const config = { InputType: 'MANIFEST', ManifestType: 'S3_INVENTORY' };
    assert.deepEqual(itemsIn(read({ Key: 'manifest.json' }, config)), [
      { Bucket: 'b', Key: 'k1' },
      { Bucket: 'b', Key: 'k2' },
    ]);
  });

  it('are those of the data files whose addresses a manifest of Athena lists', () => {
    const config = { InputType: 'JSON', ManifestType: 'ATHENA_DATA' };
    assert.deepEqual(itemsIn(read({ Key: 'athena.csv' }, config)), [1, 2, 3]);
  });

  it('are the rows of a Parquet file where the host reads such files', () => {
    const config = { InputType: 'PARQUET' };
    assert.match(causeOf(read({ Key: 'p' }, config)) ?? '', /cannot be read here/);
    assert.deepEqual(
      itemsIn(read({ Key: 'p' }, config, 'getObject', { ...BUCKETS, parquet: () => ({ items: [7] }) })),
      [7],
    );
  });

  it('are missing where bucket or key are', () => {
    assert.equal(causeOf(read({ Bucket: 'c' }, {}, 'listObjectsV2')), 'The specified bucket does not exist.');
    assert.equal(causeOf(read({ Key: 'none' }, {})), 'The specified key does not exist.');
  });
});
