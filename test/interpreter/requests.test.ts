/** Requests to Step Functions that are refused by what they say, and the records of a log. */
import assert from 'node:assert/strict';
import { inEnumOrder } from '#asl/expressions/java-text';
import type { JsonObject } from '#asl/json';
import { isLogged, logRecords, refusedRequest, type ServiceWorld } from '#interpreter';
import { SERVICES } from '../services.ts';
import { machineOf, run } from './running.ts';

const model = SERVICES.model('sfn', 'api');
assert.ok(model);
const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
const world: ServiceWorld = {
  model,
  typeOfMachine: (arn) => (arn === MACHINE ? 'STANDARD' : undefined),
  hasExecution: () => false,
  hasActivity: () => false,
  hasLogGroup: () => false,
  account: { region: 'us-east-1', id: '123456789012' },
  knowsToken: () => false,
  refusalOf: () => undefined,
};

const toldOf = (operation: string, request: JsonObject, left: Partial<ServiceWorld> = {}): string => {
  const refusal = refusedRequest(operation, request, { ...world, ...left });
  return refusal ? `${refusal.code}: ${refusal.message}` : 'taken';
};

describe('a request', () => {
  const rows: readonly (readonly [string, JsonObject, string])[] = [
    ['StartExecution', { stateMachineArn: MACHINE, input: '{}' }, 'taken'],
    ['StartExecution', { stateMachineArn: 'x' }, "InvalidArn: Invalid Arn: 'Invalid ARN prefix: x'"],
    [
      'StartExecution',
      {},
      'ParamValidationError: Parameter validation failed:\nMissing required parameter in input: "stateMachineArn"',
    ],
    [
      'StartExecution',
      { stateMachineArn: `${MACHINE}2` },
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${MACHINE}2'`,
    ],
    [
      'StartExecution',
      { stateMachineArn: MACHINE, input: 'nope' },
      "InvalidExecutionInput: Invalid State Machine Execution Input: 'Unrecognized token 'nope': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'",
    ],
    ['StartExecution', { stateMachineArn: MACHINE, name: 'a b' }, "InvalidName: Invalid Name: 'a b'"],
    ['CreateActivity', { name: 'a\u{10ffff}' }, "InvalidName: Invalid Name: 'a\u{10ffff}'"],
    ['CreateActivity', { name: 'a\ud800' }, "InvalidName: Invalid Name: 'a\ud800'"],
    ['CreateActivity', { name: 'a(b)!' }, 'taken'],
    [
      'StartExecution',
      { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:execution:m:e' },
      "InvalidArn: Invalid Arn: 'Resource type not valid in this context: execution'",
    ],
    ['StartExecution', { stateMachineArn: 'arn:aws:states' }, "InvalidArn: Invalid Arn: 'arn:aws:states'"],
    [
      'TagResource',
      { resourceArn: MACHINE, tags: Array.from({ length: 51 }, (_, i) => ({ key: `k${i}`, value: '' })) },
      'TooManyTags: Too Many Tags: a resource can have at most 50 tags',
    ],
    [
      'CreateStateMachineAlias',
      {
        name: 'a',
        routingConfiguration: [1, 2, 3].map((version) => ({
          weight: 30,
          stateMachineVersionArn: `${MACHINE}:${version}`,
        })),
      },
      `ValidationException: 1 validation error detected: Value '[${[1, 2, 3].map((version) => `RoutingConfigurationListItem(stateMachineVersionArn=${MACHINE}:${version}, weight=30)`).join(', ')}]' at 'routingConfiguration' failed to satisfy constraint: Member must have length less than or equal to 2`,
    ],
    [
      'StartSyncExecution',
      { stateMachineArn: MACHINE },
      'StateMachineTypeNotSupported: This operation is not supported by this type of state machine',
    ],
    [
      'ListStateMachines',
      { maxResults: 1001 },
      "ValidationException: 1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
    ],
    ['ListStateMachines', { nextToken: 'theirs' }, "InvalidToken: Invalid Token: 'Invalid token'"],
    [
      'CreateStateMachineAlias',
      { name: 'live', routingConfiguration: [{ stateMachineVersionArn: `${MACHINE}:1`, weight: 99 }] },
      'ValidationException: Sum of routing configuration weights must equal 100. Received: [99]',
    ],
    [
      'DescribeExecution',
      { executionArn: 'arn:aws:states:us-east-1:123456789012:express:m:e:1' },
      "InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'",
    ],
  ];
  for (const [operation, request, expected] of rows) {
    it(`${operation} ${JSON.stringify(request)} is ${expected.split(':')[0]}`, () => {
      assert.equal(toldOf(operation, request), expected);
    });
  }

  const ofClient: readonly (readonly [string, JsonObject, string])[] = [
    [
      'StartExecution',
      { stateMachineArn: 7 },
      "Invalid type for parameter stateMachineArn, value: 7, type: <class 'int'>, valid types: <class 'str'>",
    ],
    [
      'CreateActivity',
      { name: 'a', tags: { key: "it's", on: true } },
      "Invalid type for parameter tags, value: {'key': \"it's\", 'on': True}, type: <class 'dict'>, valid types: <class 'list'>, <class 'tuple'>",
    ],
    [
      'ListStateMachines',
      { maxResults: 1.5 },
      "Invalid type for parameter maxResults, value: 1.5, type: <class 'float'>, valid types: <class 'int'>",
    ],
    [
      'TestState',
      { definition: '{}', stateConfiguration: { retrierRetryCount: -1 } },
      'Invalid value for parameter stateConfiguration.retrierRetryCount, value: -1, valid min value: 0',
    ],
    [
      'UpdateMapRun',
      { mapRunArn: 'arn', maxConcurrency: true, toleratedFailureCount: -5 },
      'Invalid value for parameter toleratedFailureCount, value: -5, valid min value: 0',
    ],
    [
      'CreateActivity',
      { name: 'a', encryptionConfiguration: { type: 'AWS_OWNED_KEY', kmsDataKeyReusePeriodSeconds: true, x: 1 } },
      `Unknown parameter in encryptionConfiguration: "x", must be one of: kmsKeyId, kmsDataKeyReusePeriodSeconds, type
Invalid value for parameter encryptionConfiguration.kmsDataKeyReusePeriodSeconds, value: True, valid min value: 60`,
    ],
    [
      'CreateActivity',
      { name: 'a', tags: { text: 'a"b\'c\\\n\u00a0\u200b\u{1f600}' } },
      `Invalid type for parameter tags, value: {'text': 'a"b\\'c\\\\\\n\\xa0\\u200b\u{1f600}'}, type: <class 'dict'>, valid types: <class 'list'>, <class 'tuple'>`,
    ],
    [
      'CreateActivity',
      { tags: null, colour: 'red' },
      `Missing required parameter in input: "name"
Unknown parameter in input: "colour", must be one of: name, tags, encryptionConfiguration
Invalid type for parameter tags, value: None, type: <class 'NoneType'>, valid types: <class 'list'>, <class 'tuple'>`,
    ],
  ];
  for (const [operation, request, expected] of ofClient) {
    it(`${operation} ${JSON.stringify(request)} is not sent by AWS's client`, () => {
      assert.equal(toldOf(operation, request), `ParamValidationError: Parameter validation failed:\n${expected}`);
    });
  }

  it('has to match a pattern as a whole', () => {
    const started = (traceHeader: string) => toldOf('StartExecution', { stateMachineArn: MACHINE, traceHeader });
    assert.equal(started('Root=1-67891233-abcdef012345678912345678'), 'taken');
    assert.match(started('Root=ä'), /at 'traceHeader' failed to satisfy constraint: Member must satisfy regular expr/);
  });

  it('is told the values of an enumeration in the order of AWS', () => {
    const told = (values: string) => `failed to satisfy constraint: Member must satisfy enum value set: [${values}]`;
    const rows: readonly (readonly [string, JsonObject, string])[] = [
      [
        'ListExecutions',
        { stateMachineArn: MACHINE, statusFilter: 'x' },
        told('SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING'),
      ],
      ['TestState', { definition: '{}', inspectionLevel: 'x' }, told('TRACE, INFO, DEBUG')],
    ];
    for (const [operation, request, expected] of rows) assert.ok(toldOf(operation, request).endsWith(expected));
    // As users of DynamoDB are told.
    const operators = 'EQ NE IN LE LT GE GT BETWEEN NOT_NULL NULL CONTAINS NOT_CONTAINS BEGINS_WITH'.split(' ');
    assert.equal(
      inEnumOrder(operators).join(', '),
      'IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS',
    );
  });

  it('leaves a value out of the complaint that the API marks as sensitive', () => {
    assert.equal(
      toldOf('StartExecution', { stateMachineArn: MACHINE, input: 'x'.repeat(262145) }),
      "ValidationException: 1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to 262144",
    );
  });

  const MAP_RUN = MACHINE.replace('stateMachine:m', 'mapRun:m/l:r');
  const ACTIVITY = MACHINE.replace('stateMachine', 'activity');
  const absences: readonly (readonly [string, JsonObject, string])[] = [
    ['DescribeActivity', { activityArn: ACTIVITY }, `ActivityDoesNotExist: Activity Does Not Exist: '${ACTIVITY}'`],
    ['DeleteActivity', { activityArn: ACTIVITY }, 'taken'],
    ['DeleteStateMachine', { stateMachineArn: `${MACHINE}2` }, 'taken'],
    ['ListStateMachineVersions', { stateMachineArn: `${MACHINE}2` }, 'taken'],
    ['DescribeMapRun', { mapRunArn: MAP_RUN }, `ResourceNotFound: Resource not found: '${MAP_RUN}'`],
    ['TagResource', { resourceArn: ACTIVITY, tags: [] }, `ResourceNotFound: Resource not found: '${ACTIVITY}'`],
    [
      'DescribeStateMachine',
      { stateMachineArn: ACTIVITY },
      "InvalidArn: Invalid Arn: 'Resource type not valid in this context: activity'",
    ],
    ['CreateStateMachine', { name: 'm', definition: '{}', roleArn: 'me' }, "InvalidArn: Invalid Role Arn: 'me'"],
  ];
  for (const [operation, request, expected] of absences) {
    it(`${operation} of ${Object.values(request)[0]} is ${expected.split(':')[0]}`, () => {
      assert.equal(toldOf(operation, request), expected);
    });
  }

  const logging = (...arns: readonly string[]): JsonObject => ({
    stateMachineArn: MACHINE,
    loggingConfiguration: {
      level: 'ALL',
      destinations: arns.map((logGroupArn) => ({ cloudWatchLogsLogGroup: { logGroupArn } })),
    },
  });

  it('that logs to none, to two or to what is not there is refused', () => {
    const one = 'InvalidLoggingConfiguration: Invalid Logging Configuration: Must specify exactly one Log Destination.';
    assert.equal(toldOf('UpdateStateMachine', logging()), one);
    assert.equal(toldOf('UpdateStateMachine', logging('a', 'b')), one);
    for (const nowhere of [{}, { cloudWatchLogsLogGroup: {} }])
      assert.equal(
        toldOf('UpdateStateMachine', { ...logging(), loggingConfiguration: { level: 'ALL', destinations: [nowhere] } }),
        one,
      );
    assert.equal(
      toldOf('UpdateStateMachine', logging('a')),
      'InvalidLoggingConfiguration: Invalid Logging Configuration: Log Destination not found.',
    );
    assert.equal(toldOf('UpdateStateMachine', logging('a'), { hasLogGroup: () => true }), 'taken');
    assert.match(toldOf('UpdateStateMachine', { stateMachineArn: MACHINE }), /^MissingRequiredParameter: /);
  });

  it('for what earlier requests have left is refused only then', () => {
    const start = { stateMachineArn: MACHINE, name: 'e' };
    const execution = MACHINE.replace('stateMachine:m', 'execution:m:e');
    assert.equal(toldOf('StartExecution', start), 'taken');
    assert.equal(
      toldOf('StartExecution', start, { otherExecutionHas: (arn) => arn === execution }),
      `ExecutionAlreadyExists: Execution Already Exists: '${execution}'`,
    );
    assert.equal(
      toldOf('DeleteStateMachineVersion', { stateMachineVersionArn: `${MACHINE}:1` }, { aliasesOf: () => ['a', 'b'] }),
      'ConflictException: Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [a, b]',
    );
    const success = { taskToken: 't', output: 'no JSON' };
    assert.equal(toldOf('SendTaskSuccess', success), "InvalidToken: Invalid Token: 'Invalid token'");
    assert.match(
      toldOf('SendTaskSuccess', success, { knowsToken: () => true }),
      /^InvalidOutput: Invalid Output: 'Unrec/,
    );
    assert.equal(
      toldOf('SendTaskSuccess', { ...success, output: '1' }, { knowsToken: () => true, taskHasEnded: () => true }),
      "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'",
    );
  });

  it('with several mistakes names them all', () => {
    assert.match(
      toldOf('ListStateMachines', { maxResults: 1001, nextToken: 'x'.repeat(1025) }),
      /^ValidationException: 2 validation errors detected: /,
    );
  });
});

describe('the log of an execution', () => {
  const { history } = run(machineOf({ Type: 'Fail', Error: 'E', Cause: 'C' }), { a: 1 });
  const typesAt = (level: 'ALL' | 'ERROR' | 'FATAL' | 'OFF') =>
    logRecords(history, { level, includeExecutionData: true }, 'arn').map(({ type }) => type);

  it('holds what its level says', () => {
    assert.deepEqual(typesAt('ALL'), ['ExecutionStarted', 'FailStateEntered', 'ExecutionFailed']);
    assert.deepEqual(typesAt('ERROR'), ['FailStateEntered', 'ExecutionFailed']);
    assert.deepEqual(typesAt('FATAL'), ['ExecutionFailed']);
    assert.deepEqual(typesAt('OFF'), []);
    assert.equal(isLogged('TaskTimedOut', 'ERROR'), true);
    assert.equal(isLogged('TaskSucceeded', 'ERROR'), false);
  });

  it('leaves data out where it shall, but never errors and names', () => {
    const [started, entered, failed] = logRecords(history, { level: 'ALL', includeExecutionData: false }, 'arn');
    assert.deepEqual(Object.keys(started?.details as JsonObject), ['roleArn']);
    assert.deepEqual(entered?.details, { name: 'S' });
    assert.deepEqual(failed?.details, { error: 'E', cause: 'C' });
    assert.deepEqual([failed?.id, failed?.previous_event_id], ['3', '2']);
  });
});
