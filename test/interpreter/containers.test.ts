/** Parallel and Map: order, limits, failures, and what is cut off. */
import assert from 'node:assert/strict';
import { isJsonObject, type Json, type JsonObject } from '#asl/json';
import { csvRows, itemsFromText } from '#interpreter';
import { chainOf, detailsOf, failsWith, machineOf, run, task, typesOf } from './running.ts';

const each = (state: JsonObject, fields: JsonObject = {}): JsonObject =>
  machineOf({ Type: 'Map', ItemProcessor: { StartAt: 'I', States: { I: { End: true, ...state } } }, ...fields });

const distributed = (state: JsonObject, fields: JsonObject = {}): JsonObject =>
  machineOf({
    Type: 'Map',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'I',
      States: { I: { End: true, ...state } },
    },
    ...fields,
  });

describe('Parallel', () => {
  const both = (a: JsonObject, b: JsonObject, fields: JsonObject = {}) =>
    machineOf({
      Type: 'Parallel',
      Branches: [
        { StartAt: 'A', States: { A: a } },
        { StartAt: 'B', States: { B: b } },
      ],
      ...fields,
    });

  it('gives the results in the order of the branches, whichever ends first', () => {
    const fine = run(both({ Type: 'Wait', Seconds: 5, End: true }, { Type: 'Pass', Result: 'b', End: true }), 'in');
    assert.deepEqual(fine.output, ['in', 'b']);
  });

  it('lets each branch have a chain of events of its own', () => {
    const pass = { Type: 'Pass', End: true };
    const result = run(both(pass, pass));
    const entered = chainOf(result).filter((link) => link.startsWith('PassStateEntered'));
    assert.deepEqual(entered, ['PassStateEntered < ParallelStateStarted', 'PassStateEntered < ParallelStateStarted']);
    const [succeeded, exited] = result.history.slice(-3, -1);
    assert.equal(succeeded?.previousEventId, exited?.previousEventId);
  });

  it('cuts off the other branches when one fails', () => {
    const result = run(both({ Type: 'Wait', Seconds: 60, End: true }, { Type: 'Fail', Error: 'B' }));
    assert.deepEqual(chainOf(result).slice(-3), [
      'WaitStateAborted < FailStateEntered',
      'ParallelStateFailed < FailStateEntered',
      'ExecutionFailed < ParallelStateFailed',
    ]);
  });

  it('fails what is around it as ExecutionFailed does: behind its own event', () => {
    const inner = {
      Type: 'Parallel',
      Branches: [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } }],
      End: true,
    };
    assert.deepEqual(chainOf(run(each(inner), [1])).slice(-4), [
      'ParallelStateFailed < FailStateEntered',
      'MapIterationFailed < ParallelStateFailed',
      'MapStateFailed < ParallelStateFailed',
      'ExecutionFailed < MapStateFailed',
    ]);
  });

  it('gives branches the variables outside, and keeps theirs inside', () => {
    const states = {
      Set: { Type: 'Pass', Assign: { x: 1 }, Next: 'P' },
      P: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'A',
            States: {
              A: { Type: 'Pass', Assign: { 'y.$': '$x' }, Next: 'B' },
              B: { Type: 'Pass', Parameters: { 'v.$': '$y' }, End: true },
            },
          },
        ],
        Next: 'End',
      },
      End: { Type: 'Pass', Parameters: { 'v.$': '$y' }, End: true },
    };
    const result = run({ StartAt: 'Set', States: states });
    assert.equal(result.error, 'States.Runtime');
    assert.deepEqual(detailsOf(result, 'ParallelStateExited').output, [{ v: 1 }]);
  });
});

describe('Map', () => {
  it('gives the results in the order of the items', () => {
    const wait = { Type: 'Wait', SecondsPath: '$' };
    assert.deepEqual(run(each(wait), [3, 1, 2]).output, [3, 1, 2]);
  });

  it('runs at most as many iterations at a time as MaxConcurrency says', () => {
    let alive = 0;
    let most = 0;
    const count = (type: string) => {
      alive += type === 'MapIterationStarted' ? 1 : type === 'MapIterationSucceeded' ? -1 : 0;
      most = Math.max(most, alive);
    };
    for (const { type } of run(each({ Type: 'Wait', Seconds: 1 }, { MaxConcurrency: 3 }), [1, 2, 3, 4, 5, 6, 7])
      .history)
      count(type);
    assert.equal(most, 3);
  });

  it('runs 40 at a time when nothing is said', () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    const types = typesOf(run(each({ Type: 'Wait', Seconds: 1 }), items));
    assert.equal(
      types.slice(0, types.indexOf('WaitStateExited')).filter((type) => type === 'MapIterationStarted').length,
      40,
    );
  });

  it('makes the input of each iteration with ItemSelector', () => {
    const { output } = run(
      each(
        { Type: 'Pass' },
        {
          ItemsPath: '$.items',
          ItemSelector: { 'i.$': '$$.Map.Item.Index', 'v.$': '$$.Map.Item.Value', 'all.$': '$.name' },
        },
      ),
      { items: ['a', 'b'], name: 'n' },
    );
    assert.deepEqual(output, [
      { i: 0, v: 'a', all: 'n' },
      { i: 1, v: 'b', all: 'n' },
    ]);
  });

  it('fails itself where its ItemSelector does', () => {
    const result = run(each({ Type: 'Pass' }, { ItemSelector: { 'v.$': '$.missing' } }), [{}, {}]);
    assert.equal(result.error, 'States.Runtime');
    assert.match(result.cause ?? '', /^An error occurred while executing the state 'S'/);
  });

  it('says so where it has nothing to iterate over', () => {
    const { error, cause } = run(each({ Type: 'Pass' }, { ItemsPath: '$.x' }), { x: 1 });
    assert.deepEqual(
      [error, cause],
      [
        'States.Runtime',
        `An error occurred while executing the state 'S' (entered at the event id #2). Reference path "$.x" must point to array.`,
      ],
    );
  });

  it('fails with a conflict, which can be caught, where ItemsPath leads nowhere', () => {
    const fields = { ItemsPath: '$.found.objects' };
    const { error, cause } = run(each({ Type: 'Pass' }, fields), { found: { status: 500 } });
    assert.equal(error, 'States.ReferencePathConflict');
    assert.equal(cause, 'Unable to apply step "objects" to input {"found":{"status":500}}');
    const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'S2' }];
    const caught = each({ Type: 'Pass' }, { ...fields, Catch });
    const states = { ...(caught.States as JsonObject), S2: { Type: 'Succeed' } };
    assert.equal(run({ ...caught, States: states }, { found: {} }).status, 'SUCCEEDED');
  });

  it('begins anew with every retry', () => {
    const result = run(each(task(), { Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }] }), [1], failsWith('E'));
    assert.deepEqual(
      typesOf(result).filter((type) => type.startsWith('Map')),
      [
        'MapStateEntered',
        'MapStateStarted',
        'MapIterationStarted',
        'MapIterationFailed',
        'MapStateStarted',
        'MapIterationStarted',
        'MapIterationFailed',
        'MapStateFailed',
      ],
    );
  });

  it('hundreds of thousands of times needs little', function () {
    this.timeout(60_000);
    const items = Array.from({ length: 100_000 }, (_, i) => i);
    const result = run(each({ Type: 'Pass' }), items, undefined, {
      keepsHistory: false,
      limits: { events: Number.POSITIVE_INFINITY, payloadBytes: Number.POSITIVE_INFINITY },
    });
    assert.deepEqual(
      [result.status, (result.output as readonly Json[]).length, result.snapshot.historyLength],
      ['SUCCEEDED', 100_000, 1 + 3 + 400_000 + 2],
    );
  });
});

describe('a distributed Map', () => {
  it('writes the events of its run, and none of its children', () => {
    const result = run(distributed({ Type: 'Pass' }), [1, 2]);
    assert.deepEqual(typesOf(result).slice(2, -2), [
      'MapStateStarted',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateSucceeded',
    ]);
    assert.match(
      String(detailsOf(result, 'MapRunStarted').mapRunArn),
      /^arn:aws:states:us-east-1:123456789012:mapRun:StateMachine\/[-0-9a-f]{36}:[-0-9a-f]{36}$/,
    );
  });

  const failOn = (bad: Json) => (request: { readonly input: Json }) =>
    request.input === bad ? { failed: true as const, error: 'E' } : { output: request.input };

  it('fails when a child fails and nothing is tolerated', () => {
    const result = run(distributed(task()), [1, 2, 3], failOn(2));
    assert.deepEqual(
      [result.error, result.cause],
      ['States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded'],
    );
    assert.deepEqual(typesOf(result).slice(-3), ['MapRunFailed', 'MapStateFailed', 'ExecutionFailed']);
  });

  it('leaves out what has failed within the tolerance', () => {
    assert.deepEqual(run(distributed(task(), { ToleratedFailureCount: 1 }), [1, 2, 3], failOn(2)).output, [1, 3]);
    assert.deepEqual(run(distributed(task(), { ToleratedFailurePercentage: 40 }), [1, 2, 3], failOn(2)).output, [1, 3]);
    assert.equal(run(distributed(task(), { ToleratedFailurePercentage: 30 }), [1, 2, 3], failOn(2)).status, 'FAILED');
  });

  it('does not let its children see the variables outside', () => {
    const map = distributed({ Type: 'Pass', Parameters: { 'v.$': '$x' } }) as {
      readonly States: { readonly S: JsonObject };
    };
    const states = { Set: { Type: 'Pass', Assign: { x: 1 }, Next: 'S' }, S: map.States.S };
    assert.equal(run({ StartAt: 'Set', States: states }, [1]).error, 'States.ExceedToleratedFailureThreshold');
  });

  it('tells the source of its items, which it did not in recordings of older days', () => {
    const map = distributed({ Type: 'Pass' }, { ItemSelector: { 'item.$': '$$.Map.Item' } });
    assert.deepEqual(run(map, [7]).output, [{ item: { Index: 0, Value: 7, Source: 'STATE_DATA' } }]);
    const old = run(map, [7], undefined, { asOf: Date.UTC(2024, 0, 1) });
    assert.deepEqual(old.output, [{ item: { Index: 0, Value: 7 } }]);
  });

  it('hands out batches by number and by size', () => {
    const batches = (batcher: JsonObject, items = ['aaaa', 'bbbb', 'cccc']) =>
      (run(distributed({ Type: 'Pass' }, { ItemBatcher: batcher }), items).output as readonly JsonObject[]).map(
        ({ Items }) => (Items as readonly Json[]).length,
      );
    assert.deepEqual(batches({ MaxItemsPerBatch: 2 }), [2, 1]);
    assert.deepEqual(batches({ MaxInputBytesPerBatch: 30 }), [2, 1]);
    assert.deepEqual(batches({ MaxInputBytesPerBatch: 30 }, ['ääää', 'bbbb', 'öööö']), [2, 1]);
    assert.deepEqual(batches({ MaxInputBytesPerBatch: 30 }, ['ääää', 'öööö', 'cccc']), [1, 2]);
    const { output } = run(
      distributed({ Type: 'Pass' }, { ItemBatcher: { MaxItemsPerBatch: 9, BatchInput: { 'n.$': '$[0]' } } }),
      [7],
    );
    assert.deepEqual(output, [{ BatchInput: { n: 7 }, Items: [7] }]);
  });

  it('asks the host for its items, as for a task', () => {
    const reader = {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', MaxItems: 1 },
      Parameters: { Bucket: 'b', 'Key.$': '$.key' },
    };
    const result = run(distributed({ Type: 'Pass' }, { ItemReader: reader }), { key: 'k' }, ({ itemReader, input }) => {
      assert.deepEqual([itemReader?.config.InputType, input], ['CSV', { Bucket: 'b', Key: 'k' }]);
      return { output: [{ a: 1 }, { a: 2 }] };
    });
    assert.deepEqual(result.output, [{ a: 1 }]);
    const failed = run(distributed({ Type: 'Pass' }, { ItemReader: reader }), { key: 'k' }, () => ({
      failed: true,
      cause: 'gone',
    }));
    assert.deepEqual([failed.error, failed.cause], ['States.ItemReaderFailed', 'gone']);
  });
});

describe('a distributed Map over an object', () => {
  it('iterates over its members, with their keys in the context object', () => {
    const selector = { 'k.$': '$$.Map.Item.Key', 'v.$': '$$.Map.Item.Value' };
    const { output } = run(distributed({ Type: 'Pass' }, { ItemSelector: selector }), { a: 1, b: 2 });
    assert.deepEqual(output, [
      { k: 'a', v: 1 },
      { k: 'b', v: 2 },
    ]);
  });

  it('does so for what comes in with its input, and since AWS does', () => {
    const ofContext = run(distributed({ Type: 'Pass' }, { ItemsPath: '$$.Execution.Input' }), { a: 1 });
    assert.match(ofContext.cause ?? '', /Reference path "\$\.Execution\.Input" must point to array\.$/);
    const early = run(distributed({ Type: 'Pass' }), { a: 1 }, undefined, { asOf: Date.UTC(2025, 0, 1) });
    assert.match(early.cause ?? '', /Reference path "\$" must point to array\.$/);
  });
});

describe('items in a text', () => {
  const items = (text: string, config: JsonObject): Json => {
    const result = itemsFromText(text, config);
    return 'items' in result ? result.items : result.cause;
  };

  it('of CSV are objects with the names of the first row or given ones', () => {
    assert.deepEqual(items('a,b\n1,"x, ""y"""\n2\n', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }), [
      { a: '1', b: 'x, "y"' },
      { a: '2', b: '' },
    ]);
    assert.deepEqual(
      items('1|2\r\n3|4', {
        InputType: 'CSV',
        CSVHeaderLocation: 'GIVEN',
        CSVHeaders: ['a', 'b'],
        CSVDelimiter: 'PIPE',
      }),
      [
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ],
    );
    assert.equal(
      items('a,a\n1,2', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }),
      'CSV headers cannot contain duplicates.',
    );
  });

  it('of JSON are a list, at a pointer if one is given', () => {
    assert.deepEqual(items('[1,{"a":2}]', { InputType: 'JSON' }), [1, { a: 2 }]);
    assert.deepEqual(items('{"a/b":{"c":[1]}}', { InputType: 'JSON', ItemsPointer: '/a~1b/c' }), [1]);
    assert.equal(items('{"a":1}', { InputType: 'JSON' }), 'Attempting to map over non-iterable node.');
  });

  it('of JSON lines are one a line', () => {
    assert.deepEqual(items('{"a":1}\n\n2\n', { InputType: 'JSONL' }), [{ a: 1 }, 2]);
  });

  it('reads quotes and backslashes as AWS documents them', () => {
    const config = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a', 'b', 'c', 'd', 'e'] };
    const text =
      'abc,123,"This string contains commas, a double quotation marks (""), and a newline (\n)",{""MyKey"":""MyValue""},"[1,2,3]"';
    assert.deepEqual(items(text, config), [
      {
        a: 'abc',
        b: '123',
        c: 'This string contains commas, a double quotation marks ("), and a newline (\n)',
        d: '{"MyKey":"MyValue"}',
        e: '[1,2,3]',
      },
    ]);
    const paths = String.raw`C:\\Program Files\\MyApp.exe,a\,b,\"c\",d\e,5"`;
    assert.deepEqual(items(paths, config), [
      { a: String.raw`C:\Program Files\MyApp.exe`, b: 'a,b', c: '"c"', d: 'de', e: '5"' },
    ]);
  });

  it('keeps a row of blanks and drops an empty line', () => {
    assert.deepEqual(csvRows('a\n   \n\n"x\ny"\n', ','), [['a'], ['   '], ['x\ny']]);
    assert.ok(!isJsonObject(csvRows('', ',') as unknown as Json));
  });
});
