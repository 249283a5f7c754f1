/** The calls of TestState that AWS refuses, and the shape that a mocked result has to have. */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '#asl/json';
import { type ServiceFile, serviceModel } from '#asl/services/service-model';
import type { TestStateRequest } from '#interpreter';
import { SERVICES } from '../services.ts';
import { answer, MAP, ROLE, refusal, respond, TASK } from './testing-a-state.ts';

describe('a call of TestState', () => {
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
