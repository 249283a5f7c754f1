/** The views of a run without their pages: words, rows that unfold, where bars stand, and which messages are believed. */
import assert from 'node:assert/strict';
import type { FlowRow, RunTimeline, ToRunView, Visit } from '#protocol';
import { FlowTree, moveOf } from '../../webview/run-views/flow-tree.ts';
import { readToRunView } from '../../webview/run-views/messages.ts';
import { layoutTimeline } from '../../webview/run-views/timeline-layout.ts';
import {
  bytesText,
  countText,
  durationText,
  partsOfLaneName,
  rowLabel,
  startedText,
  visitLabel,
  warningText,
} from '../../webview/run-views/words.ts';

const row = (key: string | number, more: Partial<FlowRow> = {}): FlowRow => ({
  key,
  mark: 'same',
  text: '1',
  kind: 'scalar',
  count: 0,
  ...more,
});

describe('words of the views of a run', () => {
  it('say sizes, counts and durations', () => {
    assert.deepEqual([0, 1023, 12_698, 10_485_760].map(bytesText), ['0 B', '1023 B', '12.4 KiB', '10 MiB']);
    assert.deepEqual([7, 25_000, 1_234_567].map(countText), ['7', '25\u2009000', '1\u2009234\u2009567']);
    assert.deepEqual([0, 1500, 125_000, 3_600_000, 93_600_000].map(durationText), [
      '0 ms',
      '1.5 s',
      '2 min 5 s',
      '1 h',
      '1 d 2 h',
    ]);
  });

  it('say when a run began in the time of its clock, whatever the time zone of the screen', () => {
    const start = Date.UTC(2026, 10, 20, 19, 48, 15, 500);
    assert.equal(startedText(start, 90_000), '1 min 30 s, started 2026-11-20 19:48:15 UTC');
  });

  it('keep the number of a lane apart from the name that may be cut', () => {
    assert.deepEqual(partsOfLaneName('Each ▸ order ▸ item 17'), ['Each ▸ order', ' ▸ item 17']);
    assert.deepEqual(partsOfLaneName('order.asl.json'), ['order.asl.json', '']);
  });

  it('warn in words near a limit and above it', () => {
    assert.deepEqual(
      [80, 81, 101].map((size) => warningText({ size, limit: 100 })),
      ['', 'near the limit', 'over the limit'],
    );
  });

  it('tell a screen reader what has changed', () => {
    assert.equal(rowLabel(row('a', { mark: 'changed', text: '2', before: '1' })), 'a: 2, changed, before 1');
    assert.equal(rowLabel(row(0, { kind: 'array', count: 3, text: '[…]' })), '0: 3 items');
    const visit: Visit = {
      id: 1,
      pointer: '/States/A',
      stateName: 'A',
      start: 3,
      startTime: 2000,
      end: 9,
      endTime: 5000,
      outcome: 'caught',
      retries: [{ position: 5, time: 2500, error: 'Busy' }],
    };
    assert.equal(
      visitLabel(visit, 1000, true),
      'A, caught after 3 s, entered at 1 s, 1 retry for Busy, recorded, still to come',
    );
  });
});

describe('the tree of a stage', () => {
  const value = row('', {
    kind: 'object',
    count: 3,
    rows: [row('a'), row('list', { kind: 'array', count: 2 })],
  });
  const texts = (tree: FlowTree): string[] =>
    tree.lines.map((line) =>
      line.kind === 'row'
        ? `${line.level} ${line.path.join('/')}`
        : `${line.level} more ${line.left} from ${line.start}`,
    );

  it('lists what is unfolded, and what can be asked for', () => {
    assert.deepEqual(texts(new FlowTree(value)), ['1 a', '1 list', '1 more 1 from 2']);
  });

  it('shows a simple value as one line', () => {
    assert.deepEqual(texts(new FlowTree(row(''))), ['1 ']);
  });

  it('asks for rows when they are not there, takes them once and folds again', () => {
    const tree = new FlowTree(value);
    assert.equal(tree.toggle(['list']), true);
    tree.add(['list'], 0, [row(0), row(1)]);
    tree.add(['list'], 0, [row(0), row(1)]);
    assert.deepEqual(texts(tree), ['1 a', '1 list', '2 list/0', '2 list/1', '1 more 1 from 2']);
    assert.equal(tree.toggle(['list']), false);
    assert.equal(tree.toggle(['list']), false);
    assert.equal(tree.lines.length, 5);
    assert.equal(tree.toggle(['a']), false);
  });

  it('is walked with the arrows as trees are', () => {
    const tree = new FlowTree(value);
    assert.deepEqual(moveOf(tree.lines, 0, 'ArrowDown'), { to: 1 });
    assert.deepEqual(moveOf(tree.lines, 0, 'ArrowRight'), undefined);
    assert.deepEqual(moveOf(tree.lines, 1, 'ArrowRight'), { open: true });
    tree.toggle(['list']);
    tree.add(['list'], 0, [row(0), row(1)]);
    assert.deepEqual(moveOf(tree.lines, 1, 'ArrowRight'), { to: 2 });
    assert.deepEqual(moveOf(tree.lines, 3, 'ArrowLeft'), { to: 1 });
    assert.deepEqual(moveOf(tree.lines, 1, 'ArrowLeft'), { open: false });
    assert.deepEqual(moveOf(tree.lines, 0, 'End'), { to: 4 });
  });
});

const visit = (id: number, start: number, end: number | undefined, more: Partial<Visit> = {}): Visit => ({
  id,
  pointer: `/States/${id}`,
  stateName: String(id),
  start,
  startTime: 0,
  ...(end === undefined ? {} : { end, endTime: 0, outcome: 'succeeded' }),
  retries: [],
  ...more,
});
const timelineOf = (visits: readonly Visit[], position?: number): RunTimeline => ({
  status: 'RUNNING',
  startTime: 0,
  ...(position === undefined ? {} : { position }),
  lanes: [{ thread: 1, name: 'm', depth: 0, visits, left: 0 }],
  laneCount: 1,
});

describe('the layout of the timeline', () => {
  it('gives each step of an instant run the same room', () => {
    const { bars, gaps } = layoutTimeline(timelineOf([visit(0, 0, 7), visit(1, 7, 9), visit(2, 9, undefined)]), 300);
    assert.deepEqual(
      [...bars.values()].map(({ x, width }) => [x, width]),
      [
        [0, 100],
        [100, 100],
        [200, 100],
      ],
    );
    assert.deepEqual(gaps, []);
  });

  it('widens where time passes, and fits the room that there is', () => {
    const { bars, gaps, width } = layoutTimeline(
      timelineOf([visit(0, 0, 7, { endTime: 9_000 }), visit(1, 7, 9, { startTime: 9_000, endTime: 9_000 })]),
      334,
    );
    assert.deepEqual(
      gaps.map(({ milliseconds }) => milliseconds),
      [9000],
    );
    assert.equal(bars.get(0)?.width, 134);
    assert.ok(width <= 334);
  });

  it('marks retries inside the bar, and what is still to come', () => {
    const retried = visit(0, 0, 8, { retries: [{ position: 4, time: 0 }] });
    const { bars, here } = layoutTimeline(timelineOf([retried, visit(1, 8, 12)], 6), 400);
    assert.deepEqual(bars.get(0), { x: 0, width: 200, retries: [100], isAhead: false });
    assert.equal(bars.get(1)?.isAhead, true);
    assert.equal(here, 150);
  });

  it('has room for nothing, and for more than fits', () => {
    assert.equal(layoutTimeline(timelineOf([]), 300).bars.size, 0);
    const many = Array.from({ length: 500 }, (_, id) => visit(id, id, id + 1));
    assert.ok(layoutTimeline(timelineOf(many), 300).width > 10_000);
  });
});

describe('a message to a view of a run', () => {
  const good: readonly ToRunView[] = [
    { type: 'empty', message: 'm' },
    { type: 'timeline', timeline: timelineOf([visit(0, 0, 1)], 1), selected: 0 },
    { type: 'rows', flow: 1, stage: 'input', path: ['a', 0], start: 0, rows: [row('b')] },
    {
      type: 'flow',
      flow: {
        id: 1,
        pointer: '/States/A',
        stateName: 'A',
        stateType: 'Pass',
        events: { size: 1, limit: 2 },
        stages: [
          { id: 'input', name: 'Input', isSame: false, isAhead: false, bytes: { size: 1, limit: 2 }, value: row('') },
        ],
      },
    },
  ];
  for (const message of good) it(`is read: ${message.type}`, () => assert.equal(readToRunView(message), message));

  const bad: readonly unknown[] = [
    undefined,
    {},
    { type: 'toString' },
    { type: 'empty' },
    { type: 'timeline', timeline: { lanes: [{}] } },
    { type: 'rows', flow: 1, stage: 'input', path: [{}], start: 0, rows: [] },
    { type: 'rows', flow: 1, stage: 'input', path: [], start: 0, rows: [{ key: 'a', mark: 'new' }] },
    { type: 'flow', flow: { id: 1, pointer: '/', stateName: 'A', stateType: 'Pass', events: {}, stages: [] } },
  ];
  for (const message of bad)
    it(`is dropped: ${JSON.stringify(message)?.slice(0, 70)}`, () => assert.equal(readToRunView(message), undefined));
});
