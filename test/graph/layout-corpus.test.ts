/** The rules of the picture, checked on every definition of the corpus. */
import assert from 'node:assert/strict';
import type { State } from '#asl';
import { buildScene, layoutScene, type PlacedScope, renderMermaid, renderSvg } from '#graph';
import { corpusMachines } from './corpus.ts';
import { breachesOf, sharedWays } from './picture-checks.ts';

describe('the graphs of the corpus', function () {
  const machines = corpusMachines();
  if (!machines) {
    console.log('      The corpus is not here (../shared/corpus/definitions); its graphs are not checked.');
    return;
  }
  this.timeout(60_000);

  it('hold each state of the definition once', () => {
    let states = 0;
    for (const { name, machine } of machines) {
      const drawn = namesIn(layoutScene(buildScene(machine)));
      assert.deepEqual(drawn.sort(), machine.states.map((state: State) => state.name).sort(), name);
      states += drawn.length;
    }
    console.log(`      ${machines.length} machines with ${states} states.`);
  });

  it('keep states, labels, lines and containers apart', () => {
    const broken = machines.flatMap(({ name, machine }) =>
      breachesOf(layoutScene(buildScene(machine))).map((breach) => `${name}: ${breach}`),
    );
    assert.deepEqual(broken, []);
  });

  it('let no two lines run along each other that do not belong together', () => {
    const shared = machines.flatMap(({ name, machine }) =>
      sharedWays(layoutScene(buildScene(machine))).map((way) => `${name}: ${way}`),
    );
    assert.deepEqual(shared, []);
  });

  it('become SVG and Mermaid text without undefined or NaN in it', () => {
    for (const { name, machine } of machines) {
      const scene = buildScene(machine);
      const svg = renderSvg(scene);
      assert.doesNotMatch(
        svg.replace(/<(?:text|title|desc)[\s\S]*?<\/(?:text|title|desc)>|aria-label="[^"]*"|data-\w+="[^"]*"/g, ''),
        /NaN|undefined|Infinity/,
        name,
      );
      assert.equal(svg.match(/role="treeitem"/g)?.length ?? 0, machine.states.length, name);
      assert.match(renderMermaid(scene), /^stateDiagram-v2\n/, name);
    }
  });

  it('give each line and each label at most 28 characters a line and an id of its own', () => {
    for (const { name, machine } of machines) {
      const edges = edgesIn(buildScene(machine).root);
      assert.equal(new Set(edges.map(({ id }) => id)).size, edges.length, name);
      for (const { label } of edges) assert.ok([...label].length <= 28, `${name}: ${label}`);
    }
  });
});

type SceneScope = PlacedScope['scope'];

function edgesIn(scope: SceneScope): SceneScope['edges'][number][] {
  return [...scope.edges, ...scope.nodes.flatMap((node) => node.scopes.flatMap(edgesIn))];
}

function namesIn(placed: PlacedScope): string[] {
  return placed.nodes.flatMap(({ node, scopes }) => [node.name, ...scopes.flatMap((inner) => namesIn(inner.placed))]);
}
