/**
 * Plain Tasks that follow each other take a shorter way than the phases (`interpreter/plain-tasks.ts`). Whether a host
 * wants to be told of news decides which of the two ways is taken, and nothing that is reached may tell them apart.
 */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '#asl/json';
import {
  type ExecutionEvent,
  openTasks,
  type RunHost,
  type RunResult,
  resume,
  runToEnd,
  type Snapshot,
  type StartOptions,
  start,
  step,
  type TaskOutcome,
  type TaskRequest,
} from '#interpreter';
import { createDice, type Dice } from './dice.ts';
import { machineOf, NOW, programOf } from './running.ts';
import { contentOf } from './snapshot-content.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const PLAIN = { Type: 'Task', Resource: FUNCTION };

/** States that stand between plain Tasks, each of which takes another way into a Task or out of it. */
const OTHERS: readonly JsonObject[] = [
  { Type: 'Pass' },
  { Type: 'Wait', Seconds: 3 },
  { ...PLAIN, ResultPath: '$.result' },
  { ...PLAIN, TimeoutSeconds: 5, HeartbeatSeconds: 2 },
  { ...PLAIN, QueryLanguage: 'JSONata', Output: '{% {"n": $states.input} %}' },
  { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f', 'Payload.$': '$' } },
  { Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:a' },
];

const RETRY = [{ ErrorEquals: ['Again'], IntervalSeconds: 1, MaxAttempts: 2 }];

function chain(dice: Dice, length: number): JsonObject {
  const states: Record<string, Json> = {};
  for (let n = 0; n < length; n++) {
    const state = dice.chance(0.8)
      ? { ...PLAIN, ...(dice.chance(0.3) && { QueryLanguage: 'JSONata' }) }
      : dice.pick(OTHERS);
    const failing = state.Type === 'Task' &&
      dice.chance(0.4) && { Retry: RETRY, Catch: [{ ErrorEquals: ['States.ALL'], Next: `S${length - 1}` }] };
    states[`S${n}`] = { ...state, ...failing, ...(n + 1 < length ? { Next: `S${n + 1}` } : { End: true }) };
  }
  return { StartAt: 'S0', States: states };
}

/** Chains alone, beside each other, and one after the other in a Map. */
function machine(dice: Dice): JsonObject {
  const length = dice.chance(0.05) ? 400 : dice.between(2, 12);
  const alone = chain(dice, length);
  if (dice.chance(0.7)) return { ...alone, TimeoutSeconds: 100 };
  const inside: JsonObject = dice.chance(0.5)
    ? { Type: 'Parallel', Branches: [alone, chain(dice, 3)] }
    : {
        Type: 'Map',
        ItemsPath: '$.items',
        MaxConcurrency: dice.between(1, 2),
        ItemProcessor: {
          ...alone,
          ...(dice.chance(0.3) && { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }),
        },
      };
  return { StartAt: 'Around', States: { Around: { ...inside, End: true } }, TimeoutSeconds: 100 };
}

const OUTPUTS: readonly Json[] = [
  { n: 1 },
  { items: [1, 2], text: 'ä"' },
  'text',
  7,
  null,
  [],
  {},
  { long: 'x'.repeat(400) },
];

function answer(dice: Dice): TaskOutcome {
  if (dice.chance(0.9)) return { output: dice.pick(OUTPUTS) };
  return dice.pick<TaskOutcome>([
    { failed: true, error: 'Again' },
    { failed: true, error: 'Never', cause: 'no' },
    { output: 1, worker: 'w' },
    { output: 2, submitted: 'job' },
    { output: 3, delay: 2000 },
    { silent: true },
  ]);
}

/** All that a snapshot says, with the bounds of sizes: both ways have the same objects. */
const allOf = (snapshot: Snapshot): readonly unknown[] => [
  contentOf(snapshot),
  snapshot.threads.map(({ frame }) => [frame?.inputBytes, frame?.inputLevels, frame?.measured, frame?.addedBytes]),
];

const TELL: Pick<RunHost, 'onNews'> = { onNews: () => {} };

/** What a run reaches, and what its host was asked. From some request on nobody answers, and the frames can be seen. */
async function reached(seed: number, way: Pick<RunHost, 'onNews'>) {
  const dice = createDice(seed);
  const program = programOf(machine(dice));
  const isAsynchronous = dice.chance(0.5);
  const options: StartOptions = {
    input: { items: [1, 2, 3] },
    now: NOW,
    seed: 42,
    ...(dice.chance(0.3) && { type: 'EXPRESS' as const }),
    ...(dice.chance(0.3) && { limits: { events: dice.between(5, 60), payloadBytes: dice.between(50, 500) } }),
  };
  const asked: TaskRequest[] = [];
  const answered = dice.between(1, 30);
  const task: RunHost['task'] = (request) => {
    asked.push(request);
    const outcome: TaskOutcome = asked.length > answered ? { silent: true } : answer(dice);
    return isAsynchronous ? Promise.resolve(outcome) : outcome;
  };
  const { snapshot } = await runToEnd(program, options, { task, ...way });
  return { all: allOf(snapshot), asked };
}

const threeTasks: JsonObject = {
  StartAt: 'S0',
  States: { S0: { ...PLAIN, Next: 'S1' }, S1: { ...PLAIN, Next: 'S2' }, S2: { ...PLAIN, End: true } },
};

/** A chain that is over after its Task, and another one beside it. */
const twoChains: JsonObject = {
  ...machineOf({ Type: 'Parallel', Branches: [machineOf(PLAIN), threeTasks] }),
  TimeoutSeconds: 100,
};

/** An execution whose first phases have run, until so many tasks are asked for. */
function asking(definition: JsonObject, count: number): Snapshot {
  let snapshot = start(programOf(definition), { input: {}, now: NOW });
  while (openTasks(snapshot).length < count) snapshot = step(snapshot, { type: 'advance' }).snapshot;
  return snapshot;
}

describe('plain Tasks that follow each other', () => {
  it('reach what the phases reach, whatever is between them, before and behind', async () => {
    for (let seed = 1; seed <= 3000; seed++)
      assert.deepEqual(await reached(seed, {}), await reached(seed, TELL), `seed ${seed}`);
  }).timeout(120_000);

  for (const news of [
    { type: 'task-started', task: 2 },
    { type: 'set-stage', thread: 3, stage: 'afterInputPath', value: 'other' },
    { type: 'set-stage', thread: 3, stage: 'afterResultSelector', value: 'other' },
    { type: 'set-stage', thread: 3, stage: 'afterResultPath', value: 'other' },
    { type: 'set-stage', thread: 3, stage: 'output', value: 'other' },
  ] satisfies readonly ExecutionEvent[])
    it(`reach what the phases reach where an execution goes on after ${JSON.stringify(news)}`, async () => {
      const snapshot = step(asking(twoChains, 2), news).snapshot;
      // The first chain ends at once, so that the other stands in its place when its answer comes.
      const task: RunHost['task'] = ({ id }) =>
        id === 1 ? { output: 1 } : id < 4 ? Promise.resolve({ output: { id } }) : { silent: true };
      const short = await resume(snapshot, { task });
      assert.equal(short.snapshot.threads[1]?.frame?.name, 'S2');
      assert.deepEqual(allOf(short.snapshot), allOf((await resume(snapshot, { task, ...TELL })).snapshot));
    });

  it('end with the time of an Express execution, which is counted in phases', async () => {
    const program = programOf({
      StartAt: 'S0',
      States: { S0: { ...PLAIN, Next: 'S1' }, S1: { ...PLAIN, Next: 'S0' } },
    });
    const run = (way: Pick<RunHost, 'onNews'>) =>
      runToEnd(
        program,
        { input: 0, now: NOW, type: 'EXPRESS', limits: { events: Number.POSITIVE_INFINITY } },
        { task: ({ id }) => ({ output: id }), ...way },
      ) as RunResult;
    const { snapshot: short } = run({});
    const { snapshot: long } = run(TELL);
    assert.equal(short.status, 'TIMED_OUT');
    assert.equal(short.tick, long.tick);
    assert.equal(short.historyLength, long.historyLength);
  }).timeout(60_000);

  it('are those of a function without fields for data or time', () => {
    const withNext = (state: JsonObject) =>
      programOf({ StartAt: 'S', States: { S: { ...PLAIN, Next: 'T' }, T: { ...state, End: true } } });
    const isShort = (state: JsonObject) => withNext(state).states.get('/States/S')?.toNextTask !== undefined;
    assert.ok(isShort(PLAIN));
    assert.ok(isShort({ ...PLAIN, Retry: RETRY }));
    for (const state of OTHERS) assert.ok(!isShort(state), JSON.stringify(state));
  });
});
