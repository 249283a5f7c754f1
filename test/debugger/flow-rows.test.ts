/** Rows of a data flow: marks between two values, pages of large ones, and a run that is looked at after its session. */
import assert from 'node:assert/strict';
import type { Json } from '#asl/json';
import type { DataFlow, FlowRow, RunTimeline } from '#protocol';
import { PAGE_ROWS, rootRow, rowsAt } from '../../debugger/data/flow-rows.ts';
import { createFakeHost, DapClient } from './dap-client.ts';

const marks = (rows: readonly FlowRow[] | undefined): string[] =>
  (rows ?? []).map(
    ({ key, mark, before, text }) => `${key} ${mark} ${before === undefined ? '' : `${before} → `}${text}`,
  );
const compare = (before: Json, after: Json): FlowRow => rootRow({ before, after });

describe('rows of a data flow', () => {
  it('mark what is new, gone and changed, in the order of now', () => {
    const root = compare({ a: 1, gone: true, same: [1] }, { same: [1], a: 2, fresh: null });
    assert.equal(root.mark, 'changed');
    assert.deepEqual(marks(root.rows), ['same same [1]', 'a changed 1 → 2', 'fresh added null', 'gone removed true']);
  });

  it('compare arrays item by item', () => {
    assert.deepEqual(marks(compare([1, 2, 3], [1, 5]).rows), ['0 same 1', '1 changed 2 → 5', '2 removed 3']);
  });

  it('show both values where one kind takes the place of another', () => {
    const root = compare({ a: { b: 1 } }, { a: [1] });
    assert.deepEqual(marks(root.rows), ['a changed {"b": 1} → [1]']);
    assert.deepEqual(marks(root.rows?.[0]?.rows), ['0 added 1']);
    assert.deepEqual(marks([compare('x', 'y')]), [' changed "x" → "y"']);
  });

  it('take members by their own names only', () => {
    assert.deepEqual(marks(compare({}, { toString: 1 }).rows), ['toString added 1']);
  });

  it('give a large value page by page', () => {
    const before = Array.from({ length: 100_000 }, (_, index) => index);
    const after = [...before];
    after[50_000] = -1;
    const root = compare(before, after);
    assert.deepEqual([root.count, root.rows?.length], [100_000, PAGE_ROWS]);
    assert.deepEqual(marks(rowsAt({ before, after }, [], 50_000).slice(0, 2)), [
      '50000 changed 50000 → -1',
      '50001 same 50001',
    ]);
    assert.deepEqual(rowsAt({ before, after }, [], 100_000), []);
  });

  it('are found below a path, and nothing is found below what is not there', () => {
    const pair = { before: { a: [{ b: 1 }] }, after: { a: [{ b: 2 }] } };
    assert.deepEqual(marks(rowsAt(pair, ['a', 0], 0)), ['b changed 1 → 2']);
    assert.deepEqual(rowsAt(pair, ['a', 7, 'x'], 0), []);
  });
});

describe('a run that is over', () => {
  it('is looked at when its session takes no messages any more', async () => {
    const definition = { StartAt: 'A', States: { A: { Type: 'Pass', Result: { b: 1 }, End: true } } };
    const client = new DapClient(createFakeHost({ '/w/a.asl.json': JSON.stringify(definition) }));
    await client.initialize();
    const launched = client.send('launch', { program: '/w/a.asl.json', input: {} });
    await client.event('initialized');
    await client.request('configurationDone');
    await launched;
    await client.event('terminated');
    await client.request('disconnect', {});
    client.session.dispose();
    const timeline = client.session.inspect('stepwright/runTimeline', {}) as RunTimeline;
    assert.deepEqual([timeline.status, timeline.lanes[0]?.visits.length], ['SUCCEEDED', 1]);
    const flow = client.session.inspect('stepwright/dataFlow', { pointer: '/States/A' }) as DataFlow;
    assert.deepEqual(
      flow.stages.map(({ name }) => name),
      ['Input', 'Result', 'Output'],
    );
    const rows = client.session.inspect('stepwright/dataFlowRows', {
      flow: flow.id,
      stage: 'result',
      path: [],
      start: 0,
    });
    assert.deepEqual(marks((rows as { rows: FlowRow[] }).rows), ['b added 1']);
    assert.throws(
      () => client.session.inspect('stepwright/dataFlow', { pointer: '/States/B' }),
      /This state has not run\./,
    );
  });
});
