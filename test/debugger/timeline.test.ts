/** The timeline: any moment can be visited again in any order and shows the very same execution. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileProgram, type ExecutionEvent, type Snapshot, start } from '#interpreter';
import { Ledger } from '../../debugger/run/ledger.ts';
import { Timeline } from '../../debugger/run/timeline.ts';

const machine = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, 'machines', name), 'utf8'));

/** Passes and a Choice, counting to `n`: long enough for several checkpoints. */
const counter = (n: number) => ({
  StartAt: 'More?',
  States: {
    'More?': { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: n, Next: 'Add' }], Default: 'End' },
    Add: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'More?' },
    End: { Type: 'Succeed' },
  },
});

function timelineOf(definition: object, input: object): Timeline {
  const { program } = compileProgram(definition as never);
  assert.ok(program);
  const snapshot = start(program, { input: input as never, now: 0 });
  const ledger = new Ledger((task) => task.stateName);
  ledger.begin(snapshot);
  return new Timeline(snapshot, ledger);
}

const ADVANCE: ExecutionEvent = { type: 'advance' };

/** What can be seen of a moment. */
function pictureOf(timeline: Timeline): string {
  const { status, now, tick, historyLength, threads }: Snapshot = timeline.snapshot;
  const visible = threads.map(({ id, status: doing, frame, variables }) => ({
    id,
    doing,
    pointer: frame?.pointer,
    phase: frame?.phase,
    stages: frame?.stages,
    variables,
  }));
  return JSON.stringify({
    status,
    now,
    tick,
    historyLength,
    visible,
    overlay: timeline.ledger.overlay(timeline.snapshot, undefined),
  });
}

function playToEnd(timeline: Timeline): string[] {
  const pictures = [pictureOf(timeline)];
  while (timeline.snapshot.status === 'RUNNING') {
    timeline.apply(ADVANCE);
    pictures.push(pictureOf(timeline));
  }
  return pictures;
}

describe('the timeline', () => {
  for (const [name, definition, input] of [
    ['a loop over several checkpoints', counter(300), { n: 0 }],
    ['branches and iterations', machine('fan.asl.json'), {}],
  ] as const) {
    it(`shows the same at every visit: ${name}`, () => {
      const timeline = timelineOf(definition, input);
      const pictures = playToEnd(timeline);
      // Back by strides that share no factor with the length visit moments in a mixed order.
      const length = pictures.length;
      for (let i = 0, position = length - 1; i < length; i++, position = (position + 7919) % length) {
        timeline.moveTo(position);
        assert.equal(pictureOf(timeline), pictures[position], `position ${position}`);
      }
    });
  }

  it('replays what is recorded when it goes forward again', () => {
    const timeline = timelineOf(counter(5), { n: 0 });
    const pictures = playToEnd(timeline);
    timeline.moveTo(3);
    assert.equal(timeline.isLive, false);
    while (timeline.recorded) timeline.apply(timeline.recorded);
    assert.equal(timeline.isLive, true);
    assert.equal(pictureOf(timeline), pictures.at(-1));
  });

  it('forgets the future when something else happens', () => {
    const timeline = timelineOf(counter(5), { n: 0 });
    playToEnd(timeline);
    timeline.moveTo(6);
    timeline.apply({ type: 'stop' });
    assert.equal(timeline.isLive, true);
    assert.equal(timeline.snapshot.status, 'ABORTED');
    timeline.moveTo(2);
    while (timeline.recorded) timeline.apply(timeline.recorded);
    assert.equal(timeline.position, 7);
  });
});
