/** Answers to the tasks of a recording whose recorder has lost what belongs together. */
import assert from 'node:assert/strict';
import type { JsonObject } from '#asl/json';
import type { TaskRequest } from '#interpreter';
import { orderingsOf, recordedAnswers } from '../../conformance/recorded-answers.ts';

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
