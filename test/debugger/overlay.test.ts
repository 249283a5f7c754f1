/** The picture of the run names states and edges as the graph's scene does. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatOf, parseAsl } from '#asl';
import { buildScene, type SceneScope } from '#graph';
import type { RunOverlay } from '#protocol';
import { createFakeHost, DapClient } from './dap-client.ts';

const folder = join(import.meta.dirname, '../../examples');
const names = readdirSync(folder).filter((name) => /\.asl\.(json|yaml)$/.test(name));
const files = Object.fromEntries(
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [[`/w/${entry.name}`, readFileSync(join(folder, entry.name), 'utf8')]] : [],
  ),
);

function idsOf(scope: SceneScope): { readonly states: readonly string[]; readonly edges: readonly string[] } {
  const inner = scope.nodes.flatMap((node) => node.scopes.map(idsOf));
  return {
    states: [...scope.nodes.map(({ id }) => id), ...inner.flatMap(({ states }) => states)],
    edges: [...scope.edges.map(({ id }) => id), ...inner.flatMap(({ edges }) => edges)],
  };
}

describe('the picture of a run', () => {
  for (const name of names) {
    it(`fits the graph of ${name}`, async () => {
      const base = name.replace(/\.asl\.(json|yaml)$/, '');
      const client = new DapClient(createFakeHost(files));
      await client.initialize();
      const launched = client.send('launch', {
        program: `/w/${name}`,
        inputFile: `${base}.input.json`,
        mocks: `${base}.mocks.json`,
      });
      const first = await Promise.race([launched, client.event('initialized')]);
      assert.equal(first.type, 'event', JSON.stringify(first));
      await client.request('setExceptionBreakpoints', { filters: [] });
      await client.request('configurationDone');
      await client.event('terminated');

      const overlay = client.events.filter(({ event }) => event === 'stepwright/run').at(-1)?.body
        .overlay as RunOverlay;
      const text = files[`/w/${name}`] ?? '';
      const [machine] = parseAsl(text, formatOf(text)).machines;
      assert.ok(machine);
      const { states, edges } = idsOf(buildScene(machine).root);
      assert.deepEqual(
        Object.keys(overlay.states).filter((id) => !states.includes(id)),
        [],
      );
      assert.deepEqual(
        Object.keys(overlay.edges).filter((id) => !edges.includes(id)),
        [],
      );
      assert.deepEqual(
        Object.keys(overlay.maps).filter((id) => !states.includes(id)),
        [],
      );
      assert.equal(overlay.status, 'SUCCEEDED');
      assert.ok(Object.keys(overlay.states).length > 2 && Object.keys(overlay.edges).length > 1);
    });
  }
});

describe('the clock of a run', () => {
  const wait = { Type: 'Wait', Seconds: 3600, End: true };
  const file = '/w/wait.asl.json';
  const files = { [file]: JSON.stringify({ StartAt: 'Wait', States: { Wait: wait } }) };
  const clockAfter = async (args: object, event: string) => {
    const client = new DapClient(createFakeHost(files));
    await client.initialize();
    const launched = client.send('launch', { program: file, ...args });
    await client.event('initialized');
    await client.send('configurationDone');
    await launched;
    await client.event(event);
    const { now, start, pace } = client.events.filter((one) => one.event === 'stepwright/run').at(-1)?.body.clock ?? {};
    client.session.dispose();
    return { passed: now - start, pace };
  };

  it('is told with its pace while everything waits in real time', async () =>
    assert.deepEqual(await clockAfter({ time: 'real', timeScale: 60 }, 'stepwright/run'), { passed: 0, pace: 60 }));

  it('has no pace at a stop, nor where it jumps', async () => {
    const stopped = { time: 'real', stopOnEntry: true };
    assert.deepEqual(await clockAfter(stopped, 'stopped'), { passed: 0, pace: undefined });
    assert.deepEqual(await clockAfter({}, 'terminated'), { passed: 3_600_000, pace: undefined });
  });
});
