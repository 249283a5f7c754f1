/** Redrive of a distributed Map: its Map Run goes on with the child executions that had not succeeded. */
import assert from 'node:assert/strict';
import { isJsonObject, type Json, type JsonObject } from '#asl/json';
import {
  type Effect,
  type HistoryEvent,
  type MapRunReport,
  type RunResult,
  redrive,
  resume,
  runToEnd,
  type Snapshot,
  stepAll,
  type TaskOutcome,
  type TaskRequest,
} from '#interpreter';
import { assertLegalHistory } from './legal-history.ts';
import { chainOf, machineOf, NOW, programOf, task } from './running.ts';

const LATER = NOW + 3_600_000;
const FAILED: TaskOutcome = { failed: true, error: 'E' };

type Answer = (request: TaskRequest) => TaskOutcome;

interface Driven {
  readonly result: RunResult;
  readonly effects: readonly Effect[];
  readonly asked: readonly Json[];
}

/** Two states, so that it shows where a child begins: `A` passes, `B` is the task. */
const PROCESSOR: JsonObject = {
  StartAt: 'A',
  States: { A: { Type: 'Pass', Next: 'B' }, B: task({ End: true }) },
};

const mapOf = (fields: JsonObject = {}, ExecutionType = 'STANDARD', processor = PROCESSOR): JsonObject =>
  machineOf({
    Type: 'Map',
    Label: 'Items',
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType }, ...processor },
    ...fields,
  });

function driven(
  drive: (task: Answer, onEffect: (effect: Effect) => void) => RunResult | Promise<RunResult>,
  answer: Answer,
): Driven {
  const effects: Effect[] = [];
  const asked: Json[] = [];
  const result = drive(
    (request) => {
      asked.push(request.input);
      return answer(request);
    },
    (effect) => effects.push(effect),
  );
  assert.ok(!(result instanceof Promise));
  return { result, effects, asked };
}

const first = (definition: JsonObject, input: Json, answer: Answer): Driven =>
  driven(
    (work, onEffect) =>
      runToEnd(programOf(definition), { input, now: NOW, tellsChildren: true }, { task: work, onEffect }),
    answer,
  );

function again(snapshot: Snapshot, answer: Answer = ({ input }) => ({ output: input }), now = LATER): Driven {
  const one = driven(
    (work, onEffect) => resume(redrive(snapshot, { now, onEffect }), { task: work, onEffect }),
    answer,
  );
  assertLegalHistory(one.result);
  return one;
}

const failing =
  (...items: readonly Json[]): Answer =>
  ({ input }) =>
    items.includes(input) ? FAILED : { output: input };

/** Histories of child executions by their thread: `id type < previous`. */
function childrenOf(...parts: readonly Driven[]): ReadonlyMap<number, readonly string[]> {
  const histories = new Map<number, HistoryEvent[]>();
  for (const effect of parts.flatMap(({ effects }) => effects)) {
    if (effect.type !== 'child-history') continue;
    histories.set(effect.execution, [...(histories.get(effect.execution) ?? []), effect.event]);
  }
  return new Map(
    [...histories].map(([thread, events]) => [
      thread,
      events.map(({ id, type, previousEventId }) => `${id} ${type} < ${previousEventId}`),
    ]),
  );
}

const reportOf = ({ effects }: Driven): MapRunReport | undefined =>
  effects.flatMap((effect) => (effect.type === 'map-run-ended' ? [effect.run] : [])).at(-1);

describe('redrive of a Map Run', () => {
  it('runs the child executions that had failed, and is told by its event', () => {
    const before = first(mapOf(), [1, 2, 3], failing(2));
    assert.equal(before.result.error, 'States.ExceedToleratedFailureThreshold');
    const { result, asked } = again(before.result.snapshot, ({ input }) => ({ output: Number(input) * 10 }));
    // The third was under way and was cut off.
    assert.deepEqual(asked, [2, 3]);
    assert.deepEqual(result.output, [1, 20, 30]);
    const at = result.history.findIndex(({ type }) => type === 'ExecutionRedriven');
    assert.deepEqual(chainOf(result).slice(at), [
      'ExecutionRedriven < ExecutionFailed',
      'MapRunRedriven < ExecutionRedriven',
      'MapRunSucceeded < MapRunRedriven',
      'MapStateSucceeded < MapRunSucceeded',
      'MapStateExited < MapRunRedriven',
      'ExecutionSucceeded < MapStateExited',
    ]);
    const started = result.history.find(({ type }) => type === 'MapRunStarted')?.details;
    assert.deepEqual(result.history[at + 1]?.details, { ...started, redriveCount: 1 });
  });

  it('goes on in a Standard child from the state that failed, in its own history and under its own name', () => {
    const before = first(mapOf(), [1], failing(1));
    const after = again(before.result.snapshot);
    assert.deepEqual(
      [...childrenOf(before, after).values()],
      [
        [
          '1 ExecutionStarted < 0',
          '2 PassStateEntered < 0',
          '3 PassStateExited < 2',
          '4 TaskStateEntered < 3',
          '5 TaskScheduled < 4',
          '6 TaskStarted < 5',
          '7 TaskFailed < 6',
          '8 ExecutionFailed < 7',
          '9 ExecutionRedriven < 8',
          '10 TaskScheduled < 9',
          '11 TaskStarted < 10',
          '12 TaskSucceeded < 11',
          '13 TaskStateExited < 12',
          '14 ExecutionSucceeded < 13',
        ],
      ],
    );
  });

  it('starts an Express child anew, in the same history', () => {
    const before = first(mapOf({}, 'EXPRESS'), [1], failing(1));
    const after = again(before.result.snapshot);
    const [history] = [...childrenOf(before, after).values()];
    assert.deepEqual(history?.slice(8, 11), [
      '9 ExecutionStarted < 0',
      '10 PassStateEntered < 0',
      '11 PassStateExited < 10',
    ]);
  });

  it('tells a Standard child how often it was redriven, an Express one not', () => {
    const tells = { 'count.$': '$$.Execution.RedriveCount', 'time.$': '$$.Execution.RedriveTime' };
    const processor = {
      StartAt: 'B',
      States: { B: task({ Next: 'C' }), C: { Type: 'Pass', Parameters: tells, End: true } },
    };
    const standard = again(first(mapOf({}, 'STANDARD', processor), [1], failing(1)).result.snapshot).result;
    assert.deepEqual(standard.output, [{ count: 1, time: new Date(LATER).toISOString() }]);
    const express = again(first(mapOf({}, 'EXPRESS', processor), [1], failing(1)).result.snapshot).result;
    assert.equal(express.error, 'States.ExceedToleratedFailureThreshold');
  });

  it('runs children that a tolerant run had let fail, too, and those that were cut off or had not begun', () => {
    const definition = mapOf({ ToleratedFailureCount: 1, MaxConcurrency: 2 });
    const before = first(definition, [0, 1, 2, 3, 4], failing(1, 3));
    assert.equal(before.result.status, 'FAILED');
    const { result, asked } = again(before.result.snapshot);
    assert.deepEqual(asked, [1, 3, 4]);
    assert.deepEqual(result.output, [0, 1, 2, 3, 4]);
  });

  it('runs no more at a time than MaxConcurrency; the others are pending', async () => {
    const before = first(mapOf({ MaxConcurrency: 2, ToleratedFailureCount: 3 }), [1, 2, 3, 4], () => FAILED);
    const open = new Set<number>();
    let most = 0;
    const result = await resume(redrive(before.result.snapshot, { now: LATER }), {
      task: async ({ id, input }) => {
        open.add(id);
        most = Math.max(most, open.size);
        await Promise.resolve();
        open.delete(id);
        return { output: input };
      },
    });
    assert.deepEqual(result.output, [1, 2, 3, 4]);
    assert.equal(most, 2);
  });

  it('is over again where too many fail again, and can be redriven again', () => {
    const before = first(mapOf(), [1, 2], () => FAILED);
    const second = again(before.result.snapshot, () => FAILED);
    assert.equal(second.result.error, 'States.ExceedToleratedFailureThreshold');
    const report = reportOf(second);
    assert.deepEqual([report?.redriveCount, report?.redriveTime, report?.status], [1, LATER, 'FAILED']);
    const third = again(second.result.snapshot, undefined, LATER + 1000);
    assert.deepEqual(third.result.output, [1, 2]);
    assert.equal(reportOf(third)?.redriveCount, 2);
    assert.deepEqual(reportOf(third)?.executions, {
      total: 2,
      succeeded: 2,
      failed: 0,
      timedOut: 0,
      aborted: 0,
      pending: 0,
    });
  });

  it('leaves a Standard child failed whose history is full', () => {
    const loop = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } };
    const choosy = {
      StartAt: 'C',
      States: {
        C: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 1, Next: 'A' }], Default: 'T' },
        ...loop.States,
        T: task({ End: true }),
      },
    };
    const before = first(mapOf({ ToleratedFailureCount: 1 }, 'STANDARD', choosy), [1, 2, 3], failing(2, 3));
    assert.equal(before.result.status, 'FAILED');
    const { result, asked } = again(before.result.snapshot);
    assert.deepEqual(asked, [2, 3]);
    assert.deepEqual(result.output, [2, 3]);
  });

  it('goes on with a run whose execution was stopped; its children are told to be aborted', () => {
    const silent = first(mapOf(), [1, 2], ({ input }) => (input === 1 ? { output: 1 } : { silent: true }));
    const effects: Effect[] = [];
    const stopped = stepAll(silent.result.snapshot, [{ type: 'stop' }], (effect) => effects.push(effect));
    const after = again(stopped);
    assert.deepEqual(after.asked, [2]);
    assert.deepEqual(after.result.output, [1, 2]);
    const cut = childrenOf(silent, { ...silent, effects }, after);
    assert.deepEqual([...cut.values()][1]?.slice(5, 9), [
      '6 TaskStarted < 5',
      '7 ExecutionAborted < 0',
      '8 ExecutionRedriven < 6',
      '9 TaskScheduled < 8',
    ]);
  });

  it('describes its children with their redrives in the result files', () => {
    const ResultWriter = {
      Resource: 'arn:aws:states:::s3:putObject',
      Parameters: { Bucket: 'b', Prefix: 'p' },
    };
    const before = first(mapOf({ ResultWriter }), [1], failing(1));
    const { effects, result } = again(before.result.snapshot);
    assert.equal(result.status, 'SUCCEEDED');
    const files = effects.flatMap((effect) => (effect.type === 'write-results' ? effect.files : []));
    const [told] = JSON.parse(files.find(({ key }) => key.endsWith('SUCCEEDED_0.json'))?.text ?? '[]') as JsonObject[];
    assert.ok(isJsonObject(told));
    assert.deepEqual(
      [told.RedriveCount, told.RedriveDate, told.Status],
      [1, new Date(LATER).toISOString(), 'SUCCEEDED'],
    );
    const failed = (type: string) => {
      const one = first(mapOf({ ResultWriter }, type), [1], failing(1)).effects;
      const parts = one.flatMap((effect) => (effect.type === 'write-results' ? effect.files : []));
      return parts.find(({ text }) => text.includes('RedriveStatus'))?.text ?? '';
    };
    assert.match(failed('STANDARD'), /"RedriveStatus":"REDRIVABLE"/);
    assert.match(failed('EXPRESS'), /"RedriveStatus":"REDRIVABLE_BY_MAP_RUN"/);
  });
});

describe('redrive of a distributed Map', () => {
  const ItemReader = {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'JSON' },
    Parameters: { Bucket: 'b', Key: 'k' },
  };

  it('reads the items of its run again where they could not be read', () => {
    const before = first(mapOf({ ItemReader }), {}, () => FAILED);
    assert.equal(before.result.error, 'States.ItemReaderFailed');
    const { result } = again(before.result.snapshot, ({ itemReader, input }) => ({
      output: itemReader ? [7, 8] : input,
    }));
    assert.deepEqual(result.output, [7, 8]);
    const types = result.history.map(({ type }) => type);
    assert.deepEqual(
      [types.filter((type) => type === 'MapRunStarted').length, types.includes('MapRunRedriven')],
      [1, true],
    );
  });

  it('keeps the items that were read, whatever the bucket holds by now', () => {
    const before = first(mapOf({ ItemReader }), {}, ({ itemReader, input }) =>
      itemReader ? { output: [7, 8] } : input === 8 ? FAILED : { output: input },
    );
    const { result, asked } = again(before.result.snapshot);
    assert.deepEqual(asked, [8]);
    assert.deepEqual(result.output, [7, 8]);
  });

  it('starts a new run where its own field had failed', () => {
    const before = first(mapOf({ OutputPath: '$.none' }), [1], failing());
    assert.equal(before.result.error, 'States.Runtime');
    const { result } = again(before.result.snapshot);
    const selector = first(mapOf({ ItemSelector: { 'v.$': '$.none' } }), [1], failing());
    assert.equal(selector.result.error, 'States.Runtime');
    const fresh = again(selector.result.snapshot).result;
    for (const { history } of [result, fresh])
      assert.equal(
        history.some(({ type }) => type === 'MapRunRedriven'),
        false,
      );
    assert.equal(fresh.history.filter(({ type }) => type === 'MapRunStarted').length, 2);
  });

  it('does not give back its retries, which AWS names for Task, Parallel and inline Map only', () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }];
    const before = first(mapOf({ Retry }), [1], failing(1));
    assert.equal(before.asked.length, 2);
    assert.equal(again(before.result.snapshot, failing(1)).asked.length, 1);
  });

  it('fails where its run has been redriven 1,000 times', () => {
    let { snapshot } = first(mapOf(), [1], failing(1)).result;
    for (let count = 1; count <= 1000; count++) {
      const result = resume(redrive(snapshot, { now: LATER + count }), { task: () => FAILED });
      assert.ok(!(result instanceof Promise));
      assert.equal(result.error, 'States.ExceedToleratedFailureThreshold');
      snapshot = result.snapshot;
    }
    assert.equal(again(snapshot, failing(1), LATER + 2000).result.error, 'States.Runtime');
  });
});
