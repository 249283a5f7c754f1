/** Executions that a machine starts, run from a map of machines. */
import assert from 'node:assert/strict';
import { isJsonObject, type Json, type JsonObject, parseJson } from '#asl/json';
import { answersFromMachines, type RunResult, runToEnd } from '#interpreter';
import { machineOf, NOW, programOf, typesOf } from './running.ts';

const CHILD = 'arn:aws:states:us-east-1:123456789012:stateMachine:child';

function runParent(resource: string, childState: JsonObject, input: Json = { k: 1 }): RunResult {
  const parent = programOf(
    machineOf({
      Type: 'Task',
      Resource: resource,
      Parameters: { StateMachineArn: CHILD, Name: 'run-1', Input: input },
    }),
  );
  const answer = answersFromMachines({
    machines: new Map([['child', { program: programOf(machineOf(childState)) }]]),
    now: () => NOW,
    task: () => ({ output: 'inner' }),
  });
  const result = runToEnd(parent, { input: {}, now: NOW }, { task: (request) => answer(request) ?? { silent: true } });
  assert.ok(!(result instanceof Promise));
  return result;
}

const outputOf = ({ output }: RunResult): JsonObject => (isJsonObject(output) ? output : {});

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

  it('has its tasks done by the host', () => {
    const result = runParent('arn:aws:states:::states:startExecution.sync:2', {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
    });
    assert.equal(outputOf(result).Output, 'inner');
  });

  it('is refused where its input is no JSON', () => {
    const { error } = runParent('arn:aws:states:::states:startExecution', { Type: 'Succeed' }, 'not json');
    assert.equal(error, 'StepFunctions.InvalidExecutionInputException');
  });
});
