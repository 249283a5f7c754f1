/** Retry and Catch: what they match, how long they wait, what they hand on. */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '#asl/json';
import { detailsOf, failsWith, machineOf, NOW, run, task, typesOf } from './running.ts';

const AFTER = { After: { Type: 'Pass', End: true } };

/** Seconds between the attempts of a task that always fails. */
function delays(retry: Json, error = 'E', seed = 0): readonly number[] {
  const { history } = run(machineOf(task({ Retry: retry })), {}, failsWith(error), { seed });
  const times = history.filter(({ type }) => type === 'TaskScheduled').map(({ timestamp }) => (timestamp - NOW) / 1000);
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}

describe('Retry', () => {
  it('waits 1, 2 and 4 seconds when nothing else is said', () => {
    assert.deepEqual(delays([{ ErrorEquals: ['States.ALL'] }]), [1, 2, 4]);
  });

  it('grows by BackoffRate up to MaxDelaySeconds', () => {
    assert.deepEqual(
      delays([{ ErrorEquals: ['E'], IntervalSeconds: 3, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 20 }]),
      [3, 9, 20, 20],
    );
  });

  it('makes no attempt more when MaxAttempts is 0', () => {
    assert.deepEqual(delays([{ ErrorEquals: ['E'], MaxAttempts: 0 }]), []);
  });

  it('draws jitter from the seed, between nothing and the delay', () => {
    const retry = [{ ErrorEquals: ['E'], IntervalSeconds: 10, BackoffRate: 1, MaxAttempts: 5, JitterStrategy: 'FULL' }];
    const [first, again, other] = [delays(retry, 'E', 1), delays(retry, 'E', 1), delays(retry, 'E', 2)];
    assert.deepEqual(again, first);
    assert.notDeepEqual(other, first);
    assert.ok(first.every((delay) => delay >= 0 && delay <= 10));
  });

  it('counts each retrier for itself, and the first that names the error decides', () => {
    let attempt = 0;
    const retry = [
      { ErrorEquals: ['A'], MaxAttempts: 1 },
      { ErrorEquals: ['B'], MaxAttempts: 1 },
    ];
    const { status, error } = run(machineOf(task({ Retry: retry })), {}, (request) =>
      failsWith(attempt++ % 2 === 0 ? 'A' : 'B')(request),
    );
    assert.deepEqual([status, error, attempt], ['FAILED', 'A', 3]);
  });

  it('shows the attempts in the context object', () => {
    const parameters = { 'count.$': '$$.State.RetryCount' };
    const counts: Json[] = [];
    run(machineOf(task({ Parameters: parameters, Retry: [{ ErrorEquals: ['E'], MaxAttempts: 2 }] })), {}, (request) => {
      counts.push((request.input as JsonObject).count ?? null);
      return failsWith('E')(request);
    });
    assert.deepEqual(counts, [0, 1, 2]);
  });

  it('is over before Catch is looked at', () => {
    const state = task({
      Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['E'], Next: 'After' }],
    });
    const result = run(machineOf({ ...state, Next: 'After' }, AFTER), {}, failsWith('E'));
    assert.equal(typesOf(result).filter((type) => type === 'TaskFailed').length, 2);
    assert.equal(result.status, 'SUCCEEDED');
  });
});

describe('Catch', () => {
  const caught = (names: Json, answer: Parameters<typeof run>[2], fields: JsonObject = {}) =>
    run(
      machineOf({ ...task(fields), Catch: [{ ErrorEquals: names, Next: 'After' }], Next: 'After' }, AFTER),
      { a: 1 },
      answer,
    );

  it('hands on the error and its cause in the place of the data', () => {
    assert.deepEqual(caught(['E'], failsWith('E', 'because')).output, { Error: 'E', Cause: 'because' });
  });

  it('puts them where ResultPath says', () => {
    const state = { ...task(), Catch: [{ ErrorEquals: ['E'], ResultPath: '$.error', Next: 'After' }], Next: 'After' };
    const { output } = run(machineOf(state, AFTER), { a: 1 }, failsWith('E', 'c'));
    assert.deepEqual(output, { a: 1, error: { Error: 'E', Cause: 'c' } });
  });

  it('gives null for what a silent worker has not said, and an empty cause for a timeout', () => {
    assert.deepEqual(caught(['States.ALL'], () => ({ failed: true })).output, { Error: null, Cause: null });
    assert.deepEqual(caught(['States.Timeout'], () => ({ silent: true }), { TimeoutSeconds: 5 }).output, {
      Error: 'States.Timeout',
      Cause: '',
    });
  });

  it('knows a missed heartbeat under its own name too', () => {
    assert.equal(
      caught(['States.HeartbeatTimeout'], () => ({ silent: true }), { HeartbeatSeconds: 5 }).status,
      'SUCCEEDED',
    );
    assert.equal(caught(['States.HeartbeatTimeout'], () => ({ silent: true }), { TimeoutSeconds: 5 }).status, 'FAILED');
  });

  it('takes any failure of a task under States.TaskFailed, but no timeout', () => {
    assert.equal(caught(['States.TaskFailed'], failsWith('Whatever')).status, 'SUCCEEDED');
    assert.equal(caught(['States.TaskFailed'], () => ({ silent: true }), { TimeoutSeconds: 5 }).status, 'FAILED');
  });

  it('takes the failure of an expression of a Task under that name, too', () => {
    const state = task({ QueryLanguage: 'JSONata', Output: '{% $missing %}' });
    const Catch = [{ ErrorEquals: ['States.TaskFailed'], Output: '{% $states.errorOutput.Error %}', Next: 'After' }];
    const { output } = run(machineOf({ ...state, Catch, Next: 'After' }, AFTER), {}, () => ({ output: 1 }));
    assert.equal(output, 'States.QueryEvaluationError');
  });

  it('takes the failure of a task under that name in the Parallel around it, too', () => {
    const Branches = [{ StartAt: 'T', States: { T: { ...task(), End: true } } }];
    const Catch = [{ ErrorEquals: ['States.TaskFailed'], Next: 'After' }];
    const around = { Type: 'Parallel', Branches, Catch, End: true };
    assert.equal(run(machineOf(around, AFTER), {}, failsWith('Whatever')).status, 'SUCCEEDED');
    const failing = { ...around, Branches: [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Whatever' } } }] };
    assert.equal(run(machineOf(failing, AFTER), {}).status, 'FAILED');
  });

  it('never takes States.Runtime, not even by name', () => {
    const result = caught(['States.Runtime'], undefined, { Parameters: { 'x.$': '$.missing' } });
    assert.deepEqual([result.status, result.error], ['FAILED', 'States.Runtime']);
  });

  it('takes a result that is too large under States.ALL', () => {
    const { output } = caught(['States.ALL'], () => ({ output: 'x'.repeat(300_000) }));
    assert.deepEqual(output, {
      Error: 'States.DataLimitExceeded',
      Cause:
        "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });

  it('assigns variables and makes output of its own in JSONata', () => {
    const states = {
      S: {
        ...task(),
        Assign: { never: 1 },
        Catch: [
          {
            ErrorEquals: ['E'],
            Assign: { why: '{% $states.errorOutput.Cause %}' },
            Output: '{% $states.input.a %}',
            Next: 'After',
          },
        ],
        End: true,
      },
      After: { Type: 'Pass', Output: ['{% $states.input %}', '{% $why %}'], End: true },
    };
    const result = run({ QueryLanguage: 'JSONata', StartAt: 'S', States: states }, { a: 1 }, failsWith('E', 'c'));
    assert.deepEqual(result.output, [1, 'c']);
    assert.deepEqual(detailsOf(result, 'TaskStateExited').assignedVariables, { why: 'c' });
  });

  it('does not take the failure of its own Output', () => {
    const states = {
      S: { ...task(), Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $nowhere %}', Next: 'After' }], End: true },
      After: { Type: 'Pass', End: true },
    };
    const result = run({ QueryLanguage: 'JSONata', StartAt: 'S', States: states }, {}, failsWith('E'));
    assert.deepEqual([result.status, result.error], ['FAILED', 'States.QueryEvaluationError']);
    assert.match(result.cause ?? '', /'Catch\[0\]\/Output' returned nothing/);
  });

  it('takes no more than the limit of data, whatever the state itself had put in before it failed', () => {
    // Each turn puts the whole input into the cause, whose quotes double with each turn.
    const state = task({
      ResultPath: '$.list[0]',
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$', Next: 'S' }],
      End: true,
    });
    const result = run(machineOf(state), { list: [], text: '"' }, () => ({ output: 1 }));
    assert.deepEqual([result.status, result.error], ['FAILED', 'States.DataLimitExceeded']);
  });
});
