/** A distributed Map whose items come in parts: what it asks for, what it keeps, and when it is over. */
import assert from 'node:assert/strict';
import { isJsonObject, type Json, type JsonObject, parseJson } from '#asl/json';
import {
  type Effect,
  openTasks,
  type RunResult,
  redrive,
  resume,
  runToEnd,
  start,
  step,
  type TaskOutcome,
  type TaskRequest,
} from '#interpreter';
import { machineOf, NOW, programOf, task, typesOf } from './running.ts';

const PASS: JsonObject = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const CHOOSY: JsonObject = {
  StartAt: 'C',
  States: {
    C: { Type: 'Choice', Choices: [{ Variable: '$', NumericLessThan: 0, Next: 'F' }], Default: 'P' },
    F: { Type: 'Fail', Error: 'Negative' },
    P: { Type: 'Pass', End: true },
  },
};

function mapOf(fields: JsonObject, processor: JsonObject, config: JsonObject = {}): JsonObject {
  return machineOf({
    Type: 'Map',
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSONL', ...config },
      Parameters: { Bucket: 'b', Key: 'k' },
    },
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...processor },
    ...fields,
  });
}

/** Gives the parts in turn; `from` is the number of the part. */
const parts =
  (...lists: readonly (readonly Json[])[]) =>
  ({ itemReader }: TaskRequest): TaskOutcome => {
    const part = Number(itemReader?.from ?? 0);
    return { items: lists[part] ?? [], ...(part + 1 < lists.length && { next: part + 1 }) };
  };

interface Ran {
  readonly result: RunResult;
  readonly asked: readonly TaskRequest[];
  readonly effects: readonly Effect[];
}

function run(definition: JsonObject, answer: (request: TaskRequest) => TaskOutcome): Ran {
  const asked: TaskRequest[] = [];
  const effects: Effect[] = [];
  const result = runToEnd(
    programOf(definition),
    { input: {}, now: NOW, tellsChildren: true },
    {
      task: (request) => {
        if (request.itemReader) asked.push(request);
        return request.itemReader ? answer(request) : { output: request.input };
      },
      onEffect: (effect) => effects.push(effect),
    },
  );
  assert.ok(!(result instanceof Promise));
  return { result, asked, effects };
}

const childrenIn = (effects: readonly Effect[]): number =>
  effects.filter((effect) => effect.type === 'child-history' && effect.event.type === 'ExecutionStarted').length;

const reportIn = (effects: readonly Effect[]) => effects.find((effect) => effect.type === 'map-run-ended')?.run;

describe('a distributed Map that gets its items in parts', () => {
  it('asks for the next part under the same number, until there is none', () => {
    const { result, asked } = run(mapOf({}, PASS), parts([1, 2], [], [3], []));
    assert.deepEqual(result.output, [1, 2, 3]);
    assert.deepEqual(
      asked.map(({ id, itemReader }) => [id, itemReader?.from]),
      [
        [1, undefined],
        [1, 1],
        [1, 2],
        [1, 3],
      ],
    );
  });

  it('asks only when all items that it has have begun and another could', () => {
    const seen: string[] = [];
    const one = mapOf({ MaxConcurrency: 1 }, { StartAt: 'T', States: { T: task({ End: true }) } });
    const result = runToEnd(
      programOf(one),
      { input: {}, now: NOW },
      {
        task: (request) => {
          seen.push(request.itemReader ? 'items' : `do ${JSON.stringify(request.input)}`);
          return request.itemReader ? parts([1, 2], [3])(request) : { output: request.input };
        },
      },
    );
    assert.ok(!(result instanceof Promise));
    assert.deepEqual(seen, ['items', 'do 1', 'do 2', 'items', 'do 3']);
  });

  it('counts the items through all parts', () => {
    const ItemSelector = { 'i.$': '$$.Map.Item.Index', 'v.$': '$$.Map.Item.Value' };
    assert.deepEqual(run(mapOf({ ItemSelector }, PASS), parts(['a', 'b'], ['c'])).result.output, [
      { i: 0, v: 'a' },
      { i: 1, v: 'b' },
      { i: 2, v: 'c' },
    ]);
  });

  it('fills batches across parts', () => {
    const ItemBatcher = { MaxItemsPerBatch: 2 };
    const { result, effects } = run(mapOf({ ItemBatcher }, PASS), parts([1, 2, 3], [4], [5]));
    assert.deepEqual(result.output, [{ Items: [1, 2] }, { Items: [3, 4] }, { Items: [5] }]);
    assert.equal(reportIn(effects)?.executions.total, 3);
    assert.deepEqual(reportIn(effects)?.items, {
      total: 5,
      succeeded: 5,
      failed: 0,
      timedOut: 0,
      aborted: 0,
      pending: 0,
    });
  });

  it('wants no more than MaxItems, and takes no more where it gets more', () => {
    const { result, asked } = run(mapOf({}, PASS, { MaxItems: 3 }), parts([1, 2], [3, 4], [5]));
    assert.deepEqual(result.output, [1, 2, 3]);
    assert.deepEqual(
      asked.map(({ itemReader }) => itemReader?.limit),
      [3, 1],
    );
  });

  it('succeeds without children where all parts are empty', () => {
    assert.deepEqual(run(mapOf({}, PASS), parts([], [])).result.output, []);
  });

  it('holds only the items of the part that it works on', () => {
    const lists = Array.from({ length: 50 }, (_, part) => Array.from({ length: 100 }, (_, at) => part * 100 + at));
    const { result } = run(mapOf({ MaxConcurrency: 1, ResultPath: null }, PASS), (request) => parts(...lists)(request));
    assert.equal(result.status, 'SUCCEEDED');
    let most = 0;
    let snapshot = start(programOf(mapOf({ MaxConcurrency: 1 }, PASS)), { input: {}, now: NOW });
    while (snapshot.status === 'RUNNING') {
      const [open] = openTasks(snapshot);
      const outcome = open && parts(...lists)(open);
      snapshot = step(
        snapshot,
        open && outcome && 'items' in outcome ? { type: 'items-read', task: open.id, ...outcome } : { type: 'advance' },
      ).snapshot;
      most = Math.max(most, snapshot.threads[0]?.frame?.fan?.items.length ?? 0);
    }
    assert.equal(snapshot.status, 'SUCCEEDED');
    assert.equal(most, 100);
  });
});

describe('a part that cannot be read', () => {
  const unreadable = ({ itemReader }: TaskRequest): TaskOutcome =>
    itemReader?.from === undefined ? { items: [1, 2], next: 1 } : { failed: true, cause: 'The line is torn.' };

  it('fails the run after the parts before it', () => {
    const { result, effects } = run(mapOf({}, PASS), unreadable);
    assert.deepEqual([result.error, result.cause], ['States.ItemReaderFailed', 'The line is torn.']);
    assert.deepEqual(typesOf(result).slice(-4), ['MapRunStarted', 'MapRunFailed', 'MapStateFailed', 'ExecutionFailed']);
    assert.deepEqual([reportIn(effects)?.status, reportIn(effects)?.executions.succeeded], ['FAILED', 2]);
  });

  it('aborts the children that still run', () => {
    const slow = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 9, End: true } } };
    const { effects } = run(mapOf({}, slow), unreadable);
    assert.equal(reportIn(effects)?.executions.aborted, 2);
  });

  it('can be caught and retried like any failure of the state', () => {
    let isWhole = false;
    const Retry = [{ ErrorEquals: ['States.ItemReaderFailed'] }];
    const { result, asked } = run(mapOf({ Retry }, PASS), (request) => {
      if (isWhole) return parts([1], [2])(request);
      isWhole = request.itemReader?.from !== undefined;
      return unreadable(request);
    });
    assert.deepEqual(result.output, [1, 2]);
    assert.deepEqual(
      asked.map(({ id, attempt }) => [id, attempt]),
      [
        [1, 0],
        [1, 0],
        [2, 1],
        [2, 1],
      ],
    );
  });
});

describe('tolerated failures of a Map that does not know all its items yet', () => {
  it('are judged at once where they are counted', () => {
    const { result, asked } = run(mapOf({ ToleratedFailureCount: 1 }, CHOOSY), parts([-1, -2], [1, 2], [3]));
    assert.equal(result.error, 'States.ExceedToleratedFailureThreshold');
    assert.equal(asked.length, 1);
  });

  it('are judged as a percentage of all items when these are known', () => {
    const half = mapOf({ ToleratedFailurePercentage: 50 }, CHOOSY);
    assert.deepEqual(run(half, parts([-1, -2], [1], [2])).result.output, [1, 2]);
    assert.equal(run(half, parts([-1, -2], [1], [])).result.error, 'States.ExceedToleratedFailureThreshold');
  });

  it('are too many at once where none is tolerated', () => {
    for (const fields of [{}, { ToleratedFailurePercentage: 0 }]) {
      const { result, asked } = run(mapOf(fields, CHOOSY), parts([-1], [1], [2]));
      assert.equal(result.error, 'States.ExceedToleratedFailureThreshold');
      assert.equal(asked.length, 1);
    }
  });
});

describe('an execution that ends while more items are asked for', () => {
  it('tells the host that nobody waits for them', () => {
    const program = programOf(mapOf({}, { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 9, End: true } } }));
    let snapshot = start(program, { input: {}, now: NOW });
    while (openTasks(snapshot).length === 0) snapshot = step(snapshot, { type: 'advance' }).snapshot;
    const read = step(snapshot, { type: 'items-read', task: 1, items: [1], next: 'there' });
    assert.deepEqual(
      openTasks(read.snapshot).map(({ itemReader }) => itemReader?.from),
      ['there'],
    );
    assert.ok(read.effects.some(({ type }) => type === 'need-items'));
    const { effects, snapshot: stopped } = step(read.snapshot, { type: 'stop' });
    assert.ok(effects.some((effect) => effect.type === 'cancel-task' && effect.task === 1));
    assert.deepEqual(step(stopped, { type: 'items-read', task: 1, items: [2] }).effects, []);
  });
});

describe('results that are larger than a result may be', () => {
  const large = Array.from({ length: 30 }, (_, n) => ({ n, text: 'x'.repeat(10_000) }));
  const answer = parts(large.slice(0, 20), large.slice(20));

  it('fail the Map when all children have run', () => {
    const { result, effects } = run(mapOf({}, PASS), answer);
    assert.deepEqual(
      [result.error, result.cause],
      [
        'States.DataLimitExceeded',
        "The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit.",
      ],
    );
    assert.deepEqual(typesOf(result).slice(-4), [
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
    assert.equal(childrenIn(effects), 30);
  });

  it('do no harm where nothing reads them', () => {
    assert.deepEqual(run(mapOf({ ResultPath: null }, PASS), answer).result.output, {});
    assert.deepEqual(run(mapOf({ ResultSelector: { done: true } }, PASS), answer).result.output, { done: true });
    const { ItemReader } = (mapOf({}, PASS).States as { readonly S: { readonly ItemReader: JsonObject } }).S;
    const jsonata = (Output: Json) =>
      mapOf(
        {
          QueryLanguage: 'JSONata',
          ItemReader: { Resource: ItemReader.Resource ?? '', Arguments: { Bucket: 'b', Key: 'k' } },
          Output,
        },
        PASS,
      );
    assert.equal(run(jsonata('{% $states.context.State.Name %}'), answer).result.output, 'S');
    assert.equal(run(jsonata('{% $count($states.result) %}'), answer).result.error, 'States.DataLimitExceeded');
  });

  it('go into the files of ResultWriter part by part, which together are what the manifest says', () => {
    for (const OutputType of ['JSON', 'JSONL']) {
      const ResultWriter = {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'out' },
        WriterConfig: { OutputType, Transformation: 'COMPACT' },
      };
      const many = Array.from({ length: 1500 }, (_, n) => ({ n, text: 'ü' }));
      const { result, effects } = run(mapOf({ ResultWriter }, PASS), parts(many.slice(0, 700), many.slice(700)));
      assert.equal(result.status, 'SUCCEEDED');
      const writes = effects.filter((effect) => effect.type === 'write-results');
      assert.deepEqual(
        writes.map(({ isLast }) => isLast),
        [false, false, true],
      );
      const files = new Map<string, Buffer>();
      for (const { key, at, text } of writes.flatMap((write) => write.files)) {
        assert.equal(at, files.get(key)?.length ?? 0);
        files.set(key, Buffer.concat([files.get(key) ?? Buffer.alloc(0), Buffer.from(text)]));
      }
      const file = (name: string) => [...files].find(([key]) => key.includes(name))?.[1] ?? Buffer.alloc(0);
      const text = file('SUCCEEDED_0').toString();
      const written =
        OutputType === 'JSON'
          ? parseJson(text).value
          : text
              .trim()
              .split('\n')
              .map((line) => parseJson(line).value);
      assert.deepEqual(written, many);
      const { ResultFiles } = parseJson(file('manifest').toString()).value as { readonly ResultFiles: JsonObject };
      const [succeeded] = ResultFiles.SUCCEEDED as readonly Json[];
      assert.equal(isJsonObject(succeeded) && succeeded.Size, file('SUCCEEDED_0').length);
    }
  });

  it('are written of a run that fails, too: what failed, what was cut off, what had succeeded', () => {
    const ResultWriter = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out' } };
    const slow: JsonObject = {
      StartAt: 'C',
      States: {
        C: {
          Type: 'Choice',
          Choices: [
            { Variable: '$', NumericLessThan: 0, Next: 'F' },
            { Variable: '$', NumericEquals: 9, Next: 'W' },
          ],
          Default: 'P',
        },
        F: { Type: 'Wait', Seconds: 1, Next: 'G' },
        G: { Type: 'Fail', Error: 'Negative' },
        W: { Type: 'Wait', Seconds: 60, End: true },
        P: { Type: 'Pass', End: true },
      },
    };
    const { result, effects } = run(mapOf({ ResultWriter }, slow), parts([1, -1, 9]));
    assert.equal(result.error, 'States.ExceedToleratedFailureThreshold');
    const files = effects.flatMap((effect) => (effect.type === 'write-results' ? effect.files : []));
    assert.deepEqual(
      files.map(({ key }) => key.split('/').at(-1)),
      ['FAILED_0.json', 'PENDING_0.json', 'SUCCEEDED_0.json', 'manifest.json'],
    );
  });
});

describe('an Express child of a distributed Map', () => {
  const express = (processor: JsonObject): JsonObject =>
    mapOf(
      { ToleratedFailureCount: 9 },
      { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' }, ...processor },
    );
  const counting = (to: number): JsonObject => ({
    StartAt: 'Add',
    States: {
      Add: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'More' },
      More: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: to, Next: 'Add' }], Default: 'End' },
      End: { Type: 'Succeed' },
    },
  });

  it('may write more events than a Standard one, which has 25,000 of its own', () => {
    const answer = parts([{ n: 0 }]);
    assert.deepEqual(run(express(counting(7000)), answer).result.output, [{ n: 7000 }]);
    assert.deepEqual(run(mapOf({}, counting(6000)), parts([{ n: 0 }, { n: 0 }])).result.output, [
      { n: 6000 },
      { n: 6000 },
    ]);
    assert.deepEqual(run(mapOf({ ToleratedFailureCount: 1 }, counting(7000)), answer).result.output, []);
  });

  it('has five minutes, in which its waits are counted', () => {
    const wait = (Seconds: number) => ({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds, End: true } } });
    assert.deepEqual(run(express(wait(299)), parts([1])).result.output, [1]);
    const { result, effects } = run(express(wait(301)), parts([1, 2]));
    assert.deepEqual(result.output, []);
    assert.equal(result.history.at(-1)?.timestamp, NOW + 300_000);
    const { failed, timedOut } = reportIn(effects)?.executions ?? {};
    assert.deepEqual([failed, timedOut], [0, 2]);
    const last = effects.filter((effect) => effect.type === 'child-history').at(-1);
    assert.equal(last?.event.type, 'ExecutionTimedOut');
  });

  it('cannot catch the end of its time', () => {
    const branch = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 400, End: true } } };
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'P' }];
    const processor = {
      StartAt: 'B',
      States: { B: { Type: 'Parallel', Branches: [branch], Catch, End: true }, P: { Type: 'Pass', End: true } },
    };
    assert.deepEqual(run(express(processor), parts([1])).result.output, []);
  });
});

describe('a redrive of a Map that has not got all its items', () => {
  const failing = { StartAt: 'T', States: { T: task({ End: true }) } };

  function again(definition: JsonObject): { readonly result: RunResult; readonly effects: readonly Effect[] } {
    const effects: Effect[] = [];
    const onEffect = (effect: Effect) => effects.push(effect);
    let isUp = false;
    const host = {
      task: (request: TaskRequest): TaskOutcome => {
        if (request.itemReader) return parts([1, 2], [3, 4], [5])(request);
        return !isUp && request.input === 3 ? { failed: true, error: 'Down' } : { output: request.input };
      },
      onEffect,
    };
    const first = runToEnd(programOf(definition), { input: {}, now: NOW }, host);
    assert.ok(!(first instanceof Promise));
    assert.equal(first.error, 'States.ExceedToleratedFailureThreshold');
    isUp = true;
    const result = resume(redrive(first.snapshot, { now: NOW + 1000, onEffect }), host);
    assert.ok(!(result instanceof Promise));
    return { result, effects };
  }

  it('goes on where it was, and keeps the results that it has', () => {
    const { result, effects } = again(mapOf({ MaxConcurrency: 1 }, failing));
    assert.deepEqual(result.output, [1, 2, 3, 4, 5]);
    const reports = effects.flatMap((effect) => (effect.type === 'map-run-ended' ? [effect.run] : []));
    assert.deepEqual(
      reports.map(({ status, executions }) => [status, executions.total, executions.succeeded, executions.failed]),
      [
        ['FAILED', 4, 2, 1],
        ['SUCCEEDED', 5, 5, 0],
      ],
    );
  });

  it('goes on with its files: what had failed leaves its file, what had succeeded stays', () => {
    const ResultWriter = {
      Resource: 'arn:aws:states:::s3:putObject',
      Parameters: { Bucket: 'out' },
      WriterConfig: { OutputType: 'JSON', Transformation: 'COMPACT' },
    };
    const { effects } = again(mapOf({ MaxConcurrency: 1, ResultWriter }, failing));
    const texts = new Map<string, string>();
    for (const { key, at, text } of effects.flatMap((effect) =>
      effect.type === 'write-results' ? effect.files : [],
    )) {
      const name = key.split('/').at(-1) ?? '';
      const before = texts.get(name) ?? '';
      texts.set(name, at === 0 ? text : before.slice(0, at) + text);
    }
    assert.equal(texts.get('SUCCEEDED_0.json'), '[1,2,3,4,5]');
    const { ResultFiles } = parseJson(texts.get('manifest.json') ?? '').value as { readonly ResultFiles: JsonObject };
    assert.deepEqual(ResultFiles.FAILED, []);
  });
});
