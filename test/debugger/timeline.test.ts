/** The timeline: any moment can be visited again in any order and shows the very same execution. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileProgram, type ExecutionEvent, type Snapshot, start } from '#interpreter';
import { Ledger } from '../../debugger/run/ledger.ts';
import { overlayOf } from '../../debugger/run/overlay.ts';
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
    overlay: overlayOf(timeline.ledger, timeline.snapshot, undefined),
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

/** A Map with a Choice and variables in it, and a loop around it. */
const SUMS = {
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Assign: { rounds: 0 }, Next: 'Each' },
    Each: {
      Type: 'Map',
      MaxConcurrency: 3,
      ItemsPath: '$.items',
      ItemProcessor: {
        StartAt: 'Odd?',
        States: {
          'Odd?': {
            Type: 'Choice',
            Choices: [{ Variable: '$', NumericGreaterThan: 4, Next: 'Large' }],
            Default: 'Small',
          },
          Large: { Type: 'Pass', Assign: { 'seen.$': '$' }, Next: 'Both' },
          Small: { Type: 'Wait', Seconds: 1, Next: 'Both' },
          Both: { Type: 'Parallel', Branches: [one('A'), one('B')], ResultPath: null, End: true },
        },
      },
      ResultPath: null,
      Next: 'Count',
    },
    Count: { Type: 'Pass', Assign: { 'rounds.$': 'States.MathAdd($rounds, 1)' }, Next: 'Again?' },
    'Again?': { Type: 'Choice', Choices: [{ Variable: '$rounds', NumericLessThan: 4, Next: 'Each' }], Default: 'End' },
    End: { Type: 'Succeed' },
  },
};

function one(name: string): object {
  return { StartAt: name, States: { [name]: { Type: 'Pass', End: true } } };
}

const ITEMS = { items: [1, 2, 3, 4, 5, 6, 7, 8, 9] };

/** What an event-by-event run does next: a phase, or the time until something is due. */
const nextOf = ({ turn, queue, now }: Snapshot): ExecutionEvent =>
  turn !== undefined || queue.length > 0 ? ADVANCE : { type: 'time', now: now + 1000 };

function playSums(timeline: Timeline, leap: () => number): void {
  while (timeline.snapshot.status === 'RUNNING') {
    const event = nextOf(timeline.snapshot);
    const count = leap();
    if (event === ADVANCE && count > 1 && timeline.applyMany(count)) continue;
    timeline.apply(event);
  }
}

const arrivalsOf = (timeline: Timeline): unknown[] => {
  const found: unknown[] = [];
  // What was left out is noted with the first look, which begins again each time.
  timeline.findArrival(timeline.position, () => false);
  timeline.findArrival(timeline.position, (arrival) => {
    found.push(arrival);
    return false;
  });
  return found.slice(-1000);
};

describe('many phases in one call', () => {
  const slow = timelineOf(SUMS, ITEMS);
  playSums(slow, () => 1);

  for (const leap of [2, 7, 64, 5000])
    it(`are the same as one by one, ${leap} at a time`, () => {
      const fast = timelineOf(SUMS, ITEMS);
      let calls = 0;
      playSums(fast, () => (calls++ % 3 === 0 ? 1 : leap));
      assert.equal(fast.position, slow.position);
      assert.equal(pictureOf(fast), pictureOf(slow));
      for (let position = fast.position; position >= 0; position -= 13) {
        for (const timeline of [fast, slow]) timeline.moveTo(position);
        assert.equal(pictureOf(fast), pictureOf(slow), `at ${position}`);
        const isEntry = (arrival: { readonly isEntry: boolean }): boolean => arrival.isEntry;
        assert.deepEqual(fast.findArrival(position, isEntry), slow.findArrival(position, isEntry), `at ${position}`);
      }
      for (const timeline of [fast, slow]) timeline.moveTo(1_000_000);
      assert.deepEqual(arrivalsOf(fast), arrivalsOf(slow));
      assert.deepEqual(fast.visits.visits, slow.visits.visits);
    });

  it('can be followed by another future', () => {
    const fast = timelineOf(SUMS, ITEMS);
    playSums(fast, () => 50);
    fast.moveTo(70);
    fast.forgetFuture();
    playSums(fast, () => 9);
    assert.equal(pictureOf(fast), pictureOf(slow));
    fast.moveTo(60);
    slow.moveTo(60);
    const isAny = (): boolean => true;
    assert.deepEqual(fast.findArrival(60, isAny), slow.findArrival(60, isAny));
  });

  it('are not those in which something fails', () => {
    const timeline = timelineOf({ StartAt: 'No', States: { No: { Type: 'Fail', Error: 'No' } } }, {});
    assert.equal(timeline.applyMany(10), undefined);
    assert.equal(timeline.position, 0);
  });
});
