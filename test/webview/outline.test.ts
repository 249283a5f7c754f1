/** Where the arrow keys lead. */
import assert from 'node:assert/strict';
import { buildScene, layoutScene, MARGIN } from '#graph';
import { type Direction, outlineOf } from '../../webview/outline.ts';
import { largeMachine, machineOf } from '../graph/machines.ts';

const outline = outlineOf(
  layoutScene(
    buildScene(
      machineOf({
        StartAt: 'Begin',
        States: {
          Begin: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'Box' }], Default: 'Aside' },
          Box: {
            Type: 'Parallel',
            Branches: [
              { StartAt: 'One', States: { One: { Type: 'Pass', Next: 'Two' }, Two: { Type: 'Pass', End: true } } },
              { StartAt: 'Other', States: { Other: { Type: 'Pass', End: true } } },
            ],
            Next: 'Check',
          },
          Aside: { Type: 'Pass', Next: 'Check' },
          Check: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'Done' }], Default: 'Begin' },
          Done: { Type: 'Succeed' },
        },
      }),
    ),
  ),
  MARGIN,
);

/** Walks by names: the name of the state that keys lead to from another one. */
function walk(name: string, ...directions: Direction[]): string | undefined {
  let stop = [...outline.stops.values()].find((one) => one.name === name);
  for (const direction of directions) stop = stop && outline.neighbor(stop.id, direction);
  return stop?.name;
}

describe('the arrow keys', () => {
  it('begin at the first state', () => assert.equal(outline.first?.name, 'Begin'));

  it('go down along the straightest line, into boxes and out of them', () => {
    assert.equal(walk('Begin', 'down'), 'Box');
    assert.equal(walk('Box', 'down'), 'One');
    assert.equal(walk('One', 'down'), 'Two');
    assert.equal(walk('Two', 'down'), 'Check');
    assert.equal(walk('Check', 'down'), 'Done');
    assert.equal(walk('Done', 'down'), undefined);
  });

  it('go back up the same way', () => {
    assert.equal(walk('Done', 'up', 'up'), 'Box');
    assert.equal(walk('Two', 'up', 'up', 'up'), 'Begin');
    assert.equal(walk('Begin', 'up'), undefined);
  });

  it('go sideways to what stands beside', () => {
    assert.equal(walk('One', 'right'), 'Other');
    assert.equal(walk('Other', 'left'), 'One');
    assert.equal(walk('Box', 'right'), 'Aside');
  });

  it('reach every state of a large machine', () => {
    const large = outlineOf(layoutScene(buildScene(largeMachine(200, true))), MARGIN);
    const seen = new Set<string>();
    const open = [large.first?.id ?? ''];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      for (const direction of ['down', 'up', 'left', 'right'] as const) {
        const next = large.neighbor(id, direction);
        if (next) open.push(next.id);
      }
    }
    assert.equal(seen.size, large.stops.size);
  });
});
