/** Executions that a machine starts, run from a map of machines. */
import assert from 'node:assert/strict';
import { isJsonObject, type Json, type JsonObject, parseJson } from '#asl/json';
import { answersFromMachines, type RunResult, runToEnd, type TaskOutcome } from '#interpreter';
import { machineOf, NOW, programOf, typesOf } from './running.ts';

const CHILD = 'arn:aws:states:us-east-1:123456789012:stateMachine:child';

function runParent(
  resource: string,
  childState: JsonObject,
  input: Json = { k: 1 },
  type: 'STANDARD' | 'EXPRESS' = 'STANDARD',
  task: () => TaskOutcome = () => ({ output: 'inner' }),
): RunResult {
  const parent = programOf(
    machineOf({
      Type: 'Task',
      Resource: resource,
      Parameters: { StateMachineArn: CHILD, Name: 'run-1', Input: input },
    }),
  );
  const answer = answersFromMachines({
    machines: new Map([['child', { program: programOf(machineOf(childState)), type }]]),
    now: () => NOW,
    task,
  });
  const result = runToEnd(parent, { input: {}, now: NOW }, { task: (request) => answer(request) ?? { silent: true } });
  assert.ok(!(result instanceof Promise));
  return result;
}

const outputOf = ({ output }: RunResult): JsonObject => (isJsonObject(output) ? output : {});

const SYNC = 'arn:aws:states:::aws-sdk:sfn:startSyncExecution';

describe('a nested Express execution', () => {
  const express = (resource: string, state: JsonObject) => runParent(resource, state, { k: 1 }, 'EXPRESS');

  it('is answered by StartSyncExecution when it has ended, with texts, in the order of the SDK', () => {
    const output = outputOf(express(SYNC, { Type: 'Wait', Seconds: 1 }));
    const { ExecutionArn, ...rest } = output;
    assert.match(
      String(ExecutionArn),
      /^arn:aws:states:us-east-1:123456789012:express:child:run-1:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/,
    );
    assert.deepEqual(rest, {
      BillingDetails: { BilledDurationInMilliseconds: 1000, BilledMemoryUsedInMB: 64 },
      Input: '{"k":1}',
      InputDetails: { Included: true },
      Name: 'run-1',
      Output: '{"k":1}',
      OutputDetails: { Included: true },
      StartDate: '2026-01-01T00:00:00.000Z',
      StateMachineArn: CHILD,
      Status: 'SUCCEEDED',
      StopDate: '2026-01-01T00:00:01.000Z',
    });
    assert.deepEqual(Object.keys(output), Object.keys(output).sort());
  });

  it('that fails is an answer of StartSyncExecution all the same', () => {
    const {
      Status,
      Error: error,
      Cause,
      Output,
    } = outputOf(express(SYNC, { Type: 'Fail', Error: 'Boom', Cause: 'why' }));
    assert.deepEqual([Status, error, Cause, Output], ['FAILED', 'Boom', 'why', undefined]);
  });

  it('has five minutes', () => {
    const { Status, StopDate } = outputOf(express(SYNC, { Type: 'Wait', Seconds: 1000 }));
    assert.deepEqual([Status, StopDate], ['TIMED_OUT', '2026-01-01T00:05:00.000Z']);
  });

  it('sees no redrive count where its caller waits for it', () => {
    const counts = { Type: 'Pass', Parameters: { 'execution.$': '$$.Execution' } };
    const seen = parseJson(String(outputOf(express(SYNC, counts)).Output)).value;
    assert.ok(isJsonObject(seen) && isJsonObject(seen.execution));
    assert.equal('RedriveCount' in seen.execution, false);
  });

  it('is started by StartExecution, and cannot be waited for', () => {
    const started = outputOf(express('arn:aws:states:::states:startExecution', { Type: 'Succeed' }));
    assert.match(String(started.ExecutionArn), /:express:child:run-1:/);
    for (const resource of ['states:startExecution.sync', 'states:startExecution.sync:2']) {
      const { error, cause } = express(`arn:aws:states:::${resource}`, { Type: 'Succeed' });
      assert.equal(error, 'StepFunctions.StateMachineTypeNotSupportedException');
      assert.match(
        cause ?? '',
        /^This operation is not supported by this type of state machine \(Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineTypeNotSupported; Request ID: [\da-f-]{36}; Proxy: null\)$/,
      );
    }
  });

  it('is the only one that StartSyncExecution takes', () => {
    const { error, cause } = runParent(SYNC, { Type: 'Succeed' });
    assert.equal(error, 'Sfn.StateMachineTypeNotSupportedException');
    assert.match(
      cause ?? '',
      /^This operation is not supported by this type of state machine \(Service: Sfn, Status Code: 400, Request ID: [\da-f-]{36}\) \(SDK Attempt Count: 1\)$/,
    );
  });
});

describe('a nested execution', () => {
  it('is only started by request and response', () => {
    const output = outputOf(runParent('arn:aws:states:::states:startExecution', { Type: 'Fail' }));
    assert.equal(output.ExecutionArn, `${CHILD.replace('stateMachine', 'execution')}:run-1`);
  });

  it('is waited for by .sync, with input and output as texts', () => {
    const result = runParent('arn:aws:states:::states:startExecution.sync', { Type: 'Pass', Result: { r: 1 } });
    assert.ok(typesOf(result).includes('TaskSubmitted'));
    const { Input, Output, Status } = outputOf(result);
    assert.deepEqual([Input, Output, Status], ['{"k":1}', '{"r":1}', 'SUCCEEDED']);
  });

  it('is waited for by .sync:2, with input and output as values', () => {
    const result = runParent('arn:aws:states:::states:startExecution.sync:2', { Type: 'Pass', Result: { r: 1 } });
    const { Input, Output } = outputOf(result);
    assert.deepEqual([Input, Output], [{ k: 1 }, { r: 1 }]);
  });

  it('that fails is States.TaskFailed with its description as cause, keys in order', () => {
    const { error, cause } = runParent('arn:aws:states:::states:startExecution.sync:2', {
      Type: 'Fail',
      Error: 'Boom',
      Cause: 'why',
    });
    assert.equal(error, 'States.TaskFailed');
    const told = parseJson(cause ?? '').value;
    assert.ok(isJsonObject(told));
    assert.deepEqual([told.Error, told.Cause, told.Input, told.Status], ['Boom', 'why', '{"k":1}', 'FAILED']);
    assert.deepEqual(Object.keys(told), Object.keys(told).sort());
  });

  it('that never ends holds up those who wait for it, but not those who only start it', () => {
    const waiting = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' };
    const never = () => ({ silent: true as const });
    const start = 'arn:aws:states:::states:startExecution';
    assert.equal(runParent(start, waiting, {}, 'STANDARD', never).status, 'SUCCEEDED');
    const held = runParent(`${start}.sync`, waiting, {}, 'STANDARD', never);
    assert.equal(held.status, 'RUNNING');
    assert.equal(typesOf(held).at(-1), 'TaskSubmitted');
  });

  it('has its tasks done by the host', () => {
    const result = runParent('arn:aws:states:::states:startExecution.sync:2', {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
    });
    assert.equal(outputOf(result).Output, 'inner');
  });

  it('is refused where its input is no JSON', () => {
    const { error, cause } = runParent('arn:aws:states:::states:startExecution', { Type: 'Succeed' }, 'not json');
    assert.equal(error, 'StepFunctions.InvalidExecutionInputException');
    assert.match(cause ?? '', /^Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting /);
  });
});
