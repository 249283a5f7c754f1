/** Calls of AWS services between the names of Step Functions and those of the API; what was recorded on AWS is the measure. */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '#asl/json';
import type { ServiceReply } from '../../debugger/host.ts';
import {
  clientNameOf,
  namesOfService,
  outcomeOfService,
  parametersOf,
  type ServiceCall,
  serviceCallOf,
} from '../../debugger/outside/service-call.ts';
import { SERVICES as catalog } from '../services.ts';

const SDK = 'arn:aws:states:::aws-sdk:';
const OPTIMIZED = 'arn:aws:states:::';

function callOf(resource: string): ServiceCall {
  const call = serviceCallOf(resource, catalog);
  assert.ok(call, resource);
  return call;
}
const sent = (resource: string, input: Json): unknown => parametersOf(callOf(resource), input);
const outcome = (resource: string, reply: Exclude<ServiceReply, { refused: string }>, input: Json = {}) =>
  outcomeOfService(callOf(resource), { input, resource }, reply);
const answer = (output: JsonObject) => ({
  output,
  http: { status: 200, requestId: 'r', headers: { 'content-length': '2' } },
});
const METADATA = {
  SdkHttpMetadata: {
    AllHttpHeaders: { 'content-length': ['2'] },
    HttpHeaders: { 'content-length': '2' },
    HttpStatusCode: 200,
  },
  SdkResponseMetadata: { RequestId: 'r' },
};

describe('the parameters of a service', () => {
  it('get the names of the API, in SDK integrations and optimized ones', () => {
    assert.deepEqual(sent(`${SDK}rds:createDBInstance`, { DbInstanceIdentifier: 'a', AllocatedStorage: 5 }), {
      input: { DBInstanceIdentifier: 'a', AllocatedStorage: 5 },
    });
    assert.deepEqual(sent(`${SDK}sfn:startExecution`, { StateMachineArn: 'm', Input: { key: 'value' } }), {
      input: { stateMachineArn: 'm', input: '{"key":"value"}' },
    });
    assert.deepEqual(sent(`${OPTIMIZED}states:startExecution.sync:2`, { StateMachineArn: 'm', Input: {} }), {
      input: { stateMachineArn: 'm', input: '{}' },
    });
    assert.deepEqual(
      sent(`${OPTIMIZED}ecs:runTask.sync`, { TaskDefinition: 't', Overrides: { ContainerOverrides: [] } }),
      {
        input: { taskDefinition: 't', overrides: { containerOverrides: [] } },
      },
    );
  });

  it('take both spellings of the attributes of DynamoDB', () => {
    const item = { a: { Bool: true }, b: { BOOL: false }, c: { Nul: true }, d: { M: { e: { NULL: true } } } };
    assert.deepEqual(sent(`${SDK}dynamodb:putItem`, { TableName: 't', Item: item }), {
      input: {
        TableName: 't',
        Item: { a: { BOOL: true }, b: { BOOL: false }, c: { NULL: true }, d: { M: { e: { NULL: true } } } },
      },
    });
  });

  it('send JSON as its text, bytes and moments as such', () => {
    assert.deepEqual(sent(`${OPTIMIZED}sqs:sendMessage`, { QueueUrl: 'q', MessageBody: { a: 1 }, DelaySeconds: 2 }), {
      input: { QueueUrl: 'q', MessageBody: '{"a":1}', DelaySeconds: 2 },
    });
    assert.deepEqual(
      sent(`${SDK}s3:putObject`, { Bucket: 'b', Key: 'k', Body: { Dict: 'Value' }, Expires: '2026-01-01T00:00:00Z' }),
      {
        input: {
          Bucket: 'b',
          Key: 'k',
          Body: { $bytes: Buffer.from('{"Dict":"Value"}').toString('base64') },
          Expires: { $time: '2026-01-01T00:00:00Z' },
        },
      },
    );
    assert.deepEqual(sent(`${OPTIMIZED}events:putEvents`, { Entries: [{ Detail: { a: 1 }, Source: 's' }] }), {
      input: { Entries: [{ Detail: '{"a":1}', Source: 's' }] },
    });
    assert.deepEqual(sent(`${OPTIMIZED}lambda:invoke`, { FunctionName: 'f', Payload: { a: 'ü' } }), {
      input: { FunctionName: 'f', Payload: { $bytes: Buffer.from('{"a":"ü"}').toString('base64') } },
    });
  });

  it('are refused by name where the API has none of them', () => {
    assert.deepEqual(sent(`${SDK}dynamodb:getItem`, { TableName: 't', Kee: {} }), {
      refused: "'Kee' is no parameter of dynamodb:getItem.",
    });
    assert.deepEqual(sent(`${SDK}dynamodb:query`, { ExpressionAttributeValues: { ':a': { X: '1' } } }), {
      refused: "'ExpressionAttributeValues.:a.X' is no parameter of dynamodb:query.",
    });
    assert.deepEqual(sent(`${SDK}dynamodb:query`, 'x'), {
      refused: 'The parameters of dynamodb:query have to be an object.',
    });
  });
});

describe('the result of a service', () => {
  it('has the names of Step Functions, and no headers in an SDK integration', () => {
    const output = { executionArn: 'e', startDate: '2026-01-01T00:00:00Z' };
    assert.deepEqual(outcome(`${SDK}sfn:startExecution`, answer(output)), {
      output: { ExecutionArn: 'e', StartDate: '2026-01-01T00:00:00Z' },
    });
    assert.deepEqual(outcome(`${SDK}dynamodb:getItem`, answer({ Item: { a: { BOOL: true } } })), {
      output: { Item: { a: { Bool: true } } },
    });
  });

  it('has the headers of the answer in optimized integrations, but for events', () => {
    assert.deepEqual(outcome(`${OPTIMIZED}dynamodb:getItem`, answer({ Item: { a: { BOOL: true } } })), {
      output: { Item: { a: { BOOL: true } }, ...METADATA },
    });
    const events = { Entries: [{ EventId: 'e' }], FailedEntryCount: 0 };
    assert.deepEqual(outcome(`${OPTIMIZED}events:putEvents`, answer(events)), { output: events });
  });

  it('holds what a function returned as JSON', () => {
    const reply = answer({ ExecutedVersion: '$LATEST', Payload: '{"n":1}', StatusCode: 200 });
    assert.deepEqual(outcome(`${OPTIMIZED}lambda:invoke`, reply), {
      output: { ExecutedVersion: '$LATEST', Payload: { n: 1 }, StatusCode: 200, ...METADATA },
    });
    const failing = answer({ FunctionError: 'Unhandled', Payload: '{"errorType":"Declined"}', StatusCode: 200 });
    assert.deepEqual(outcome(`${OPTIMIZED}lambda:invoke`, failing), {
      failed: true,
      error: 'Declined',
      cause: '{"errorType":"Declined"}',
    });
  });

  it('copies the name of the job into that of Glue', () => {
    assert.deepEqual(outcome(`${OPTIMIZED}glue:startJobRun`, answer({ JobRunId: 'j' }), { JobName: 'nightly' }), {
      output: { JobName: 'nightly', JobRunId: 'j', ...METADATA },
    });
  });
});

describe('the errors of a service', () => {
  const says = (error: string, message: string, more: object = {}) => ({
    error,
    message,
    http: { status: 400, requestId: 'R' },
    ...more,
  });
  for (const [resource, reply, error, cause] of [
    [
      `${OPTIMIZED}dynamodb:putItem`,
      says('ValidationException', '1 validation error detected'),
      'DynamoDB.AmazonDynamoDBException',
      '1 validation error detected (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ValidationException; Request ID: R; Proxy: null)',
    ],
    [
      `${OPTIMIZED}dynamodb:putItem`,
      says('ConditionalCheckFailedException', 'The conditional request failed'),
      'DynamoDB.ConditionalCheckFailedException',
      'The conditional request failed (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; Request ID: R; Proxy: null)',
    ],
    [
      `${SDK}dynamodb:putItem`,
      says('ValidationException', '1 validation error detected'),
      'DynamoDb.DynamoDbException',
      '1 validation error detected (Service: DynamoDb, Status Code: 400, Request ID: R) (SDK Attempt Count: 1)',
    ],
    [
      `${SDK}dynamodb:putItem`,
      says('ConditionalCheckFailedException', 'No.'),
      'DynamoDb.ConditionalCheckFailedException',
      'No. (Service: DynamoDb, Status Code: 400, Request ID: R) (SDK Attempt Count: 1)',
    ],
    [
      `${OPTIMIZED}sns:publish`,
      {
        ...says('NotFoundException', 'Topic does not exist', { code: 'NotFound' }),
        http: { status: 404, requestId: 'R' },
      },
      'SNS.NotFoundException',
      'Topic does not exist (Service: AmazonSNS; Status Code: 404; Error Code: NotFound; Request ID: R; Proxy: null)',
    ],
    [
      `${SDK}s3:getObject`,
      says('NoSuchKey', 'The specified key does not exist.', {
        http: { status: 404, requestId: 'R', extendedRequestId: 'E' },
      }),
      'S3.NoSuchKeyException',
      'The specified key does not exist. (Service: S3, Status Code: 404, Request ID: R, Extended Request ID: E) (SDK Attempt Count: 1)',
    ],
    [
      `${SDK}secretsmanager:createSecret`,
      says('ValidationException', 'Invalid name.'),
      'SecretsManager.SecretsManagerException',
      'Invalid name. (Service: SecretsManager, Status Code: 400, Request ID: R) (SDK Attempt Count: 1)',
    ],
    [
      `${OPTIMIZED}sqs:sendMessage`,
      { unreachable: 'no-such-queue: Name or service not known' },
      'SQS.SdkClientException',
      'Unable to execute HTTP request: no-such-queue: Name or service not known',
    ],
  ] as const) {
    it(`of ${resource.replace(/^.*:::/, '')}: ${error}`, () =>
      assert.deepEqual(outcome(resource, reply), { failed: true, error, cause }));
  }

  it('are told also where the answer is too large to be one', () =>
    assert.deepEqual(outcome(`${SDK}dynamodb:getItem`, { isTooLarge: true }), {
      failed: true,
      error: 'States.DataLimitExceeded',
      cause:
        "The state/task 'aws-sdk:dynamodb' returned a result with a size exceeding the maximum number of bytes service limit.",
    }));

  it('of events are those of the parts that failed', () => {
    const output = { Entries: [{ ErrorCode: 'InvalidArgument' }], FailedEntryCount: 1 };
    assert.deepEqual(outcome(`${OPTIMIZED}events:putEvents`, answer(output)), {
      failed: true,
      error: 'EventBridge.FailedEntry',
      cause: JSON.stringify(output),
    });
  });
});

describe('the client of a service', () => {
  for (const [service, name] of [
    ['dynamodb', 'dynamodb'],
    ['secretsmanager', 'secrets-manager'],
    ['cloudwatchlogs', 'cloudwatch-logs'],
    ['rdsdata', 'rds-data'],
    ['apigatewayv2', 'apigatewayv2'],
    ['elasticloadbalancingv2', 'elastic-load-balancing-v2'],
    ['sqs', 'sqs'],
  ] as const) {
    it(`of ${service} is @aws-sdk/client-${name}`, () =>
      assert.equal(clientNameOf(service, namesOfService(service, catalog)), name));
  }
});
