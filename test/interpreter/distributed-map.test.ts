/** The children of a distributed Map: their histories, their context, their results and how many may fail. */
import assert from 'node:assert/strict';
import { isJsonArray, isJsonObject, type Json, type JsonObject, parseJson } from '#asl/json';
import { type Effect, type HistoryEvent, type MapRunReport, type RunResult, runToEnd } from '#interpreter';
import { machineOf, NOW, programOf, run } from './running.ts';

/** Item 2 fails, the others pass through. */
const CHOOSY: JsonObject = {
  StartAt: 'C',
  States: {
    C: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 2, Next: 'F' }], Default: 'P' },
    F: { Type: 'Fail', Error: 'Two', Cause: 'is bad' },
    P: { Type: 'Pass', End: true },
  },
};

function runMap(fields: JsonObject, input: Json = [1, 2, 3], processor = CHOOSY) {
  const effects: Effect[] = [];
  const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
  const map = { Type: 'Map', Label: 'Items', ItemProcessor: { ProcessorConfig, ...processor }, ...fields };
  const result = runToEnd(
    programOf(machineOf(map)),
    { input, now: NOW, tellsChildren: true },
    { task: (request) => ({ output: request.input }), onEffect: (effect) => effects.push(effect) },
  );
  assert.ok(!(result instanceof Promise));
  return { result, effects };
}

function historiesIn(effects: readonly Effect[]): readonly (readonly HistoryEvent[])[] {
  const histories = new Map<number, HistoryEvent[]>();
  for (const effect of effects) {
    if (effect.type !== 'child-history') continue;
    histories.set(effect.execution, [...(histories.get(effect.execution) ?? []), effect.event]);
  }
  return [...histories.values()];
}

const reportIn = (effects: readonly Effect[]): MapRunReport | undefined =>
  effects.find((effect) => effect.type === 'map-run-ended')?.run;

const filesIn = (effects: readonly Effect[]): ReadonlyMap<string, Json> => {
  const files = effects.find((effect) => effect.type === 'write-results')?.files ?? [];
  return new Map(files.map(({ key, text }) => [key.split('/').at(-1) ?? '', parseJson(text).value ?? text]));
};

const statusOf = ({ status, error }: RunResult) => [status, error];

describe('the item in the context of a distributed Map', () => {
  const PASS: JsonObject = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
  const itemsOf = (fields: JsonObject, input: Json, read: readonly Json[] = []): Json | undefined => {
    const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
    const ItemSelector = { 'item.$': '$$.Map.Item' };
    const map = { Type: 'Map', ItemProcessor: { ProcessorConfig, ...PASS }, ItemSelector, ...fields };
    return run(machineOf(map), input, () => ({ output: read })).output;
  };

  it('says that it comes from the data of the state, and under which key', () => {
    assert.deepEqual(itemsOf({}, ['a']), [{ item: { Index: 0, Value: 'a', Source: 'STATE_DATA' } }]);
    const item = { item: { Index: 0, Value: 'a', Key: 'k', Source: 'STATE_DATA' } };
    assert.deepEqual(itemsOf({}, { k: 'a' }), [item]);
    assert.deepEqual(itemsOf({ ItemBatcher: { MaxItemsPerBatch: 2 } }, { k: 'a' }), [{ Items: [item] }]);
  });

  it('says from which object or bucket it was read, in batches too', () => {
    const reader = (action: string, Parameters: JsonObject, InputType?: string): JsonObject => ({
      ItemReader: {
        Resource: `arn:aws:states:::s3:${action}`,
        Parameters,
        ...(InputType !== undefined && { ReaderConfig: { InputType } }),
      },
    });
    const object = reader('getObject', { Bucket: 'b', Key: 'a/k.json' }, 'JSON');
    const item = { item: { Index: 0, Value: 1, Source: 'S3://b/a/k.json' } };
    assert.deepEqual(itemsOf(object, {}, [1]), [item]);
    assert.deepEqual(itemsOf({ ...object, ItemBatcher: { MaxItemsPerBatch: 2 } }, {}, [1]), [{ Items: [item] }]);
    assert.deepEqual(itemsOf(reader('listObjectsV2', { Bucket: 'b', Prefix: 'a' }), {}, [{ Key: 'x' }]), [
      { item: { Index: 0, Value: { Key: 'x' }, Source: 'S3://b' } },
    ]);
  });
});

describe('the ARN of a map run', () => {
  it('names the Map by its label, or always by the same one that is made up', () => {
    const arnsOf = (fields: JsonObject, seed: number) => {
      const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }];
      const ItemProcessor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...CHOOSY };
      const { history } = run(machineOf({ Type: 'Map', ItemProcessor, Retry, ...fields }), [2], undefined, { seed });
      const details = history.filter(({ type }) => type === 'MapRunStarted').map((event) => event.details);
      return details.map((one) => /\/(.*):(.*)$/.exec(String(one?.mapRunArn))?.slice(1) ?? []);
    };
    const labels = [...arnsOf({}, 1), ...arnsOf({}, 2)];
    assert.equal(new Set(labels.map(([label]) => label)).size, 1);
    assert.equal(new Set(labels.map(([, name]) => name)).size, 4);
    assert.equal(arnsOf({ Label: 'Mine' }, 1)[0]?.[0], 'Mine');
  });
});

describe('a child execution of a distributed Map', () => {
  it('has a history of its own, whose first state follows nothing', () => {
    const { effects } = runMap({ ToleratedFailureCount: 1 });
    const [first, second] = historiesIn(effects).map((events) =>
      events.map(({ id, type, previousEventId }) => `${id} ${type} < ${previousEventId}`),
    );
    assert.deepEqual(first, [
      '1 ExecutionStarted < 0',
      '2 ChoiceStateEntered < 0',
      '3 ChoiceStateExited < 2',
      '4 PassStateEntered < 3',
      '5 PassStateExited < 4',
      '6 ExecutionSucceeded < 5',
    ]);
    assert.equal(second?.at(-1), '5 ExecutionFailed < 4');
  });

  it('sees itself in the context object, with the machine under the label of the run', () => {
    const { result } = runMap({}, [7], {
      StartAt: 'P',
      States: { P: { Type: 'Pass', Parameters: { 'e.$': '$$.Execution', 'm.$': '$$.StateMachine.Name' }, End: true } },
    });
    const [output] = isJsonArray(result.output) ? result.output : [];
    assert.ok(isJsonObject(output) && isJsonObject(output.e));
    assert.equal(output.m, 'StateMachine/Items');
    assert.equal(output.e.Input, 7);
    assert.match(
      String(output.e.Id),
      /^arn:aws:states:us-east-1:123456789012:execution:StateMachine\/Items:[\da-f-]{36}$/,
    );
  });
});

describe('a map run', () => {
  it('is aborted with the Map where a sibling fails', () => {
    const Branches = [
      {
        StartAt: 'Bad',
        States: { Bad: { Type: 'Wait', Seconds: 1, Next: 'Fail' }, Fail: { Type: 'Fail', Error: 'E' } },
      },
      {
        StartAt: 'M',
        States: {
          M: {
            Type: 'Map',
            ItemProcessor: {
              ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
              StartAt: 'W',
              States: { W: { Type: 'Wait', Seconds: 9, End: true } },
            },
            End: true,
          },
        },
      },
    ];
    const effects: Effect[] = [];
    const result = runToEnd(
      programOf(machineOf({ Type: 'Parallel', Branches })),
      { input: [1], now: NOW, tellsChildren: true },
      { task: () => ({ silent: true }), onEffect: (effect) => effects.push(effect) },
    );
    assert.ok(!(result instanceof Promise));
    assert.deepEqual(
      result.history.slice(-5).map(({ type }) => type),
      ['FailStateEntered', 'MapRunAborted', 'MapStateAborted', 'ParallelStateFailed', 'ExecutionFailed'],
    );
    assert.equal(historiesIn(effects)[0]?.at(-1)?.type, 'ExecutionAborted');
  });

  it('leaves out what failed within the tolerance', () => {
    const { result, effects } = runMap({ ToleratedFailurePercentage: 50 });
    assert.deepEqual(result.output, [1, 3]);
    const counts = { total: 3, succeeded: 2, failed: 1, timedOut: 0, aborted: 0, pending: 0 };
    assert.deepEqual(reportIn(effects)?.executions, counts);
    assert.deepEqual(reportIn(effects)?.items, counts);
  });

  it('stops as soon as too many have failed', () => {
    const { result, effects } = runMap({ MaxConcurrency: 1 }, [2, 1, 1, 1]);
    assert.deepEqual(statusOf(result), ['FAILED', 'States.ExceedToleratedFailureThreshold']);
    assert.deepEqual(reportIn(effects)?.executions, {
      total: 4,
      succeeded: 0,
      failed: 1,
      timedOut: 0,
      aborted: 0,
      pending: 3,
    });
    assert.equal(historiesIn(effects).length, 1);
  });

  it('aborts the children that run when it stops', () => {
    const { effects } = runMap({}, [2, 1]);
    assert.equal(historiesIn(effects)[1]?.at(-1)?.type, 'ExecutionAborted');
    assert.equal(reportIn(effects)?.executions.aborted, 1);
  });

  it('counts the items of its batches', () => {
    const { effects } = runMap({ ItemBatcher: { MaxItemsPerBatch: 2 } }, [1, 3, 4], {
      StartAt: 'P',
      States: { P: { Type: 'Pass', End: true } },
    });
    assert.equal(reportIn(effects)?.executions.total, 2);
    assert.equal(reportIn(effects)?.items.succeeded, 3);
  });
});

describe('ResultWriter', () => {
  const Resource = 'arn:aws:states:::s3:putObject';
  const Parameters = { Bucket: 'results', Prefix: 'jobs' };

  it('writes the children by their end, and a manifest that names the files', () => {
    const { result, effects } = runMap({ ToleratedFailureCount: 1, ResultWriter: { Resource, Parameters } });
    const files = filesIn(effects);
    assert.deepEqual([...files.keys()], ['FAILED_0.json', 'SUCCEEDED_0.json', 'manifest.json']);
    const [failed] = files.get('FAILED_0.json') as readonly JsonObject[];
    assert.deepEqual([failed?.Error, failed?.Cause, failed?.Input, failed?.Status], ['Two', 'is bad', '2', 'FAILED']);
    const succeeded = files.get('SUCCEEDED_0.json') as readonly JsonObject[];
    assert.deepEqual(
      succeeded.map(({ Input, Output }) => [Input, Output]),
      [
        ['1', '1'],
        ['3', '3'],
      ],
    );
    const { ResultWriterDetails } = result.output as JsonObject;
    assert.match(
      JSON.stringify(ResultWriterDetails),
      /^\{"Bucket":"results","Key":"jobs\/[\da-f-]{36}\/manifest\.json"\}$/,
    );
    const { ResultFiles } = files.get('manifest.json') as JsonObject;
    assert.deepEqual(Object.keys(ResultFiles as JsonObject), ['FAILED', 'PENDING', 'SUCCEEDED']);
  });

  it('writes lines of outputs where the configuration says so', () => {
    const WriterConfig = { OutputType: 'JSONL', Transformation: 'COMPACT' };
    const { effects } = runMap({ ResultWriter: { Resource, Parameters, WriterConfig } }, [1, 3]);
    assert.equal(filesIn(effects).has('SUCCEEDED_0.jsonl'), true);
    assert.equal(effects.find((effect) => effect.type === 'write-results')?.files[0]?.text, '1\n3\n');
  });

  it('without a resource only shapes the result', () => {
    const flat = runMap(
      { ResultWriter: { WriterConfig: { OutputType: 'JSON', Transformation: 'FLATTEN' } } },
      [[1], [3, 4]],
      {
        StartAt: 'P',
        States: { P: { Type: 'Pass', End: true } },
      },
    );
    assert.deepEqual(flat.result.output, [1, 3, 4]);
    assert.equal(filesIn(flat.effects).size, 0);
  });
});

describe('a field that cannot be evaluated', () => {
  const PASS: JsonObject = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
  const writer = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { 'Bucket.$': '$.nope' } };
  /** The events of the Map, each with the one that it follows. */
  const eventsOf = ({ history }: RunResult): readonly string[] =>
    history.slice(2).map(({ type, previousEventId }) => `${type} < ${history[previousEventId - 1]?.type ?? 'nothing'}`);

  for (const fields of [{ ResultWriter: writer }, { ItemBatcher: { MaxItemsPerBatchPath: '$.nope' } }])
    it(`of ${Object.keys(fields)[0]} fails the Map before its run begins`, () => {
      const { result } = runMap({ ItemsPath: '$.items', ...fields }, { items: [1] }, PASS);
      assert.deepEqual(eventsOf(result), ['MapStateStarted < MapStateEntered', 'ExecutionFailed < MapStateStarted']);
      assert.equal(result.error, 'States.Runtime');
    });

  for (const fields of [{}, { ItemBatcher: { MaxItemsPerBatch: 2 } }])
    it(`of ItemSelector fails a run that has begun, and the Map with it${fields.ItemBatcher ? ', in batches too' : ''}`, () => {
      const ItemSelector = { 'v.$': '$$.Map.Item.Value.v' };
      const { result, effects } = runMap({ MaxConcurrency: 1, ItemSelector, ...fields }, [{ v: 1 }, {}], PASS);
      assert.deepEqual(eventsOf(result), [
        'MapStateStarted < MapStateEntered',
        'MapRunStarted < MapStateStarted',
        'MapRunFailed < MapRunStarted',
        'ExecutionFailed < MapRunFailed',
      ]);
      assert.equal(result.error, 'States.Runtime');
      assert.deepEqual(result.history[4]?.details, { error: result.error, cause: result.cause });
      if (!fields.ItemBatcher)
        assert.deepEqual([reportIn(effects)?.status, reportIn(effects)?.items.succeeded], ['FAILED', 1]);
    });

  it('in JSONata says so before the run has failed', () => {
    const fields = { QueryLanguage: 'JSONata', Items: [1], ItemSelector: '{% $states.input.nope %}' };
    const { result } = runMap(fields, {}, PASS);
    assert.deepEqual(eventsOf(result).slice(2), [
      'EvaluationFailed < MapRunStarted',
      'MapRunFailed < EvaluationFailed',
      'MapStateFailed < MapRunFailed',
      'ExecutionFailed < MapStateFailed',
    ]);
  });
});
