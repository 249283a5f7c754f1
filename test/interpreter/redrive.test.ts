/** Redrive: an execution goes on from the states that ended it. */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '#asl/json';
import {
  advance,
  historyOf,
  logRecords,
  type RunResult,
  redrive,
  redriveRefusal,
  resume,
  type Snapshot,
  start,
  stepAll,
  type TaskOutcome,
  type TaskRequest,
} from '#interpreter';
import { assertLegalHistory } from './legal-history.ts';
import { chainOf, machineOf, NOW, programOf, run, task } from './running.ts';

const LATER = NOW + 3_600_000;
const FAILED: TaskOutcome = { failed: true, error: 'E' };

/** Redrives with a worker and tells whose tasks it got, by the input. */
function goOn(
  snapshot: Snapshot,
  answer: (request: TaskRequest) => TaskOutcome = ({ input }) => ({ output: input }),
): { result: RunResult; asked: readonly Json[] } {
  const asked: Json[] = [];
  const result = resume(redrive(snapshot, { now: LATER }), {
    task: (request) => {
      asked.push(request.input);
      return answer(request);
    },
  });
  assert.ok(!(result instanceof Promise));
  assertLegalHistory(result);
  return { result, asked };
}

const failed = (definition: JsonObject, input: Json = { a: 1 }): Snapshot =>
  run(definition, input, () => FAILED).snapshot;

const passing = (fields: JsonObject = {}): JsonObject => ({
  StartAt: 'T',
  States: { T: task({ End: true, ...fields }) },
});

describe('redrive', () => {
  it('does the task again, without entering its state again', () => {
    const { result } = goOn(failed(machineOf(task())), () => ({ output: 'now' }));
    assert.deepEqual([result.status, result.output], ['SUCCEEDED', 'now']);
    assert.deepEqual(chainOf(result).slice(5), [
      'ExecutionFailed < TaskFailed',
      'ExecutionRedriven < ExecutionFailed',
      'TaskScheduled < ExecutionRedriven',
      'TaskStarted < TaskScheduled',
      'TaskSucceeded < TaskStarted',
      'TaskStateExited < TaskSucceeded',
      'ExecutionSucceeded < TaskStateExited',
    ]);
  });

  it('gives back all retries of a task and of the containers around it', () => {
    const Retry = [{ ErrorEquals: ['E'], MaxAttempts: 1 }];
    const before = failed(machineOf({ Type: 'Parallel', Branches: [passing({ Retry })], Retry }));
    const { asked } = goOn(before, () => FAILED);
    assert.equal(asked.length, 4);
  });

  it('is told by its event and by the context object, and counts', () => {
    const Parameters = { 'count.$': '$$.Execution.RedriveCount', 'time.$': '$$.Execution.RedriveTime' };
    const next = machineOf(task({ Next: 'P' }), { P: { Type: 'Pass', Parameters, End: true } });
    const first = goOn(failed(next), () => FAILED).result;
    const { result } = goOn(first.snapshot);
    assert.deepEqual(result.output, { count: 2, time: new Date(LATER).toISOString() });
    const told = result.history.filter(({ type }) => type === 'ExecutionRedriven').map(({ details }) => details);
    assert.deepEqual(told, [{ redriveCount: 1 }, { redriveCount: 2 }]);
  });

  it('is told by the records of a log from then on', () => {
    const { result } = goOn(failed(machineOf(task())));
    const records = logRecords(result.history, { level: 'ALL', includeExecutionData: true }, 'arn');
    assert.deepEqual(records.map(({ type, redrive_count }) => [type, redrive_count]).slice(5, 8), [
      ['ExecutionFailed', '0'],
      ['ExecutionRedriven', '1'],
      ['TaskScheduled', '1'],
    ]);
  });

  it('enters a Fail state once more, which fails again', () => {
    const { result } = goOn(failed(machineOf({ Type: 'Fail', Error: 'No', End: undefined as unknown as Json })));
    assert.deepEqual(chainOf(result).slice(1), [
      'FailStateEntered < nothing',
      'ExecutionFailed < FailStateEntered',
      'ExecutionRedriven < ExecutionFailed',
      'FailStateEntered < ExecutionRedriven',
      'ExecutionFailed < FailStateEntered',
    ]);
  });

  it('passes a Wait whose moment is over, and waits its seconds again', () => {
    const Timestamp = new Date(NOW + 60_000).toISOString();
    const stoppedIn = (wait: JsonObject) => {
      const first = start(programOf(machineOf({ Type: 'Wait', ...wait })), { input: {}, now: NOW });
      return stepAll(advance(first), [{ type: 'stop' }], () => {});
    };
    assert.equal(goOn(stoppedIn({ Timestamp })).result.snapshot.now, LATER);
    assert.equal(goOn(stoppedIn({ Seconds: 10 })).result.snapshot.now, LATER + 10_000);
  });

  it('gives the time of the execution anew', () => {
    const definition = { TimeoutSeconds: 30, ...machineOf(task()) };
    const { snapshot } = run(definition, {}, () => ({ silent: true }));
    assert.equal(snapshot.status, 'TIMED_OUT');
    assert.equal(goOn(snapshot).result.status, 'SUCCEEDED');
    const again = goOn(snapshot, () => ({ silent: true })).result;
    assert.deepEqual([again.status, again.snapshot.now], ['TIMED_OUT', LATER + 30_000]);
  });

  it('leaves the execution as it was before, which can be redriven once more', () => {
    const before = failed(machineOf(task()));
    const length = historyOf(before).length;
    assert.equal(goOn(before, () => ({ output: 'first' })).result.output, 'first');
    assert.equal(historyOf(before).length, length);
    assert.equal(goOn(before, () => ({ output: 'second' })).result.output, 'second');
  });
});

describe('redrive of a Parallel', () => {
  const branches = (...names: readonly string[]): JsonObject[] =>
    names.map((name) => ({ StartAt: name, States: { [name]: task({ Parameters: { name }, End: true }) } }));
  const PARALLEL = machineOf({ Type: 'Parallel', Branches: branches('x', 'y', 'z') });
  const nameOf = ({ input }: TaskRequest): string => String((input as { name?: Json }).name);

  it('runs only the branches that failed or were cut off', () => {
    const before = run(PARALLEL, {}, (request) => {
      const name = nameOf(request);
      return name === 'x' ? { output: 'x1' } : name === 'y' ? FAILED : { silent: true };
    }).snapshot;
    assert.equal(before.status, 'FAILED');
    const { result, asked } = goOn(before, (request) => ({ output: `${nameOf(request)}2` }));
    assert.deepEqual(asked, [{ name: 'y' }, { name: 'z' }]);
    assert.deepEqual(result.output, ['x1', 'y2', 'z2']);
  });

  it('lets each branch follow its own last event, without starting it once more', () => {
    const before = run(PARALLEL, {}, (request) => (nameOf(request) === 'y' ? FAILED : { silent: true })).snapshot;
    const length = before.historyLength;
    const { result } = goOn(before);
    assert.deepEqual(chainOf(result).slice(length, length + 4), [
      'ExecutionRedriven < ExecutionFailed',
      'TaskScheduled < TaskStarted',
      'TaskScheduled < TaskFailed',
      'TaskScheduled < TaskStarted',
    ]);
    assert.equal(result.history.filter(({ type }) => type === 'ParallelStateStarted').length, 1);
    assert.equal(chainOf(result).at(-2), 'ParallelStateExited < TaskStateExited');
  });

  it('goes on inside a branch, with its variables, and leaves what it has done', () => {
    const branch = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { v: 7 }, Next: 'B' },
        B: task({ Parameters: { 'v.$': '$v' }, End: true }),
      },
    };
    const { result } = goOn(failed(machineOf({ Type: 'Parallel', Branches: [branch] })));
    assert.deepEqual(result.output, [{ v: 7 }]);
    assert.equal(result.history.filter(({ type }) => type === 'PassStateEntered').length, 1);
  });

  it('keeps results through several redrives', () => {
    const before = run(PARALLEL, {}, (request) => (nameOf(request) === 'x' ? { output: 1 } : FAILED)).snapshot;
    const second = goOn(before, (request) => (nameOf(request) === 'y' ? { output: 2 } : FAILED)).result.snapshot;
    const { result, asked } = goOn(second, () => ({ output: 3 }));
    assert.deepEqual(asked, [{ name: 'z' }]);
    assert.deepEqual(result.output, [1, 2, 3]);
  });

  it('runs all branches of an execution that was stopped, but those that had ended', () => {
    const waiting = run(PARALLEL, {}, (request) =>
      nameOf(request) === 'x' ? { output: 'x1' } : { silent: true },
    ).snapshot;
    const stopped = stepAll(waiting, [{ type: 'stop' }], () => {});
    assert.equal(stopped.status, 'ABORTED');
    const { result, asked } = goOn(stopped, () => ({ output: 'done' }));
    assert.equal(asked.length, 2);
    assert.deepEqual(result.output, ['x1', 'done', 'done']);
  });

  it('runs all branches where its data were too large', () => {
    const large = 'x'.repeat(200_000);
    const before = run(PARALLEL, {}, () => ({ output: large })).snapshot;
    assert.equal(before.failure?.error, 'States.DataLimitExceeded');
    const { result, asked } = goOn(before, () => ({ output: 1 }));
    assert.equal(asked.length, 3);
    assert.deepEqual(result.output, [1, 1, 1]);
  });

  it('runs no branch where only what follows them had failed', () => {
    const ResultSelector = { 'at.$': '$$.Execution.RedriveTime' };
    const before = run(machineOf({ Type: 'Parallel', Branches: branches('x'), ResultSelector }), {}, () => ({
      output: 1,
    })).snapshot;
    assert.equal(before.status, 'FAILED');
    const { result, asked } = goOn(before);
    assert.deepEqual(asked, []);
    assert.deepEqual(result.output, { at: new Date(LATER).toISOString() });
  });

  it('runs all branches again in a retry after it, not only those that had failed', () => {
    const Retry = [{ ErrorEquals: ['E'], MaxAttempts: 1 }];
    const before = run(machineOf({ Type: 'Parallel', Branches: branches('x', 'y'), Retry }), {}, (request) =>
      nameOf(request) === 'x' ? { output: 1 } : FAILED,
    ).snapshot;
    let tries = 0;
    const { asked } = goOn(before, () => (++tries === 1 ? FAILED : { output: 2 }));
    assert.deepEqual(asked, [{ name: 'y' }, { name: 'x' }, { name: 'y' }]);
  });

  it('finds its way through containers in containers', () => {
    const inner = { StartAt: 'I', States: { I: { Type: 'Parallel', Branches: branches('a', 'b'), End: true } } };
    const before = run(machineOf({ Type: 'Parallel', Branches: [inner, ...branches('c')] }), {}, (request) =>
      nameOf(request) === 'b' ? FAILED : nameOf(request) === 'a' ? { output: 'a' } : { silent: true },
    ).snapshot;
    const { result, asked } = goOn(before, (request) => ({ output: nameOf(request) }));
    assert.deepEqual(asked, [{ name: 'c' }, { name: 'b' }]);
    assert.deepEqual(result.output, [['a', 'b'], 'c']);
  });

  it('goes on where a States.Runtime failure of a branch ended the execution at once', () => {
    const broken = { StartAt: 'P', States: { P: { Type: 'Pass', InputPath: '$.none', End: true } } };
    const before = run(machineOf({ Type: 'Parallel', Branches: [broken, ...branches('c')] }), {}, () => ({
      silent: true,
    })).snapshot;
    assert.equal(before.failure?.error, 'States.Runtime');
    const { result } = goOn(before);
    assert.equal(result.error, 'States.Runtime');
  });
});

describe('redrive of an inline Map', () => {
  const MAP = (fields: JsonObject = {}): JsonObject => machineOf({ Type: 'Map', ItemProcessor: passing(), ...fields });

  it('runs only the iterations that failed, were cut off or had not begun', () => {
    const before = run(MAP({ MaxConcurrency: 2 }), [0, 1, 2, 3, 4], ({ input }) =>
      input === 2 ? FAILED : input === 3 ? { silent: true } : { output: input },
    ).snapshot;
    assert.equal(before.status, 'FAILED');
    const { result, asked } = goOn(before, ({ input }) => ({ output: Number(input) * 10 }));
    assert.deepEqual([...asked].sort(), [2, 3, 4]);
    assert.deepEqual(result.output, [0, 1, 20, 30, 40]);
    const started = result.history.filter(({ type }) => type === 'MapIterationStarted');
    assert.deepEqual(
      started.map(({ details }) => details?.index),
      [0, 1, 2, 3, 4],
    );
  });

  it('tries again the item whose ItemSelector has failed, and keeps what is done', () => {
    // The second letter of each item at first, then the first one.
    const letter =
      'States.ArrayGetItem($$.Map.Item.Value, States.ArrayGetItem(States.Array(1, 0), $$.Execution.RedriveCount))';
    const before = run(
      MAP({ MaxConcurrency: 1, ItemSelector: { 'v.$': letter } }),
      ['ab', 'c', 'de'].map((text) => [...text]),
    ).snapshot;
    assert.equal(before.status, 'FAILED');
    const { result, asked } = goOn(before);
    assert.deepEqual(asked, [{ v: 'c' }, { v: 'd' }]);
    assert.deepEqual(result.output, [{ v: 'b' }, { v: 'c' }, { v: 'd' }]);
  });

  it('keeps the iterations of a Map in a Map apart', () => {
    const inner = { StartAt: 'I', States: { I: { Type: 'Map', ItemProcessor: passing(), End: true } } };
    const before = run(
      machineOf({ Type: 'Map', ItemProcessor: inner }),
      [
        [1, 2],
        [3, 4],
      ],
      ({ input }) => (input === 4 ? FAILED : input === 1 ? { output: 'one' } : { silent: true }),
    ).snapshot;
    const { result, asked } = goOn(before);
    assert.deepEqual([...asked].sort(), [2, 3, 4]);
    assert.deepEqual(result.output, [
      ['one', 2],
      [3, 4],
    ]);
  });
});

describe('a redrive', () => {
  const refusalOf = (snapshot: Snapshot, now = LATER) => redriveRefusal(snapshot, now);
  const notRedrivable = (message: string) => ({ code: 'ExecutionNotRedrivable', message });

  it('is refused with the reason that DescribeExecution gives', () => {
    const day = 86_400_000;
    const old = failed(machineOf(task()));
    assert.equal(refusalOf(old), undefined);
    assert.equal(refusalOf(old, NOW + 14 * day), undefined);
    assert.deepEqual(refusalOf(old, NOW + 14 * day + 1), notRedrivable('Execution redrivable period exceeded'));
    const { snapshot } = run(machineOf({ Type: 'Succeed', End: undefined as unknown as Json }));
    assert.deepEqual(refusalOf(snapshot), notRedrivable('Execution is SUCCEEDED and cannot be redriven'));
    const waiting = run(machineOf(task()), {}, () => ({ silent: true })).snapshot;
    assert.deepEqual(refusalOf(waiting), notRedrivable('Execution is RUNNING and cannot be redriven'));
    const long = run(
      machineOf({ Type: 'Wait', Seconds: 366 * 24 * 3600, Next: 'T' }, { T: task({ End: true }) }),
      {},
      () => FAILED,
    );
    assert.deepEqual(
      refusalOf(long.snapshot, long.snapshot.now),
      notRedrivable('Execution has exceeded the max execution time'),
    );
  });

  it('is refused where the history is full', () => {
    const loop = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } };
    const { snapshot } = run(loop);
    assert.equal(snapshot.historyLength, 25_000);
    assert.deepEqual(refusalOf(snapshot), notRedrivable('Execution history event limit exceeded'));
  });

  it('is nothing for an Express execution', () => {
    const { snapshot } = run(machineOf(task()), {}, () => FAILED, { type: 'EXPRESS' });
    assert.deepEqual(refusalOf(snapshot), {
      code: 'InvalidArn',
      message: "Invalid Arn: 'Resource type not valid in this context: express'",
    });
  });

  it('changes nothing where it is refused', () => {
    const { snapshot } = run(machineOf({ Type: 'Pass' }));
    assert.equal(redrive(snapshot, { now: LATER }), snapshot);
  });
});
