/** Redrive: an execution goes on from the state that ended it. */
import assert from 'node:assert/strict';
import type { JsonObject } from '#asl/json';
import { advance, historyOf, redrive, redriveRefusal, resume, type Snapshot, stepAll } from '#interpreter';
import { chainOf, machineOf, NOW, run, task } from './running.ts';

const LATER = NOW + 3_600_000;

function goOn(snapshot: Snapshot, output: string) {
  const result = resume(redrive(snapshot, { now: LATER }), { task: () => ({ output }) });
  assert.ok(!(result instanceof Promise));
  return result;
}

const failed = (definition: JsonObject): Snapshot =>
  run(definition, { a: 1 }, () => ({ failed: true, error: 'E' })).snapshot;

describe('redrive', () => {
  it('does the task again, without entering its state again', () => {
    const result = goOn(failed(machineOf(task())), 'now');
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

  it('gives back all retries', () => {
    const Retry = [{ ErrorEquals: ['E'], MaxAttempts: 1 }];
    const before = failed(machineOf(task({ Retry })));
    const result = resume(redrive(before, { now: LATER }), { task: () => ({ failed: true, error: 'E' }) });
    assert.ok(!(result instanceof Promise));
    const scheduled = result.history.filter(({ type }) => type === 'TaskScheduled').length;
    assert.equal(scheduled, 4);
  });

  it('is told by the context object', () => {
    const Parameters = { 'count.$': '$$.Execution.RedriveCount' };
    const before = failed(machineOf(task({ Parameters })));
    const result = resume(redrive(before, { now: LATER }), { task: ({ input }) => ({ output: input }) });
    assert.ok(!(result instanceof Promise));
    assert.deepEqual(result.output, { count: 1 });
  });

  it('goes on with the branches of an execution that was stopped', () => {
    const Branches = ['x', 'y'].map((name) => ({ StartAt: name, States: { [name]: task({ End: true }) } }));
    const waiting = advance(run(machineOf({ Type: 'Parallel', Branches }), {}, () => ({ silent: true })).snapshot);
    const stopped = stepAll(waiting, [{ type: 'stop' }], () => {});
    assert.equal(stopped.status, 'ABORTED');
    assert.deepEqual(goOn(stopped, 'done').output, ['done', 'done']);
  });

  it('leaves the execution as it was before, which can be redriven once more', () => {
    const before = failed(machineOf(task()));
    const length = historyOf(before).length;
    assert.equal(goOn(before, 'first').output, 'first');
    assert.equal(historyOf(before).length, length);
    assert.equal(goOn(before, 'second').output, 'second');
  });

  it('is refused where AWS refuses it', () => {
    const { snapshot } = run(machineOf({ Type: 'Succeed' }));
    assert.equal(redriveRefusal(snapshot, LATER), 'Execution is SUCCEEDED and cannot be redriven');
    assert.equal(redrive(snapshot, { now: LATER }), snapshot);
    const old = failed(machineOf(task()));
    assert.match(redriveRefusal(old, NOW + 15 * 86_400_000) ?? '', /14 days/);
  });
});
