/** Requests to Step Functions that are refused by what they say, and the records of a log. */
import assert from 'node:assert/strict';
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
  knowsToken: () => false,
  refusalOf: () => undefined,
};

const toldOf = (operation: string, request: JsonObject): string => {
  const refusal = refusedRequest(operation, request, world);
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
