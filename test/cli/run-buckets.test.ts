/** `stepwright run --bucket` and `--machine`: items from local folders, results into them, and nested executions. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { useCli } from './cli-process.ts';

const PROCESSOR = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'One',
  States: { One: { Type: 'Pass', End: true } },
};

const md5 = (text: string) => `"${createHash('md5').update(text).digest('hex')}"`;

function mapOver(reader: object, more: object = {}): object {
  return {
    StartAt: 'Each',
    States: { Each: { Type: 'Map', ItemReader: reader, ItemProcessor: PROCESSOR, End: true, ...more } },
  };
}

const readerOf = (key: string, config: object) => ({
  Resource: 'arn:aws:states:::s3:getObject',
  ReaderConfig: config,
  Parameters: { Bucket: 'orders', Key: key },
});
const CSV = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };
const LISTING = {
  Resource: 'arn:aws:states:::s3:listObjectsV2',
  Parameters: { Bucket: 'orders', Prefix: 'in/' },
};
const WRITER = {
  ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out', Prefix: 'runs' } },
};
const CHILD_ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:ship';

describe('stepwright run with buckets and machines', () => {
  const cli = useCli();
  const inFolder = (...parts: readonly string[]) => join(cli.folder, ...parts);

  before(() => {
    for (const folder of ['data/in', 'results', 'secret']) mkdirSync(inFolder(folder), { recursive: true });
    cli.write('data/orders.csv', 'id,sku\n1,A\n2,B\n');
    cli.write('data/in/a.json', '[1]');
    cli.write('data/in/b.json', '[2, 3]');
    cli.write('secret/s.csv', 'id\n7\n');
    writeFileSync(inFolder('data/orders.csv.gz'), gzipSync('id,sku\n3,C\n'));
    cli.write('csv.asl.json', mapOver(readerOf('orders.csv', CSV)));
  });

  const outputOf = (...args: readonly string[]): unknown => {
    const { code, stdout, stderr } = cli.run('run', ...args);
    assert.equal(stderr, '');
    assert.equal(code, 0);
    return JSON.parse(stdout);
  };
  const refusalOf = (...args: readonly string[]): string => {
    const { code, stdout, stderr } = cli.run('run', ...args);
    assert.equal(code, 2, stderr);
    assert.equal(stdout, '');
    return stderr;
  };

  it('says why child executions have failed, whether the Map bears it or not', () => {
    const States = { One: { Type: 'Fail', Error: 'Broken', Cause: 'No stock.' } };
    const ItemProcessor = { ...PROCESSOR, States };
    cli.write('fails.asl.json', mapOver(readerOf('orders.csv', CSV), { ItemProcessor }));
    cli.write(
      'bears.asl.json',
      mapOver(readerOf('orders.csv', CSV), { ItemProcessor, ToleratedFailurePercentage: 100 }),
    );
    const failed = cli.run('run', 'fails.asl.json', '--bucket', 'orders=data');
    const [line, end] = failed.stderr.split('\n');
    assert.match(
      line ?? '',
      /^[12] of 2 child executions of a distributed Map failed, the first with Broken: No stock\.$/,
    );
    assert.match(end ?? '', /FAILED\. States\.ExceedToleratedFailureThreshold: /);
    const borne = cli.run('run', 'bears.asl.json', '--bucket', 'orders=data');
    assert.equal(borne.code, 0);
    assert.equal(
      borne.stderr,
      '2 of 2 child executions of a distributed Map failed, the first with Broken: No stock.\n',
    );
  });

  it('reads the items of a Map from the folder that stands for its bucket', () => {
    assert.deepEqual(outputOf('csv.asl.json', '--bucket', 'orders=data'), [
      { id: '1', sku: 'A' },
      { id: '2', sku: 'B' },
    ]);
  });

  it('unpacks a file whose name ends in .gz', () => {
    cli.write('gz.asl.json', mapOver(readerOf('orders.csv.gz', CSV)));
    assert.deepEqual(outputOf('gz.asl.json', '--bucket', 'orders=data'), [{ id: '3', sku: 'C' }]);
  });

  it('lists the files of a folder, and reads them all where they are to be flattened', () => {
    cli.write('list.asl.json', mapOver(LISTING));
    const listed = outputOf('list.asl.json', '--bucket', 'orders=data') as {
      Key: string;
      Size: number;
      Etag: string;
    }[];
    assert.deepEqual(
      listed.map(({ Key, Size, Etag }) => [Key, Size, Etag]),
      [
        ['in/a.json', 3, md5('[1]')],
        ['in/b.json', 6, md5('[2, 3]')],
      ],
    );
    const ReaderConfig = { InputType: 'JSON', Transformation: 'LOAD_AND_FLATTEN' };
    cli.write('flat.asl.json', mapOver({ ...LISTING, ReaderConfig }));
    assert.deepEqual(outputOf('flat.asl.json', '--bucket', 'orders=data'), [1, 2, 3]);
  });

  describe('in Parquet', () => {
    const file = (...columns: Parameters<typeof parquetWriteBuffer>[0]['columnData']) =>
      new Uint8Array(parquetWriteBuffer({ columnData: columns }));
    const PARQUET = { InputType: 'PARQUET' };

    before(() => {
      const rows = file(
        { name: 'id', data: [1n, 9_007_199_254_740_993n], type: 'INT64' },
        { name: 'sku', data: ['A', null], type: 'STRING', nullable: true },
        { name: 'price', data: [0.5, Number.NaN], type: 'DOUBLE' },
        { name: 'at', data: [new Date(0), new Date(86_400_000)], type: 'TIMESTAMP' },
        { name: 'raw', data: [new Uint8Array([123, 125]), new Uint8Array([255])], type: 'BYTE_ARRAY' },
      );
      writeFileSync(inFolder('data/orders.parquet'), rows);
      writeFileSync(inFolder('data/more.parquet'), file({ name: 'id', data: [3], type: 'INT32' }));
      writeFileSync(inFolder('data/broken.parquet'), rows.subarray(0, rows.length - 9));
      cli.write('data/manifest.csv', '"s3://orders/more.parquet"\n"s3://orders/more.parquet"\n');
    });

    it('gives a row as an object, whole numbers as they are', () => {
      cli.write('parquet.asl.json', mapOver(readerOf('orders.parquet', PARQUET)));
      const { stdout, stderr } = cli.run('run', 'parquet.asl.json', '--bucket', 'orders=data');
      assert.equal(stderr, '');
      assert.match(stdout, /"id": 9007199254740993,/);
      assert.deepEqual(JSON.parse(stdout.replace('9007199254740993', '2')), [
        { id: 1, sku: 'A', price: 0.5, at: '1970-01-01T00:00:00.000Z', raw: '{}' },
        { id: 2, sku: null, price: null, at: '1970-01-02T00:00:00.000Z', raw: '/w==' },
      ]);
    });

    it('reads the files that a manifest of Athena names', () => {
      const config = { ...PARQUET, ManifestType: 'ATHENA_DATA' };
      cli.write('athena.asl.json', mapOver(readerOf('manifest.csv', config)));
      assert.deepEqual(outputOf('athena.asl.json', '--bucket', 'orders=data'), [{ id: 3 }, { id: 3 }]);
    });

    it('fails the Map where the file is broken or not there', () => {
      for (const [key, cause] of [
        ['broken.parquet', /ItemReaderFailed: The Parquet file broken\.parquet cannot be read: /],
        ['orders.csv', /ItemReaderFailed: The Parquet file orders\.csv cannot be read: /],
        ['gone.parquet', /ItemReaderFailed: The specified key does not exist\./],
      ] as const) {
        cli.write('fails.asl.json', mapOver(readerOf(key, PARQUET)));
        const { code, stderr } = cli.run('run', 'fails.asl.json', '--bucket', 'orders=data');
        assert.match(stderr, cause);
        assert.equal(code, 1);
      }
    });
  });

  it('fails the Map with what AWS says where the object is not there', () => {
    cli.write('gone.asl.json', mapOver(readerOf('gone.csv', CSV)));
    const { code, stderr } = cli.run('run', 'gone.asl.json', '--bucket', 'orders=data');
    assert.equal(code, 1);
    assert.equal(
      stderr,
      'The execution ended with FAILED. States.ItemReaderFailed: The specified key does not exist.\n',
    );
  });

  describe('with more rows than are read at once', () => {
    const ROWS = 20_000;
    const csv = (last: string) =>
      `id,text\n${Array.from({ length: ROWS - 1 }, (_, id) => `${id},row number ${id}`).join('\n')}\n${last}\n`;
    const given = ['--bucket', 'orders=data', '--bucket', 'out=long-results:rw'];

    before(() => {
      mkdirSync(inFolder('long-results'));
      cli.write('data/long.csv', csv('x,last'));
      const WriterConfig = { OutputType: 'JSONL', Transformation: 'COMPACT' };
      const ResultWriter = { ...WRITER.ResultWriter, WriterConfig };
      cli.write('long.asl.json', mapOver(readerOf('long.csv', CSV), { ResultWriter, MaxConcurrency: 10 }));
      cli.write('all.asl.json', mapOver(readerOf('long.csv', CSV)));
    });

    const rowsIn = (output: string): readonly string[] => {
      const { Key } = (JSON.parse(output) as { ResultWriterDetails: { Key: string } }).ResultWriterDetails;
      const { ResultFiles } = JSON.parse(readFileSync(inFolder('long-results', Key), 'utf8'));
      const [{ Key: file, Size }] = ResultFiles.SUCCEEDED;
      const text = readFileSync(inFolder('long-results', file), 'utf8');
      assert.equal(Buffer.byteLength(text), Size);
      return text.trimEnd().split('\n');
    };

    it('gives each row to a child, and each result to the file', () => {
      const { stdout, stderr } = cli.run('run', 'long.asl.json', ...given);
      assert.equal(stderr, '');
      const rows = rowsIn(stdout);
      assert.equal(rows.length, ROWS);
      assert.deepEqual([rows[0], rows.at(-1)], ['{"id":"0","text":"row number 0"}', '{"id":"x","text":"last"}']);
    });

    it('fails where the results are too many for the result of a state', () => {
      const { code, stderr } = cli.run('run', 'all.asl.json', ...given);
      assert.equal(code, 1);
      assert.match(stderr, /States\.DataLimitExceeded/);
    });

    it('goes on from its journal, which holds no rows, wherever it was cut', () => {
      const whole = cli.run('run', 'long.asl.json', ...given, '--store', 'long-runs');
      assert.equal(whole.code, 0, whole.stderr);
      const expected = rowsIn(whole.stdout);
      const journal = inFolder('long-runs', 'long.jsonl');
      const text = readFileSync(journal, 'utf8');
      assert.ok(text.length < 10_000);
      const lines = text.trimEnd().split('\n');
      const read = lines.flatMap((line, index) => (line.includes('"items-again"') ? [index] : []));
      assert.ok(read.length > 1);
      for (const count of [...read, ...read.map((index) => index + 1)]) {
        rmSync(inFolder('long-results'), { recursive: true });
        mkdirSync(inFolder('long-results'));
        writeFileSync(journal, `${lines.slice(0, count).join('\n')}\n`);
        const rest = cli.run('run', '--resume', journal, ...given);
        assert.equal(rest.stdout, whole.stdout, rest.stderr);
        assert.equal(readFileSync(journal, 'utf8'), text);
        assert.deepEqual(rowsIn(rest.stdout), expected);
      }
    });

    it('says so where the rows have changed since they were read', () => {
      const journal = inFolder('long-runs', 'long.jsonl');
      const text = readFileSync(journal, 'utf8');
      const last = text.lastIndexOf('{"tick"');
      writeFileSync(journal, text.slice(0, last));
      cli.write('data/long.csv', csv('y,another'));
      utimesSync(inFolder('data', 'long.csv'), new Date(0), new Date(0));
      const { code, stderr } = cli.run('run', '--resume', journal, ...given);
      assert.equal(code, 2);
      assert.match(
        stderr,
        /long\.jsonl:\d+: .*The items of state 'Each' are no longer those that the execution has read\./,
      );
    });
  });

  it('prefers a mock of the Map, and tells how to name a folder where there is neither', () => {
    cli.write('items.json', { mocks: { Each: { return: [5] } } });
    assert.deepEqual(outputOf('csv.asl.json', '--mocks', 'items.json'), [5]);
    assert.equal(refusalOf('csv.asl.json'), "No folder stands for bucket 'orders'. Name one: --bucket orders=DIR.\n");
  });

  it('reads nothing outside the folder, neither by the key nor by a link', () => {
    cli.write('up.asl.json', mapOver(readerOf('../secret/s.csv', CSV)));
    assert.match(
      refusalOf('up.asl.json', '--bucket', 'orders=data'),
      /'\.\.\/secret\/s\.csv'.*leads out of the bucket's folder/,
    );
    mkdirSync(inFolder('linked'));
    symlinkSync(inFolder('secret'), inFolder('linked', 'way'));
    symlinkSync(inFolder('secret', 's.csv'), inFolder('linked', 'orders.csv'));
    cli.write('way.asl.json', mapOver(readerOf('way/s.csv', CSV)));
    cli.write('all.asl.json', mapOver({ ...LISTING, Parameters: { Bucket: 'orders' } }));
    for (const file of ['csv.asl.json', 'way.asl.json', 'all.asl.json'])
      assert.match(refusalOf(file, '--bucket', 'orders=linked'), /a link on its way leads out of the bucket's folder/);
  });

  it('follows links that stay inside, also in a circle', () => {
    mkdirSync(inFolder('ring', 'in'), { recursive: true });
    cli.write('ring/in/a.json', '[1]');
    symlinkSync(inFolder('ring', 'in'), inFolder('ring', 'in', 'again'));
    symlinkSync(inFolder('ring', 'in', 'a.json'), inFolder('ring', 'orders.csv'));
    const keys = (outputOf('list.asl.json', '--bucket', 'orders=ring') as { Key: string }[]).map(({ Key }) => Key);
    assert.deepEqual(keys, ['in/a.json']);
    assert.deepEqual(outputOf('csv.asl.json', '--bucket', 'orders=ring'), []);
  });

  it('writes results only into a bucket that may be written', () => {
    cli.write('write.asl.json', mapOver(readerOf('orders.csv', CSV), WRITER));
    const before = ['--bucket', 'orders=data', '--bucket'];
    const kept = cli.run('run', 'write.asl.json', ...before, 'out=results');
    assert.match(kept.stderr, /^2 result files for bucket 'out' are not written\. .*--bucket out=DIR:rw\.\n$/);
    assert.equal(kept.code, 0);
    assert.deepEqual(readdirSync(inFolder('results')), []);
    const { ResultWriterDetails } = outputOf('write.asl.json', ...before, 'out=results:rw') as {
      ResultWriterDetails: { Bucket: string; Key: string };
    };
    const manifest = JSON.parse(readFileSync(inFolder('results', ResultWriterDetails.Key), 'utf8'));
    const [{ Key, Size }] = manifest.ResultFiles.SUCCEEDED;
    const text = readFileSync(inFolder('results', Key), 'utf8');
    assert.equal(Buffer.byteLength(text), Size);
    const outputs = JSON.parse(text).map(({ Output }: { Output: string }) => Output);
    assert.deepEqual(outputs, ['{"id":"1","sku":"A"}', '{"id":"2","sku":"B"}']);
  });

  it('writes nothing outside the folder', () => {
    const leaving = { ...WRITER.ResultWriter, Parameters: { Bucket: 'out', Prefix: '../secret' } };
    cli.write('leave.asl.json', mapOver(readerOf('orders.csv', CSV), { ResultWriter: leaving }));
    const given = ['--bucket', 'orders=data', '--bucket', 'out=results:rw'];
    assert.match(refusalOf('leave.asl.json', ...given), /leads out of the bucket's folder/);
    mkdirSync(inFolder('trap'));
    symlinkSync(inFolder('secret'), inFolder('trap', 'runs'));
    assert.match(
      refusalOf('write.asl.json', '--bucket', 'orders=data', '--bucket', 'out=trap:rw'),
      /a link on its way leads out of the bucket's folder/,
    );
    assert.deepEqual(readdirSync(inFolder('secret')), ['s.csv']);
  });

  describe('machines', () => {
    before(() => {
      const start = (resource: string) => ({
        StartAt: 'Ship',
        States: {
          Ship: {
            Type: 'Task',
            Resource: `arn:aws:states:::states:startExecution${resource}`,
            Parameters: { StateMachineArn: CHILD_ARN, 'Input.$': '$' },
            OutputPath: '$.Output',
            End: true,
          },
        },
      });
      cli.write('parent.asl.json', start('.sync:2'));
      cli.write('child.asl.json', {
        StartAt: 'Pack',
        States: {
          Pack: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Parameters: { FunctionName: 'pack' },
            OutputPath: '$.Payload',
            End: true,
          },
        },
      });
      cli.write('child.mocks.json', { mocks: { Pack: { return: { Payload: 'packed' } } } });
    });

    it('runs the definition of a nested execution, by name or ARN, with mocks for its tasks', () => {
      for (const name of ['ship', CHILD_ARN])
        assert.equal(
          outputOf('parent.asl.json', '--machine', `${name}=child.asl.json`, '--mocks', 'child.mocks.json'),
          'packed',
        );
    });

    it('reads items and writes results for nested executions too', () => {
      cli.write('distributed.asl.json', mapOver(readerOf('orders.csv', CSV), WRITER));
      mkdirSync(inFolder('nested-results'));
      const given = ['--machine', 'ship=distributed.asl.json', '--bucket', 'orders=data'];
      const { ResultWriterDetails } = outputOf('parent.asl.json', ...given, '--bucket', 'out=nested-results:rw') as {
        ResultWriterDetails: { Key: string };
      };
      assert.match(
        readFileSync(inFolder('nested-results', ResultWriterDetails.Key), 'utf8'),
        /"DestinationBucket":"out"/,
      );
    });

    it('runs a definition as an Express machine where the option says so, with the rules of those', () => {
      cli.write('sync.asl.json', {
        StartAt: 'Ask',
        States: {
          Ask: {
            Type: 'Task',
            Resource: 'arn:aws:states:::aws-sdk:sfn:startSyncExecution',
            Parameters: { StateMachineArn: CHILD_ARN },
            OutputPath: '$.Output',
            End: true,
          },
        },
      });
      const mocks = ['--mocks', 'child.mocks.json'];
      assert.equal(outputOf('sync.asl.json', '--machine', 'ship=child.asl.json:express', ...mocks), '"packed"');
      const standard = cli.run('run', 'sync.asl.json', '--machine', 'ship=child.asl.json', ...mocks);
      assert.match(standard.stderr, /FAILED\. Sfn\.StateMachineTypeNotSupportedException: This operation/);
      const waited = cli.run('run', 'parent.asl.json', '--machine', 'ship=child.asl.json:express', ...mocks);
      assert.match(waited.stderr, /FAILED\. StepFunctions\.StateMachineTypeNotSupportedException: This operation/);
      const waiting = cli.run('run', 'sync.asl.json', '--machine', 'ship=parent.asl.json:express');
      assert.equal(waiting.code, 1);
      assert.match(waiting.stderr, /^parent\.asl\.json:\d+:\d+: .*\.sync/);
    });

    it('tells how to name the definition where nothing answers', () => {
      assert.match(refusalOf('parent.asl.json'), /name its definition: --machine ship=FILE\. /);
    });

    it('goes on with a stored execution from the same machines and buckets', () => {
      const given = ['--machine', 'ship=child.asl.json', '--mocks', 'child.mocks.json'];
      const whole = cli.run('run', 'parent.asl.json', ...given, '--store', 'runs');
      assert.equal(whole.code, 0, whole.stderr);
      const journal = inFolder('runs', 'parent.jsonl');
      const text = readFileSync(journal, 'utf8');
      writeFileSync(journal, text.slice(0, text.indexOf('"task-succeeded"')));
      const rest = cli.run('run', '--resume', journal, ...given);
      assert.equal(rest.stdout, whole.stdout);
      assert.equal(readFileSync(journal, 'utf8'), text);
    });

    it('refuses a definition with mistakes at their places', () => {
      cli.write('bad.asl.json', '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}');
      const { code, stderr } = cli.run('run', 'parent.asl.json', '--machine', 'ship=bad.asl.json');
      assert.equal(code, 1);
      assert.match(stderr, /^bad\.asl\.json:1:\d+: .*'B'/);
    });
  });

  it('refuses options that name nothing, or twice, or what is not there', () => {
    for (const [args, message] of [
      [['--bucket', 'data'], /^'data' gives nothing a name\. --bucket has the form NAME=DIR\.\n$/],
      [['--bucket', 'a=data', '--bucket', 'a=results'], /^--bucket names 'a' twice\./],
      [['--bucket', 'a=nowhere'], /^The folder 'nowhere' of bucket 'a' cannot be used: it does not exist\.\n$/],
      [['--bucket', 'a=csv.asl.json'], /^Bucket 'a': 'csv\.asl\.json' is no folder\.\n$/],
      [['--machine', 'ship=nowhere.json'], /^'nowhere\.json' cannot be read: it does not exist\.\n$/],
    ] as const)
      assert.match(refusalOf('csv.asl.json', ...args), message);
  });
});
