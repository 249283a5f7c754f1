/** The rules of the picture on machines that nobody drew, and the time that big ones take. */
import assert from 'node:assert/strict';
import { buildScene, LayoutCache, layoutScene } from '#graph';
import { largeMachine, machineOf, randomMachine } from './machines.ts';
import { breachesOf, sharedWays } from './picture-checks.ts';

describe('the layout', () => {
  it('keeps everything apart in random machines', () => {
    const broken: string[] = [];
    for (let seed = 1; seed <= 300; seed++) {
      const machine = randomMachine(seed, { states: 2 + (seed % 23), depth: seed % 3 });
      const placed = layoutScene(buildScene(machine));
      broken.push(...[...breachesOf(placed), ...sharedWays(placed)].map((breach) => `seed ${seed}: ${breach}`));
    }
    assert.deepEqual(broken.slice(0, 10), []);
  });

  it('is the same for the same machine', () => {
    const layout = () => layoutScene(buildScene(randomMachine(7, { states: 20, depth: 2 })));
    assert.deepEqual(layout(), layout());
  });

  it('lays out only the scopes that changed', () => {
    const machine = (comment: string) =>
      buildScene(
        machineOf({
          StartAt: 'A',
          States: {
            A: { Type: 'Pass', Next: 'M', Result: comment },
            M: { Type: 'Map', End: true, ItemProcessor: { StartAt: 'B', States: { B: { Type: 'Pass', End: true } } } },
          },
        }),
      );
    const cache = new LayoutCache();
    const inner = (placed: ReturnType<typeof layoutScene>) => placed.nodes[1]?.scopes[0]?.placed;
    const before = layoutScene(machine('one'), cache);
    const same = layoutScene(machine('one'), cache);
    const after = layoutScene({ ...machine('two'), root: { ...machine('two').root, label: 'changed' } }, cache);
    assert.equal(same, before);
    assert.notEqual(after, before);
    assert.equal(inner(after), inner(before));
  });

  for (const [kind, boxed] of [
    ['in one scope', false],
    ['in many scopes', true],
  ] as const) {
    it(`takes well under 100 ms for 1,000 states ${kind}`, () => {
      const machine = largeMachine(1_000, boxed);
      const scene = buildScene(machine);
      assert.ok(machine.states.length >= 1_000);
      assert.deepEqual(breachesOf(layoutScene(scene)), []);
      // Time of the processor: other work on the machine does not count.
      const times = [1, 2, 3, 4, 5, 6, 7].map(() => {
        const began = process.cpuUsage();
        layoutScene(scene);
        const { user, system } = process.cpuUsage(began);
        return (user + system) / 1_000;
      });
      const best = Math.min(...times);
      console.log(`      ${machine.states.length} states in ${best.toFixed(1)} ms.`);
      assert.ok(best < 100, `${best} ms`);
    });
  }

  it('stays within seconds where everything leads everywhere', () => {
    const began = process.cpuUsage();
    const placed = layoutScene(buildScene(randomMachine(5, { states: 2_000, depth: 0 })));
    const { user, system } = process.cpuUsage(began);
    const time = (user + system) / 1_000;
    assert.deepEqual(breachesOf(placed).slice(0, 5), []);
    console.log(`      2,000 states with jumps across the whole machine in ${time.toFixed(0)} ms.`);
    assert.ok(time < 10_000, `${time} ms`);
  });
});
