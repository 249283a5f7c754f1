/** Time: waits, timeouts and heartbeats, in virtual and in real time. */
import assert from 'node:assert/strict';
import { compileProgram, runToEnd, start, step, type TaskOutcome } from '#interpreter';
import { chainOf, machineOf, NOW, programOf, run, task, typesOf } from './running.ts';

describe('Wait', () => {
  it('lasts as long as it says, in virtual time', () => {
    const { history } = run(machineOf({ Type: 'Wait', Seconds: 90 }));
    assert.deepEqual(
      history.map(({ timestamp }) => timestamp - NOW),
      [0, 0, 90_000, 90_000],
    );
  });

  it('goes on at once when its moment is over', () => {
    const { history, status } = run(machineOf({ Type: 'Wait', Timestamp: '2025-12-31T23:59:59Z' }));
    assert.equal(status, 'SUCCEEDED');
    assert.ok(history.every(({ timestamp }) => timestamp === NOW));
  });

  it('reads its duration and its moment from the data', () => {
    assert.equal(run(machineOf({ Type: 'Wait', SecondsPath: '$.n' }), { n: 5 }).history.at(-1)?.timestamp, NOW + 5000);
    assert.equal(
      run(machineOf({ Type: 'Wait', SecondsPath: '$.n' }), { n: '5' }).history.at(-1)?.timestamp,
      NOW + 5000,
    );
    const moment = run(machineOf({ Type: 'Wait', TimestampPath: '$.at' }), { at: '2026-01-01T01:00:00+01:00' });
    assert.equal(moment.history.at(-1)?.timestamp, NOW);
    const state = { Type: 'Wait', QueryLanguage: 'JSONata', Seconds: '{% $states.input.n * 2 %}' };
    assert.equal(run(machineOf(state), { n: 2 }).history.at(-1)?.timestamp, NOW + 4000);
  });

  for (const [path, input, sentence] of [
    ['$.n', {}, 'The SecondsPath parameter does not reference an input value: $.n'],
    ['$.n', { n: -1 }, 'The SecondsPath parameter references a negative value: $.n == -1'],
    ['$.n', { n: 1.5 }, 'The SecondsPath parameter cannot be parsed as a long value: $.n == 1.5'],
    ['$.n', { n: '2.0' }, 'The SecondsPath parameter cannot be parsed as a long value: $.n == 2.0'],
    ['$.n', { n: 2 ** 31 }, 'Wait state delay is too long.'],
  ] as const) {
    it(`fails for ${JSON.stringify(input)} in AWS's words`, () => {
      const { error, cause } = run(machineOf({ Type: 'Wait', SecondsPath: path }), input);
      assert.deepEqual(
        [error, cause],
        ['States.Runtime', `An error occurred while executing the state 'S' (entered at the event id #2). ${sentence}`],
      );
    });
  }
});

describe('timeouts', () => {
  it('are read from the data as integers in any form', () => {
    for (const n of [7, '7']) {
      const { history } = run(machineOf(task({ TimeoutSecondsPath: '$.n' })), { n }, () => ({ silent: true }));
      assert.equal(history.at(-1)?.timestamp, NOW + 7000);
    }
    for (const [n, sentence] of [
      ['soon', 'The TimeoutSecondsPath field refers to value "soon" which is not a valid integer: $.n'],
      [1.5, 'The TimeoutSecondsPath field refers to value "1.5" which is not a valid integer: $.n'],
      [0, 'TimeoutSeconds has to be a positive integer, but TimeoutSecondsPath refers to 0: $.n'],
    ] as const) {
      const { error, cause } = run(machineOf(task({ TimeoutSecondsPath: '$.n' })), { n });
      assert.deepEqual(
        [error, cause],
        ['States.Runtime', `An error occurred while executing the state 'S' (entered at the event id #2). ${sentence}`],
      );
    }
  });

  it('end a task that never answers', () => {
    const { history, error, cause } = run(machineOf(task({ TimeoutSeconds: 7 })), {}, () => ({ silent: true }));
    assert.deepEqual([error, cause, history.at(-1)?.timestamp], ['States.Timeout', undefined, NOW + 7000]);
  });

  it('count anew with every heartbeat', () => {
    const program = programOf(
      machineOf(task({ Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', HeartbeatSeconds: 10 })),
    );
    let snapshot = start(program, { input: {}, now: 0 });
    for (let i = 0; i < 2; i++) snapshot = step(snapshot, { type: 'advance' }).snapshot;
    snapshot = step(snapshot, { type: 'time', now: 9000 }).snapshot;
    snapshot = step(snapshot, { type: 'task-heartbeat', task: 1 }).snapshot;
    snapshot = step(snapshot, { type: 'time', now: 18_000 }).snapshot;
    assert.equal(snapshot.threads[0]?.status.kind, 'task');
    snapshot = step(snapshot, { type: 'time', now: 19_000 }).snapshot;
    assert.equal(snapshot.threads[0]?.frame?.failure?.error, 'States.Timeout');
  });

  it('end the execution whatever it is doing, without error and cause', () => {
    const machine = { ...machineOf({ Type: 'Wait', Seconds: 60 }), TimeoutSeconds: 3 };
    const result = run(machine);
    assert.deepEqual([result.status, result.error, result.cause], ['TIMED_OUT', undefined, undefined]);
    assert.equal(chainOf(result).at(-1), 'ExecutionTimedOut < nothing');
    assert.equal(result.history.at(-1)?.timestamp, NOW + 3000);
  });

  it('cut the back-off of a retry, too', () => {
    const state = task({ Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 100 }] });
    const result = run({ ...machineOf(state), TimeoutSeconds: 50 }, {}, () => ({ failed: true, error: 'E' }));
    assert.equal(result.status, 'TIMED_OUT');
  });

  it('are five minutes for an Express execution', () => {
    const result = run(machineOf({ Type: 'Wait', Seconds: 301 }), {}, undefined, { type: 'EXPRESS' });
    assert.deepEqual([result.status, result.history.at(-1)?.timestamp], ['TIMED_OUT', NOW + 300_000]);
  });

  it('end an Express loop that never waits', function () {
    this.timeout(60_000);
    const loop = { StartAt: 'L', States: { L: { Type: 'Pass', Next: 'L' } } };
    assert.equal(run(loop, {}, undefined, { type: 'EXPRESS', keepsHistory: false }).status, 'TIMED_OUT');
  });
});

describe('the history of a Standard execution', () => {
  it('holds 25,000 events; the last one says so', () => {
    const result = run({ StartAt: 'L', States: { L: { Type: 'Pass', Next: 'L' } } });
    assert.equal(result.history.length, 25_000);
    assert.deepEqual(
      [result.error, result.cause],
      ['States.Runtime', 'The execution reached the maximum number of history events (25000).'],
    );
    assert.equal(typesOf(result).at(-1), 'ExecutionFailed');
  });
});

describe('a host with real time', () => {
  it('sleeps until the next deadline or the next answer', async () => {
    let now = NOW;
    const slept: number[] = [];
    const time = {
      now: () => now,
      sleep: async (milliseconds: number) => {
        slept.push(milliseconds);
        now += milliseconds;
      },
    };
    const { program } = compileProgram({
      StartAt: 'W',
      States: { W: { Type: 'Wait', Seconds: 3, Next: 'T' }, T: task({ End: true }) },
    });
    assert.ok(program);
    const result = await runToEnd(
      program,
      { input: {}, now },
      { time, task: async (): Promise<TaskOutcome> => ({ output: 'done' }) },
    );
    assert.deepEqual([result.status, result.output, slept], ['SUCCEEDED', 'done', [3000]]);
  });

  it('gets a failing host reported, not swallowed', async () => {
    const program = programOf(machineOf(task()));
    const running = runToEnd(
      program,
      { input: {}, now: 0 },
      { task: () => Promise.reject(new Error('the host is broken')) },
    );
    await assert.rejects(async () => running, /the host is broken/);
  });
});
