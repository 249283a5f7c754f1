/** Answers to the tasks of a recording whose recorder has lost what belongs together. */
import assert from 'node:assert/strict';
import type { JsonObject } from '#asl/json';
import type { TaskRequest } from '#interpreter';
import { orderingsOf, recordedAnswers } from '../../conformance/recorded-answers.ts';
import { unrecordedOutcomes } from '../../conformance/recorded-execution.ts';

const request = (stateName: string, input: JsonObject): TaskRequest =>
  ({ stateName, input, resource: 'arn:aws:states:::sqs:sendMessage', iteration: [] }) as unknown as TaskRequest;

describe('the recorded answers to tasks of a Parallel', () => {
  const task = (at: number): JsonObject => ({
    resource: 'sendMessage.waitForTaskToken',
    parameters: { at },
    result: { unknown: true },
  });
  const results = [
    { type: 'TaskSubmitted', output: 'begun' },
    { type: 'TaskSucceeded', output: 'a' },
    { type: 'TaskFailed', error: 'E' },
  ];
  const json: JsonObject = { expected: {}, tasks: [task(1), task(2), { unorderedResults: results }] };

  it('are found by their parameters, each with what it submitted', () => {
    const answer = recordedAnswers({ ...json, tasks: [{ ...task(1), result: { output: 'one' } }, task(2)] });
    assert.deepEqual(answer(request('B', { at: 2 })), { silent: true });
    assert.deepEqual(answer(request('A', { at: 1 })), { output: 'one' });
    assert.deepEqual(recordedAnswers(json)(request('A', { at: 1 })), { output: 'a', submitted: 'begun' });
  });

  it('are tried in every order', () => {
    const outcomes = orderingsOf(json).map((one) => JSON.stringify(recordedAnswers(one)(request('A', { at: 1 }))));
    assert.equal(outcomes.length, 6);
    assert.equal(new Set(outcomes).size, 2);
  });

  it('tell how far a task has come that failed early', () => {
    const result = { event: 'TaskSubmitFailed', error: 'E', cause: 'c' };
    assert.deepEqual(recordedAnswers({ expected: {}, tasks: [{ ...task(1), result }] })(request('A', { at: 1 })), {
      failed: true,
      stage: 'submit',
      error: 'E',
      cause: 'c',
    });
  });
});

describe('tasks that nothing was recorded of', () => {
  const handled = (handler: string): JsonObject => ({ expected: {}, setup: { lambdas: [{ name: 'f', handler }] } });
  const asked = (resource: string, input: JsonObject): TaskRequest => ({ ...request('A', input), resource });

  it('give what their functions get, through the integration in its envelope', () => {
    const invoked = asked('arn:aws:states:::lambda:invoke', { FunctionName: 'f', Payload: { job: 1 } });
    const direct = asked('arn:aws:lambda:us-east-1:111111111111:function:f', { job: 1 });
    for (const handler of ['id_function.py', 'some_other.py']) {
      const envelope = { ExecutedVersion: '$LATEST', Payload: { job: 1 }, StatusCode: 200 };
      assert.deepEqual(recordedAnswers(handled(handler))(invoked), { output: envelope });
      assert.deepEqual(recordedAnswers(handled(handler))(direct), { output: { job: 1 } });
    }
  });

  it('of an Express execution have given something of its answer, or failed as it did', () => {
    const express = (expected: JsonObject): JsonObject => ({ kind: 'express', expected });
    const failure = { failed: true, error: 'E', cause: '{"a":1}' };
    assert.deepEqual(unrecordedOutcomes(express({ error: 'E', cause: { a: 1 } })), [undefined, failure]);
    const output = { kept: 1, caught: { Error: 'E', Cause: '{"a":1}' } };
    assert.deepEqual(unrecordedOutcomes(express({ output })), [
      undefined,
      { output },
      { output: 1 },
      { output: output.caught },
      failure,
    ]);
    assert.deepEqual(unrecordedOutcomes({ kind: 'execution', expected: { output } }), [undefined]);
  });
});
