/** TestState: one state, its stages under AWS's names, retriers and catchers, and the context object. */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '#asl/json';
import type { TestStateRequest } from '#interpreter';
import { JSONATA_TASK, MAP, ROLE, refusal, respond, TASK } from './testing-a-state.ts';

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
    const alsoOfMock = { context: { Map: {} }, mock: { result: {} } };
    assert.match(refusal(MAP, alsoOfMock), /'Map' field is not supported/);
    assert.match(refusal({ Type: 'Pass', End: true }, { context: {} }), /Context when a mock is not specified\.$/);
  });
});
