/** TestState: one state, its stages under AWS's names, mocks and refusals. */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '#asl/json';
import { type ServiceFile, serviceModel } from '#asl/services/service-model';
import { type TestStateAnswer, type TestStateHost, type TestStateRequest, testState } from '#interpreter';
import { SERVICES } from '../services.ts';

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { 'a.$': '$.a' }, End: true };
const JSONATA_TASK = { Type: 'Task', QueryLanguage: 'JSONata', Resource: TASK.Resource, Arguments: {}, End: true };
const MAP: JsonObject = {
  Type: 'Map',
  ItemsPath: '$.items',
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'P',
    States: { P: { Type: 'Pass', End: true } },
  },
  End: true,
};

const ROLE = 'arn:aws:iam::123456789012:role/test';

function answer(state: Json, request: TestStateRequest, host: Partial<TestStateHost> = {}): TestStateAnswer {
  return testState(state, request, { now: 0, ...host });
}

function respond(state: Json, request: TestStateRequest, host: Partial<TestStateHost> = {}) {
  const told = answer(state, request, host);
  assert.ok('response' in told, JSON.stringify(told));
  return told.response;
}

function refusal(state: Json, request: TestStateRequest, host: Partial<TestStateHost> = {}): string {
  const told = answer(state, request, host);
  assert.ok('exception' in told, JSON.stringify(told));
  return told.exception.message;
}

describe('a test of a state', () => {
  it('shows its stages at DEBUG and TRACE, and none at INFO', () => {
    const state = { Type: 'Pass', InputPath: '$.a', ResultPath: '$.b', Next: 'Elsewhere' };
    const request = { input: { a: 1 }, inspectionLevel: 'DEBUG' } as const;
    assert.deepEqual(respond(state, request), {
      status: 'SUCCEEDED',
      output: { a: 1, b: 1 },
      nextState: 'Elsewhere',
      inspectionData: {
        input: { a: 1 },
        afterInputPath: 1,
        afterParameters: 1,
        afterResultSelector: 1,
        afterResultPath: { a: 1, b: 1 },
      },
    });
    assert.equal(respond(state, { ...request, inspectionLevel: 'INFO' }).inspectionData, undefined);
  });

  it('takes the result of a mock', () => {
    const { output, inspectionData } = respond(TASK, {
      input: { a: 1 },
      mock: { result: { MessageId: 'm' } },
      inspectionLevel: 'TRACE',
    });
    assert.deepEqual(output, { MessageId: 'm' });
    assert.deepEqual(inspectionData?.afterParameters, { a: 1 });
  });

  it('shows the request and the response of an HTTP Task at TRACE', () => {
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::http:invoke',
      Parameters: {
        Method: 'GET',
        ApiEndpoint: 'https://example.com/get',
        Headers: { definitionHeader: 'h1' },
        QueryParameters: { q: ['1', 'a b\ud800'] },
        RequestBody: { message: 'Hello' },
      },
      End: true,
    };
    const output = { StatusCode: 200, StatusText: 'OK', Headers: { date: ['today'] }, ResponseBody: { ok: true } };
    const dataAt = (inspectionLevel: 'DEBUG' | 'TRACE') =>
      respond(state, { roleArn: ROLE, inspectionLevel }, { task: () => ({ output }), region: 'eu-west-1' })
        .inspectionData;
    assert.deepEqual(dataAt('TRACE')?.request, {
      protocol: 'https',
      method: 'GET',
      url: 'https://example.com/get?q=1&q=a%20b%EF%BF%BD',
      headers: '[definitionHeader: h1, User-Agent: Amazon|StepFunctions|HttpInvoke|eu-west-1, Range: bytes=0-262144]',
      body: '{"message":"Hello"}',
    });
    assert.deepEqual(dataAt('TRACE')?.response, {
      protocol: 'https',
      statusCode: '200',
      statusMessage: 'OK',
      headers: '[date: today]',
      body: '{"ok":true}',
    });
    assert.equal(dataAt('DEBUG')?.request, undefined);
  });

  it('does the task where nothing is mocked', () => {
    const task = () => ({ output: 'done' });
    assert.equal(respond(TASK, { input: { a: 1 }, roleArn: ROLE }, { task }).output, 'done');
  });

  it('says which retrier would retry, and when', () => {
    const Retry = [{ ErrorEquals: ['Other'] }, { ErrorEquals: ['E'], IntervalSeconds: 2, MaxAttempts: 3 }];
    const request = {
      input: { a: 1 },
      mock: { errorOutput: { error: 'E', cause: 'c' } },
      inspectionLevel: 'DEBUG',
    } as const;
    const response = respond({ ...TASK, Retry }, { ...request, stateConfiguration: { retrierRetryCount: 2 } });
    assert.equal(response.status, 'RETRIABLE');
    assert.deepEqual(response.inspectionData?.errorDetails, { retryIndex: 1, retryBackoffIntervalSeconds: 8 });
    const exhausted = respond({ ...TASK, Retry }, { ...request, stateConfiguration: { retrierRetryCount: 3 } });
    assert.equal(exhausted.status, 'FAILED');
    assert.deepEqual(exhausted.inspectionData?.errorDetails, { retryIndex: 1 });
  });

  it('has retried with the retrier that the mocked error meets, by whatever name', () => {
    const Retry = [{ ErrorEquals: ['States.TaskFailed'] }, { ErrorEquals: ['States.ALL'] }];
    const stateConfiguration = { retrierRetryCount: 2 };
    const detailsOf = (state: JsonObject, request: TestStateRequest) =>
      respond({ ...state, Retry }, { inspectionLevel: 'DEBUG', ...request }).inspectionData?.errorDetails;
    const mock = { errorOutput: { error: 'E' } };
    assert.deepEqual(detailsOf(TASK, { input: { a: 1 }, mock, stateConfiguration }), {
      retryIndex: 0,
      retryBackoffIntervalSeconds: 4,
    });
    const failed = { mapIterationFailureCount: 1, ...stateConfiguration };
    const input = { items: [1, 2] };
    assert.deepEqual(
      detailsOf({ ...MAP, ToleratedFailureCount: 0 }, { input, mock: { result: [1, 2] }, stateConfiguration: failed }),
      { retryIndex: 1, retryBackoffIntervalSeconds: 4 },
    );
  });

  it('tells in its context how often it has been retried, whatever it is to have then', () => {
    const Retry = [{ ErrorEquals: ['A'] }, { ErrorEquals: ['B'] }];
    const state = { ...JSONATA_TASK, Arguments: '{% $states.context.State.RetryCount %}', Retry };
    for (const mock of [{ result: 1 }, { errorOutput: { error: 'B' } }, { errorOutput: { error: 'C' } }]) {
      const request = { mock, stateConfiguration: { retrierRetryCount: 2 }, inspectionLevel: 'DEBUG' } as const;
      assert.equal(respond(state, request).inspectionData?.afterArguments, 2);
    }
  });

  it('says which catcher caught, and where it leads', () => {
    const Catch = [{ ErrorEquals: ['E'], ResultPath: '$.error', Next: 'Handle' }];
    const response = respond(
      { ...TASK, Catch },
      { input: { a: 1 }, mock: { errorOutput: { error: 'E', cause: 'c' } } },
    );
    assert.deepEqual(response, {
      status: 'CAUGHT_ERROR',
      output: { a: 1, error: { Error: 'E', Cause: 'c' } },
      error: 'E',
      cause: 'c',
      nextState: 'Handle',
    });
  });

  it('gives the cause of a failure without the words about the state, to a catcher as well', () => {
    assert.equal(
      respond(TASK, { input: {}, mock: { result: {} } }).cause,
      "The JSONPath '$.a' specified for the field 'a.$' could not be found in the input '{}'",
    );
    const cause = "The JSONata expression '$nope' specified for the field 'Arguments/a' returned nothing (undefined).";
    const caught = respond(
      { ...JSONATA_TASK, Arguments: { a: '{% $nope %}' }, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Handle' }] },
      { mock: { result: {} } },
    );
    assert.equal(caught.cause, cause);
    assert.deepEqual(caught.output, { Error: 'States.QueryEvaluationError', Cause: cause });
  });

  it('shows the stages up to the one that failed', () => {
    const request = { input: { a: 1 }, mock: { result: { r: 2 } }, inspectionLevel: 'DEBUG' } as const;
    const stagesOf = (fields: JsonObject) => Object.keys(respond({ ...TASK, ...fields }, request).inspectionData ?? {});
    const before = ['input', 'afterInputPath', 'afterParameters', 'result'];
    assert.deepEqual(stagesOf({ Parameters: { 'x.$': '$.no' } }), ['input', 'afterInputPath']);
    assert.deepEqual(stagesOf({ ResultSelector: { 'x.$': '$.no' } }), before);
    assert.deepEqual(stagesOf({ ResultPath: '$.a.b' }), [...before, 'afterResultSelector']);
    assert.deepEqual(stagesOf({ OutputPath: '$.no' }), [...before, 'afterResultSelector', 'afterResultPath']);
  });

  it('keeps its stages where a catcher takes over, and fails with the catcher where that fails', () => {
    const request = { input: { a: 1 }, mock: { errorOutput: { error: 'E' } }, inspectionLevel: 'DEBUG' } as const;
    const Catch = [{ ErrorEquals: ['E'], Next: 'Handle' }];
    assert.deepEqual(respond({ ...TASK, Catch }, request).inspectionData, {
      input: { a: 1 },
      afterInputPath: { a: 1 },
      afterParameters: { a: 1 },
      errorDetails: { catchIndex: 0 },
    });
    const failing = [{ ...Catch[0], Output: '{% $nope %}' }];
    const { status, error, cause } = respond({ ...JSONATA_TASK, Catch: failing }, request);
    assert.deepEqual([status, error], ['FAILED', 'States.QueryEvaluationError']);
    assert.match(cause ?? '', /'Catch\[0\]\/Output' returned nothing/);
  });

  it('says whole seconds, and nothing of a retrier for what is never retried', () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], BackoffRate: 1.5 }];
    const detailsOf = (error: string) =>
      respond(
        { ...TASK, Retry },
        {
          input: { a: 1 },
          mock: { errorOutput: { error } },
          stateConfiguration: { retrierRetryCount: 1 },
          inspectionLevel: 'DEBUG',
        },
      ).inspectionData?.errorDetails;
    assert.deepEqual(detailsOf('E'), { retryIndex: 0, retryBackoffIntervalSeconds: 1 });
    assert.equal(detailsOf('States.Runtime'), undefined);
  });

  it('takes five minutes at most', () => {
    const { status, error } = respond({ Type: 'Wait', Seconds: 301, End: true }, {});
    assert.deepEqual([status, error], ['FAILED', 'States.Timeout']);
    assert.equal(respond({ Type: 'Wait', Seconds: 299, End: true }, {}).status, 'SUCCEEDED');
    assert.equal(
      respond(TASK, { input: { a: 1 }, roleArn: ROLE }, { task: () => ({ silent: true }) }).error,
      'States.Timeout',
    );
  });

  it('evaluates what a mocked Task evaluates before it is scheduled', () => {
    const request = { input: { a: 1 }, mock: { result: {} } };
    assert.equal(
      respond({ ...TASK, TimeoutSecondsPath: '$.no' }, request).cause,
      "Invalid path '$.no' : No results for path: $['no']",
    );
    const fields = { TimeoutSeconds: '{% "x" %}' };
    assert.match(
      respond({ ...JSONATA_TASK, ...fields }, request).cause ?? '',
      /'TimeoutSeconds' returned an unexpected/,
    );
    const role = { Credentials: { RoleArn: '{% $nope %}' } };
    assert.match(respond({ ...JSONATA_TASK, ...role }, request).cause ?? '', /'Credentials\/RoleArn' returned nothing/);
  });

  it('takes the error of a Task inside a Map or Parallel under States.TaskFailed', () => {
    const Branches = [{ StartAt: 'T', States: { T: TASK, P: { Type: 'Pass', End: true } } }];
    const state = { Type: 'Parallel', Branches, End: true, Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'H' }] };
    const statusOf = (errorCausedByState: string, error = 'E') =>
      respond(state, { mock: { errorOutput: { error } }, stateConfiguration: { errorCausedByState } }).status;
    assert.equal(statusOf('T'), 'CAUGHT_ERROR');
    assert.equal(statusOf('T', 'States.Timeout'), 'FAILED');
    assert.equal(statusOf('P'), 'FAILED');
  });

  it('knows the items of a Map and how many failures it takes', () => {
    const state = { ...MAP, ToleratedFailureCount: 1, ItemSelector: { 'v.$': '$$.Map.Item.Value' } };
    const request: TestStateRequest = {
      input: { items: [1, 2] },
      mock: { result: ['a', 'b'] },
      stateConfiguration: { mapIterationFailureCount: 2 },
      inspectionLevel: 'DEBUG',
    };
    const { status, error, inspectionData } = respond(state, request);
    assert.deepEqual([status, error], ['FAILED', 'States.ExceedToleratedFailureThreshold']);
    assert.deepEqual(inspectionData?.afterItemsPath, [1, 2]);
    assert.deepEqual(inspectionData?.afterItemSelector, [{ v: 1 }, { v: 2 }]);
    assert.equal(inspectionData?.toleratedFailureCount, 1);
  });

  it('shows of a Map what it has made of its fields up to the one that fails', () => {
    const state = { ...MAP, MaxConcurrency: 2, ToleratedFailureCount: 1, ItemSelector: { 'v.$': '$.none' } };
    const request = { input: { items: [1] }, mock: { result: [] }, inspectionLevel: 'DEBUG' } as const;
    const { status, inspectionData = {} } = respond(state, request);
    assert.equal(status, 'FAILED');
    const { input: _, afterInputPath: __, ...ofMap } = inspectionData;
    assert.deepEqual(ofMap, { afterItemsPath: [1], maxConcurrency: 2, toleratedFailureCount: 1 });
  });

  it('reads the items that it is given for an ItemReader', () => {
    const { ItemsPath: _, ...fields } = MAP;
    const ReaderConfig = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };
    const state = {
      ...fields,
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig, Parameters: {} },
    };
    const Label = { ...state, ItemSelector: { 'x.$': '$$.Map.Item.Value.x' } };
    const request: TestStateRequest = {
      mock: { result: [] },
      stateConfiguration: { mapItemReaderData: 'x\n1\n2\n' },
      inspectionLevel: 'DEBUG',
    };
    assert.deepEqual(respond(Label, request).inspectionData?.afterItemSelector, [{ x: '1' }, { x: '2' }]);
  });

  it('does not know the items that do not stand in the text it is given', () => {
    const { ItemsPath: _, ...fields } = MAP;
    const read = (ReaderConfig: JsonObject) =>
      respond(
        {
          ...fields,
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig,
            Parameters: { Bucket: 'b', Key: 'k' },
          },
        },
        { input: { most: -1 }, mock: { result: [1] }, stateConfiguration: { mapItemReaderData: '[]' } },
      );
    assert.equal(read({ InputType: 'MANIFEST' }).status, 'SUCCEEDED');
    assert.equal(read({ InputType: 'PARQUET' }).status, 'SUCCEEDED');
    // What a run of the state says of such a number.
    assert.equal(read({ InputType: 'JSON', MaxItemsPath: '$.most' }).cause, 'field MaxItems must be positive');
  });

  it('shows what an ItemsPointer points at, and takes items from the input where no data are given', () => {
    const reader = (ReaderConfig: JsonObject): JsonObject => ({
      ...MAP,
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig, Parameters: { Bucket: 'b', Key: 'k' } },
      ItemSelector: { 'v.$': '$$.Map.Item.Value', 'from.$': '$$.Map.Item.Source' },
    });
    const { ItemsPath: _, ...pointed } = reader({ InputType: 'JSON', ItemsPointer: '/a/b', MaxItems: 1 });
    const data = respond(pointed, {
      mock: { result: [] },
      stateConfiguration: { mapItemReaderData: '{"a":{"b":[7,8]}}' },
      inspectionLevel: 'DEBUG',
    }).inspectionData;
    assert.deepEqual(data?.afterItemsPointer, [7]);
    assert.deepEqual(data?.afterItemSelector, [{ v: 7, from: 'S3://b/k' }]);
    const request = { input: { items: [1] }, mock: { result: [] }, inspectionLevel: 'DEBUG' } as const;
    assert.deepEqual(respond(reader({ InputType: 'JSON' }), request).inspectionData?.afterItemsPath, [1]);
  });

  it('shows the object that a Map goes over', () => {
    const { ItemsPath: _, ...fields } = MAP;
    const mock = { result: [1, 2] };
    const { inspectionData } = respond(fields, { input: { a: 1, b: 2 }, inspectionLevel: 'DEBUG', mock });
    assert.deepEqual(inspectionData?.afterItemsPath, { a: 1, b: 2 });
  });

  it('has as many iterations as items, whatever is mocked', () => {
    const request = (mapIterationFailureCount: number): TestStateRequest => ({
      input: { items: [1, 2, 3, 4] },
      mock: { result: ['a'] },
      stateConfiguration: { mapIterationFailureCount },
    });
    const state = { ...MAP, ToleratedFailurePercentage: 50 };
    assert.equal(respond(state, request(2)).status, 'SUCCEEDED');
    assert.equal(respond(state, request(3)).error, 'States.ExceedToleratedFailureThreshold');
    const words = 'Map iteration failure count must be less than or equal to the number of Map iterations';
    assert.equal(refusal(state, request(5)), words);
    assert.equal(refusal(state, { ...request(5), mock: { errorOutput: { error: 'E' } } }), words);
  });

  it('finds a state of a machine at any depth', () => {
    const machine = { StartAt: 'M', States: { M: MAP } };
    assert.equal(respond(machine, { stateName: 'P', input: 7 }).output, 7);
    assert.equal(refusal(machine, { stateName: 'Q' }), 'State not found in definition');
  });

  it('is the first iteration of the Map around it', () => {
    const P = { Type: 'Pass', Parameters: { 'item.$': '$$.Map.Item' }, End: true };
    const machine = (ProcessorConfig: JsonObject) => ({
      StartAt: 'M',
      States: { M: { ...MAP, ItemProcessor: { ProcessorConfig, StartAt: 'P', States: { P } } } },
    });
    const itemOf = (config: JsonObject) => respond(machine(config), { stateName: 'P', input: 7 }).output;
    assert.deepEqual(itemOf({ Mode: 'INLINE' }), { item: { Index: 0, Value: 7 } });
    const distributed = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
    assert.deepEqual(itemOf(distributed), { item: { Index: 0, Value: 7, Source: 'STATE_DATA' } });
  });

  it('uses a given context object, if it is one that can be', () => {
    const state = { ...TASK, Parameters: { 'n.$': '$$.Execution.Name' } };
    const request = (context: Json): TestStateRequest => ({ context, mock: { result: 1 }, inspectionLevel: 'DEBUG' });
    const { inspectionData } = respond(state, request({ Execution: { Name: 'mine' } }));
    assert.deepEqual(inspectionData?.afterParameters, { n: 'mine' });
    for (const [context, problem] of [
      [{ Execution: { Id: 1 } }, 'Execution.Id must be a string'],
      [{ pokemon: 1 }, "Field 'pokemon' is not allowed"],
      [{ Map: {} }, "'Map' field is not supported when mocking a Context object"],
    ] as const) {
      assert.equal(refusal(state, request(context)), `Invalid Context object provided: ${problem}`);
    }
    assert.match(refusal({ Type: 'Pass', End: true }, { context: {} }), /Context when a mock is not specified\.$/);
  });

  it('is refused where the API takes no such request', () => {
    const model = SERVICES.model('sfn', 'api');
    assert.ok(model);
    const problems = (request: TestStateRequest) => refusal({ Type: 'Succeed' }, request, { model });
    assert.match(problems({ stateName: '' }), /^Parameter validation failed:\nInvalid length for parameter stateName/);
    assert.equal(
      problems({ stateName: 'x'.repeat(81) }),
      "1 validation error detected: Value at 'stateName' failed to satisfy constraint: Member must have length less than or equal to 80",
    );
    assert.equal(problems({ roleArn: 'me' }), "Invalid Role Arn: 'me'");
    const result = 'x'.repeat(300_000);
    assert.match(problems({ mock: { result } }), /^1 validation error detected: Value at 'mock.result' failed/);
  });

  it('is refused where its texts are no JSON', () => {
    assert.equal(refusal({ Type: 'Succeed' }, { mock: { resultText: '{' } }), 'Mocked result must be valid JSON');
    const told = answer({ Type: 'Succeed' }, { inputText: 'no' });
    assert.ok('exception' in told);
    assert.equal(told.exception.code, 'InvalidExecutionInput');
    assert.equal(respond({ Type: 'Succeed' }, { inputText: '[1]' }).output?.toString(), '1');
  });

  it('is refused where the mock does not fit the state', () => {
    const Succeed = { Type: 'Succeed' };
    assert.equal(
      refusal(Succeed, { mock: { result: 1 } }),
      "State type 'Succeed' is not supported when a mock is specified",
    );
    assert.equal(refusal(MAP, { mock: { result: {} } }), 'Mocked result must be an array.');
    const writing = (ResultWriter: JsonObject) => ({ ...MAP, ResultWriter });
    const toFiles = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Prefix: 'p' } };
    assert.equal(refusal(writing(toFiles), { mock: { result: [] } }), 'Mocked result must be a JSON object.');
    const shaping = { WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSON' } };
    assert.equal(refusal(writing(shaping), { mock: { result: {} } }), 'Mocked result must be an array.');
    assert.match(refusal(MAP, {}), /^TestState API does not support Map or Parallel states\./);
    assert.equal(refusal(TASK, {}), 'RoleArn must be specified when testing a Task state');
    assert.match(refusal(TASK, { mock: {} }), /^A test mock should have only one of/);
    assert.match(refusal(TASK, { mock: { errorOutput: { cause: 'late' } } }), /must have the field 'error'/);
    for (const Resource of [
      'arn:aws:states:::states:startExecution.sync:2',
      'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      'arn:aws:states:us-east-1:123456789012:activity:approve',
    ])
      assert.match(refusal({ ...TASK, Resource }, { roleArn: ROLE }), /when a mock is not specified\.$/, Resource);
  });
});

describe('a mocked result', () => {
  const file: ServiceFile = {
    name: 'Amazon SQS',
    prefix: 'Sqs',
    version: '1',
    errors: [],
    actions: { sendMessage: [null, 0, []] },
    types: [
      [1, 'MD5OfBody', 1, 'Count', 2, 'Kind', 3, 'Parts', 4],
      ['s', 2, 4],
      ['i', 1, 9],
      ['E', 'a', 'b'],
      ['L', 5],
      [0, 'Inner', 5],
    ],
  };
  const problemOf = (result: Json, isSdk = false, fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE') => {
    const model = serviceModel('sqs', file, isSdk ? 'sdk' : 'optimized');
    const resultShapeOf = () => model.action('sendMessage')?.output;
    const mock = { result, ...(fieldValidationMode && { fieldValidationMode }) };
    const told = answer(TASK, { input: { a: 1 }, mock }, { resultShapeOf });
    return 'exception' in told
      ? told.exception.message.replace('Mock result schema validation error: ', '')
      : undefined;
  };

  it('has to have the shape of what the service returns', () => {
    const rows: readonly (readonly [Json, string | undefined])[] = [
      [{ MD5OfBody: 'abc', Unknown: [] }, undefined],
      [{ MD5OfBody: 1 }, "Field 'MD5OfBody' must be a string"],
      [{ MD5OfBody: 'a' }, "Field 'MD5OfBody' is smaller than the minimum length"],
      [{ MD5OfBody: 'abc', Count: 10 }, "Field 'Count' exceeds the maximum value"],
      [{ MD5OfBody: 'abc', Count: 0 }, "Field 'Count' is less than the minimum value"],
      [{ MD5OfBody: 'abc', Kind: 'c' }, "Field 'Kind' is not an expected value"],
      [{ MD5OfBody: 'abc', Parts: [{ Inner: { Inner: 1 } }] }, "Field 'Inner' must be an object"],
    ];
    for (const [result, problem] of rows) assert.equal(problemOf(result), problem, JSON.stringify(result));
  });

  it('has the limits that AWS has published by the moment of the test', () => {
    const resultShapeOf = () => SERVICES.model('lambda', 'sdk')?.action('getFunction')?.output;
    const result = { Configuration: { MemorySize: 10_241 } };
    const at = (now: number) =>
      answer(TASK, { mock: { result, fieldValidationMode: 'PRESENT' } }, { resultShapeOf, now });
    const former = at(Date.UTC(2025, 11, 3));
    assert.ok('exception' in former && former.exception.message.endsWith("'MemorySize' exceeds the maximum value"));
    assert.ok('response' in at(Date.UTC(2026, 10, 1)));
  });

  it('may lack fields in mode PRESENT, and be anything in mode NONE', () => {
    assert.notEqual(problemOf({}), undefined);
    assert.equal(problemOf({}, false, 'PRESENT'), undefined);
    assert.equal(problemOf({ MD5OfBody: 1 }, false, 'NONE'), undefined);
  });

  it('is an object where the service returns one', () => {
    assert.equal(problemOf([]), 'Mocked result must be a JSON object.');
    assert.equal(problemOf([], false, 'NONE'), undefined);
  });

  it('has the shape of what tells of the job where the Task waits for one, and any where a token is sent back', () => {
    const asked: string[] = [];
    const host = {
      resultShapeOf: (resource: string) => {
        asked.push(resource);
        return undefined;
      },
    };
    for (const ending of ['', '.sync', '.waitForTaskToken'])
      answer({ ...TASK, Resource: `arn:aws:states:::ecs:runTask${ending}` }, { mock: { result: {} } }, host);
    assert.deepEqual(asked, ['arn:aws:states:::ecs:runTask', 'arn:aws:states:::ecs:runTask.sync']);
  });

  it('of an SDK integration has the names of the SDK', () => {
    assert.equal(problemOf({ Md5OfBody: 1 }, true), "Field 'Md5OfBody' must be a string");
  });
});
