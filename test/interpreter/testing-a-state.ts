/** What the tests of TestState share: states to test, and the call with its answer. */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '#asl/json';
import { type TestStateAnswer, type TestStateHost, type TestStateRequest, testState } from '#interpreter';

export const TASK = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage',
  Parameters: { 'a.$': '$.a' },
  End: true,
};
export const JSONATA_TASK = {
  Type: 'Task',
  QueryLanguage: 'JSONata',
  Resource: TASK.Resource,
  Arguments: {},
  End: true,
};
export const MAP: JsonObject = {
  Type: 'Map',
  ItemsPath: '$.items',
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'P',
    States: { P: { Type: 'Pass', End: true } },
  },
  End: true,
};

export const ROLE = 'arn:aws:iam::123456789012:role/test';

export function answer(state: Json, request: TestStateRequest, host: Partial<TestStateHost> = {}): TestStateAnswer {
  return testState(state, request, { now: 0, ...host });
}

export function respond(state: Json, request: TestStateRequest, host: Partial<TestStateHost> = {}) {
  const told = answer(state, request, host);
  assert.ok('response' in told, JSON.stringify(told));
  return told.response;
}

export function refusal(state: Json, request: TestStateRequest, host: Partial<TestStateHost> = {}): string {
  const told = answer(state, request, host);
  assert.ok('exception' in told, JSON.stringify(told));
  return told.exception.message;
}
