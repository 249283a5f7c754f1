/** Tasks: what the host is asked, and which events tell the story. */
import assert from 'node:assert/strict';
import type { Json } from '#asl/json';
import { type Effect, partsOf, start, step, toAwsHistory } from '#interpreter';
import { chainOf, detailsOf, failsWith, machineOf, programOf, run, task, typesOf } from './running.ts';

const FUNCTION = 'arn:aws:lambda:eu-west-1:123456789012:function:f';
const ACTIVITY = 'arn:aws:states:us-east-1:123456789012:activity:a';

describe('the resource of a task', () => {
  for (const [resource, kind, pattern, resourceType, action] of [
    [FUNCTION, 'lambda', 'request-response', '', FUNCTION],
    [ACTIVITY, 'activity', 'activity', '', ACTIVITY],
    ['arn:aws:states:::lambda:invoke', 'service', 'request-response', 'lambda', 'invoke'],
    ['arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'service', 'token', 'sqs', 'sendMessage.waitForTaskToken'],
    ['arn:aws:states:::states:startExecution.sync:2', 'service', 'sync', 'states', 'startExecution.sync:2'],
    ['arn:aws-cn:states:::aws-sdk:dynamodb:getItem', 'service', 'request-response', 'aws-sdk:dynamodb', 'getItem'],
    [
      'arn:$'.concat('{AWS::Partition}:states:::sqs:sendMessage.waitForTaskToken'),
      'service',
      'token',
      'sqs',
      'sendMessage.waitForTaskToken',
    ],
    ['$'.concat('{Function}'), 'lambda', 'request-response', '', '$'.concat('{Function}')],
    ['$'.concat('{ApproveActivity}'), 'activity', 'activity', '', '$'.concat('{ApproveActivity}')],
  ] as const) {
    it(`${resource} is a ${kind} with the pattern ${pattern}`, () => {
      assert.deepEqual(partsOf(resource), { kind, pattern, resourceType, resource: action });
    });
  }
});

describe('the events of a task', () => {
  it('of a service carry its name and action', () => {
    const result = run(machineOf(task({ Parameters: { FunctionName: 'f' }, TimeoutSeconds: 9 })), {}, () => ({
      output: 1,
    }));
    assert.deepEqual(typesOf(result), [
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    assert.deepEqual(detailsOf(result, 'TaskScheduled'), {
      parameters: { FunctionName: 'f' },
      region: 'us-east-1',
      resource: 'invoke',
      resourceType: 'lambda',
      timeoutInSeconds: 9,
    });
    assert.deepEqual(detailsOf(result, 'TaskSucceeded'), { output: 1, resource: 'invoke', resourceType: 'lambda' });
  });

  it('of a function have a family of their own, with input', () => {
    const result = run(machineOf(task({ Resource: FUNCTION })), { a: 1 }, failsWith('E', 'c'));
    assert.deepEqual(typesOf(result).slice(2, 5), [
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionFailed',
    ]);
    assert.deepEqual(detailsOf(result, 'LambdaFunctionScheduled'), { input: { a: 1 }, resource: FUNCTION });
    assert.deepEqual(detailsOf(result, 'LambdaFunctionFailed'), { error: 'E', cause: 'c' });
  });

  it('of an activity name the worker; one that nobody takes up is never started', () => {
    const state = task({ Resource: ACTIVITY, TimeoutSeconds: 5 });
    assert.deepEqual(
      detailsOf(
        run(machineOf(state), {}, () => ({ output: 1, worker: 'Robin' })),
        'ActivityStarted',
      ),
      { workerName: 'Robin' },
    );
    assert.deepEqual(typesOf(run(machineOf(state), {}, () => ({ silent: true }))).slice(2, 4), [
      'ActivityScheduled',
      'ActivityTimedOut',
    ]);
    assert.deepEqual(typesOf(run(machineOf(state), {}, () => ({ silent: true, worker: 'Robin' }))).slice(2, 5), [
      'ActivityScheduled',
      'ActivityStarted',
      'ActivityTimedOut',
    ]);
  });

  it('that waits for a callback show what the service answered first', () => {
    const state = task({
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { 'MessageBody.$': '$$.Task.Token' },
    });
    const tokens: unknown[] = [];
    const result = run(machineOf(state), {}, (request) => {
      tokens.push(request.token, (request.input as { MessageBody: string }).MessageBody);
      return { output: 'approved', submitted: { MessageId: 'm' } };
    });
    assert.deepEqual(typesOf(result).slice(3, 6), ['TaskStarted', 'TaskSubmitted', 'TaskSucceeded']);
    assert.ok(typeof tokens[0] === 'string' && tokens[0].length > 20);
    assert.equal(tokens[0], tokens[1]);
  });

  it('follow each other, and a retry follows the failure', () => {
    const result = run(machineOf(task({ Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }] })), {}, failsWith('E'));
    assert.deepEqual(chainOf(result).slice(5), [
      'TaskScheduled < TaskFailed',
      'TaskStarted < TaskScheduled',
      'TaskFailed < TaskStarted',
      'ExecutionFailed < TaskFailed',
    ]);
  });

  it('are text in the form of GetExecutionHistory', () => {
    const result = run(machineOf(task({ Assign: { 'x.$': '$' } })), { a: [1] });
    const written = toAwsHistory(result.history);
    assert.deepEqual(written[1], {
      timestamp: '2026-01-01T00:00:00.000Z',
      type: 'TaskStateEntered',
      id: 2,
      previousEventId: 0,
      stateEnteredEventDetails: { name: 'S', input: '{"a":[1]}', inputDetails: { truncated: false } },
    });
    const exited = written[5]?.stateExitedEventDetails as Record<string, unknown>;
    assert.deepEqual(exited.assignedVariables, { x: '{"a":[1]}' });
    assert.deepEqual(exited.assignedVariablesDetails, { truncated: false });
  });
});

describe('an activity that does not exist', () => {
  it('fails the execution without being scheduled', () => {
    const result = run(machineOf(task({ Resource: ACTIVITY, Catch: [] })), {}, undefined, { activities: [] });
    assert.deepEqual(typesOf(result), ['ExecutionStarted', 'TaskStateEntered', 'ExecutionFailed']);
    assert.equal(
      result.cause,
      `An error occurred while executing the state 'S' (entered at the event id #2). The activity ${ACTIVITY} does not exist.`,
    );
  });
});

describe('parameters that a service does not take', () => {
  it('fail the state before the task is scheduled', () => {
    const parameters = { ApiEndpoint: 'e', Method: 'GET', Headers: { a: 'text' } };
    const result = run(machineOf(task({ Resource: 'arn:aws:states:::apigateway:invoke', Parameters: parameters })));
    assert.deepEqual(typesOf(result), ['ExecutionStarted', 'TaskStateEntered', 'ExecutionFailed']);
    assert.match(
      result.cause ?? '',
      /The Parameters '\{"ApiEndpoint".*\}' could not be used to start the Task: \[The value of the field 'Headers' has an invalid format\]$/,
    );
  });
});

describe('a parameter that is null', () => {
  it('is none, whatever the service wants of it', () => {
    const parameters = { ApiEndpoint: 'e', Method: 'GET', Headers: null, QueryParameters: null };
    const resource = 'arn:aws:states:::apigateway:invoke';
    assert.equal(run(machineOf(task({ Resource: resource, Parameters: parameters }))).status, 'SUCCEEDED');
  });
});

describe('the payload of an invoked function', () => {
  const invoke = (payload: Json) =>
    run(
      machineOf(
        task({ Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f', 'Payload.$': '$' } }),
      ),
      payload,
      () => ({ output: { Payload: 1 } }),
    );

  it('may be anything but a number or a boolean', () => {
    for (const payload of ['1', null, [1], { a: 1 }]) assert.equal(invoke(payload).status, 'SUCCEEDED');
    for (const payload of [1, true])
      assert.equal(
        invoke(payload).cause,
        `An error occurred while executing the state 'S' (entered at the event id #2). The Parameters '{"FunctionName":"f","Payload":${payload}}' could not be used to start the Task: [The value for the field 'Payload' must be a STRING]`,
      );
  });
});

describe('an attribute of DynamoDB', () => {
  const put = (item: Json) =>
    run(
      machineOf(task({ Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: { TableName: 't', 'Item.$': '$' } })),
      item,
      () => ({ output: {} }),
    );

  it('holds its number as a text, at any depth', () => {
    const item = { id: { N: '1' }, on: { BOOL: true }, no: { NULL: true }, in: { M: { a: { L: [{ S: 'x' }] } } } };
    assert.equal(put(item).status, 'SUCCEEDED');
    for (const wrong of [{ id: { N: 1 } }, { in: { M: { a: { L: [{ N: 1 }] } } } }])
      assert.match(put(wrong).cause ?? '', /start the Task: \[The value for the field 'N' must be a STRING\]$/);
  });
});

describe('news of a task', () => {
  const begun = () => {
    let snapshot = start(programOf(machineOf(task())), { input: {}, now: 0 });
    for (let i = 0; i < 2; i++) snapshot = step(snapshot, { type: 'advance' }).snapshot;
    return snapshot;
  };

  it('that comes late, or of a task that is not known, changes nothing', () => {
    const waiting = begun();
    assert.equal(step(waiting, { type: 'task-succeeded', task: 99, output: 1 }).effects.length, 0);
    const done = step(waiting, { type: 'task-succeeded', task: 1, output: 1 }).snapshot;
    const { snapshot, effects } = step(done, { type: 'task-failed', task: 1, error: 'E' });
    assert.deepEqual([effects.length, snapshot.threads[0]?.frame?.failure], [0, undefined]);
  });

  it('of a failure tells what will become of it before it happens', () => {
    const { snapshot, effects } = step(begun(), { type: 'task-failed', task: 1, error: 'E', cause: 'c' });
    const failure = effects.find((effect): effect is Extract<Effect, { type: 'failure' }> => effect.type === 'failure');
    assert.deepEqual(failure, { type: 'failure', thread: 1, outcome: 'uncaught', failure: { error: 'E', cause: 'c' } });
    assert.equal(snapshot.status, 'RUNNING');
    assert.equal(snapshot.threads[0]?.frame?.phase, 'action');
    assert.equal(step(snapshot, { type: 'advance' }).snapshot.status, 'FAILED');
  });

  it('is over when the execution is stopped, which cancels it', () => {
    const { snapshot, effects } = step(begun(), { type: 'stop', error: 'Enough', cause: 'by hand' });
    assert.deepEqual([snapshot.status, snapshot.failure], ['ABORTED', { error: 'Enough', cause: 'by hand' }]);
    assert.ok(effects.some((effect) => effect.type === 'cancel-task' && effect.task === 1));
  });

  for (const [Resource, stage, types] of [
    ['arn:aws:states:::sqs:sendMessage', 'start', ['TaskScheduled', 'TaskStartFailed']],
    ['arn:aws:states:::ecs:runTask.sync', 'submit', ['TaskScheduled', 'TaskStarted', 'TaskSubmitFailed']],
    [
      'arn:aws:lambda:us-east-1:123456789012:function:f',
      'schedule',
      ['LambdaFunctionScheduled', 'LambdaFunctionScheduleFailed'],
    ],
    ['arn:aws:states:us-east-1:123456789012:activity:a', 'schedule', ['ActivityScheduled', 'ActivityScheduleFailed']],
  ] as const) {
    it(`of ${Resource} that fails in stage ${stage} says so in its event`, () => {
      const result = run(machineOf({ ...task({ Resource }) }), {}, () => ({ failed: true, error: 'E', stage }));
      assert.deepEqual(typesOf(result).slice(2, -1), types);
    });
  }
});
