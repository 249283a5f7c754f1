/** A history is kept more tightly than it is read: whoever reads it gets the events that a listener was told. */
import assert from 'node:assert/strict';
import type { Json } from '#asl/json';
import { advance, type HistoryEvent, historyOf, type RunHost, runToEnd, start, step } from '#interpreter';
import { EXAMPLES } from './machines.ts';
import { programOf } from './running.ts';

/** Goes round `count` times: six events a round, over several pages of the history, and the clock moves with each. */
const loop = (count: number): Json => ({
  StartAt: 'More?',
  States: {
    'More?': { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: count, Next: 'Add' }], Default: 'Done' },
    Add: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Rest' },
    Rest: { Type: 'Wait', Seconds: 1, Next: 'More?' },
    Done: { Type: 'Succeed' },
  },
});

/** So many tasks one after the other, and before them so many Pass states, which move the ends of pages. */
function tasks(count: number, before: number, Resource: string): Json {
  const states: Record<string, Json> = {};
  for (let n = 0; n < before; n++) states[`P${n}`] = { Type: 'Pass', Next: n + 1 < before ? `P${n + 1}` : 'T0' };
  for (let n = 0; n < count; n++)
    states[`T${n}`] = { Type: 'Task', Resource, ...(n + 1 < count ? { Next: `T${n + 1}` } : { End: true }) };
  return { StartAt: before > 0 ? 'P0' : 'T0', States: states };
}

/** What a listener is told of a run. The first event is written before anybody can listen. */
async function told(definition: Json, input: Json, host: RunHost) {
  const events: HistoryEvent[] = [];
  const onEffect: RunHost['onEffect'] = (effect) => {
    if (effect.type === 'history') events.push(effect.event);
  };
  const { history } = await runToEnd(programOf(definition), { input, now: 1_000_000, seed: 42 }, { ...host, onEffect });
  return { events, history };
}

describe('a history', () => {
  for (const { name, definition, input, task } of EXAMPLES) {
    it(`has the events that a listener is told, heard or not: ${name}`, async () => {
      const { events, history } = await told(definition as Json, input, { task });
      assert.deepEqual(history.slice(1), events);
      const program = programOf(definition as Json);
      const unheard = await runToEnd(program, { input, now: 1_000_000, seed: 42 }, { task });
      assert.deepEqual(unheard.history, history);
    });
  }

  it('keeps the moment of every event, however many there are', async () => {
    const { events, history } = await told(loop(300), { n: 0 }, { task: () => ({ silent: true }) });
    assert.equal(history.length, 2 + 300 * 6 + 4);
    assert.deepEqual(history.slice(1), events);
    assert.equal(history.at(-1)?.timestamp, 1_000_000 + 300 * 1000);
  });

  for (const resource of ['arn:aws:lambda:us-east-1:123456789012:function:count', 'arn:aws:states:::lambda:invoke'])
    it(`has the events of every task, heard or not, wherever a page of it ends: ${resource}`, async () => {
      for (let more = 0; more < 6; more++) {
        const definition = tasks(500, more, resource);
        const task: RunHost['task'] = ({ id }) => (id % 7 === 0 ? { output: id, worker: 'w' } : { output: id });
        const { events, history } = await told(definition, null, { task });
        assert.equal(history.length, 2 + 500 * 5 + more * 2);
        assert.deepEqual(history.slice(1), events);
        const unheard = await runToEnd(programOf(definition), { input: null, now: 1_000_000, seed: 42 }, { task });
        assert.deepEqual(unheard.history, history);
      }
    });

  for (const [resource, family] of [
    ['arn:aws:states:::lambda:invoke', 'Task'],
    ['arn:aws:lambda:us-east-1:123456789012:function:count', 'LambdaFunction'],
  ] as const)
    it(`goes on in two ways from where a run stands that nobody has listened to: ${resource}`, async () => {
      const machine = programOf(tasks(500, 0, resource));
      for (let answered = 0; answered < 300; answered += 13) {
        const task: RunHost['task'] = ({ id }) => (id <= answered ? { output: id } : { silent: true });
        const { snapshot, history } = await runToEnd(machine, { input: null, now: 5 }, { task });
        const open = answered + 1;
        const done = step(snapshot, { type: 'task-succeeded', task: open, output: 'more' }).snapshot;
        const failed = step(snapshot, { type: 'task-failed', task: open, error: 'Boom' }).snapshot;
        for (const [other, type] of [
          [done, `${family}Succeeded`],
          [failed, `${family}Failed`],
        ] as const) {
          assert.deepEqual(historyOf(other).slice(0, history.length), history);
          assert.equal(historyOf(other).at(-1)?.type, type);
        }
      }
    });

  it('is of its own after any event from which another way is taken', () => {
    const machine = programOf(loop(20));
    const kept = [start(machine, { input: { n: 0 }, now: 0 })];
    for (let last = kept[0]; last?.status === 'RUNNING'; last = kept.at(-1)) {
      const next = step(last, { type: 'advance' }).snapshot;
      kept.push(next.tick > last.tick ? next : step(last, { type: 'time', now: last.now + 1000 }).snapshot);
    }
    const whole = historyOf(kept.at(-1) as (typeof kept)[0]);
    for (const snapshot of kept) {
      const { historyLength, now, status } = snapshot;
      if (status !== 'RUNNING') break;
      const late = step(snapshot, { type: 'time', now: now + 7 }).snapshot;
      const stopped = historyOf(step(late, { type: 'stop', error: 'Enough' }).snapshot);
      assert.deepEqual(stopped.slice(0, -1), whole.slice(0, historyLength));
      const { type, timestamp } = stopped.at(-1) ?? {};
      assert.deepEqual({ type, timestamp }, { type: 'ExecutionAborted', timestamp: now + 7 });
    }
    for (const snapshot of kept) assert.deepEqual(historyOf(snapshot), whole.slice(0, snapshot.historyLength));
  });

  it('is empty where none is kept, and its length is known all the same', () => {
    const last = advance(start(programOf(loop(0)), { input: { n: 0 }, now: 0, keepsHistory: false }));
    assert.deepEqual(historyOf(last), []);
    assert.equal(last.historyLength, 6);
  });
});

describe('the result of a run', () => {
  it('has its history in a copy, too, and gives the same events each time', async () => {
    const result = await runToEnd(programOf(loop(0)), { input: { n: 0 }, now: 0 }, { task: () => ({ silent: true }) });
    const copy = { ...result };
    assert.equal(copy.history.length, 6);
    assert.equal(result.history, copy.history);
  });
});
