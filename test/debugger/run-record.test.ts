/** A record of a run holds all of it: another debug adapter answers questions about the run as the first one does. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InspectCommand, reopenDebugSession } from '#debugger';
import type { MocksOfRun, RunTimeline, Transcript } from '#protocol';
import { Adapter } from '../../debugger/adapter.ts';
import { prepareLaunch } from '../../debugger/launch/launch.ts';
import { recordOf } from '../../debugger/past/run-record.ts';
import { createFakeHost, DapClient } from './dap-client.ts';

const machines = join(import.meta.dirname, 'machines');
const FILES: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(machines, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [`/w/${name}`, readFileSync(join(machines, name), 'utf8')]),
);

type Inspect = (command: InspectCommand, args: object) => unknown;

interface Played {
  readonly client: DapClient;
  readonly record: () => string;
}

/** Attaches to a run of a definition, which stops at its first state. */
async function attach(file: string, attributes: object, files = FILES): Promise<Played> {
  const host = createFakeHost(files);
  const adapter = new Adapter(host, await prepareLaunch(host, { program: `/w/${file}`, ...attributes }));
  const client = new DapClient(host, adapter);
  let kept: string | undefined;
  adapter.session.onParting = (live) => {
    kept = recordOf(adapter.session, live, files);
  };
  await client.initialize();
  const attached = client.request('attach', { stopOnEntry: true });
  await client.event('initialized');
  await client.request('configurationDone');
  await attached;
  await client.stopped();
  return { client, record: () => kept ?? assert.fail('The client has not parted from the run.') };
}

/** Everything that views ask about a run. */
function answersOf(inspect: Inspect): unknown {
  const timeline = inspect('stepwright/runTimeline', { lanes: 1000 }) as RunTimeline;
  const visits = timeline.lanes.flatMap((lane) => lane.visits.map(({ id }) => id));
  const { runs } = inspect('stepwright/runs', {}) as { readonly runs: readonly { readonly id: number }[] };
  return {
    timeline,
    flows: visits.map((visit) => inspect('stepwright/dataFlow', { visit })),
    runs,
    comparison: inspect('stepwright/compareRuns', { left: 1, right: runs.length }),
    transcript: inspect('stepwright/transcript', {}),
  };
}

async function assertSame({ client, record }: Played): Promise<void> {
  client.session.dispose();
  // Whatever the files hold by now.
  const reopened = await reopenDebugSession(createFakeHost({}), record());
  assert.deepEqual(
    answersOf(reopened.inspect),
    answersOf((...args) => client.session.inspect(...args)),
  );
}

/** Lets the run come to its end. */
async function end({ client }: Played): Promise<void> {
  await client.request('continue', { threadId: 1 });
  await client.event('terminated');
}

describe('the record of a run', () => {
  it('has its answers, retries and waits', async () => {
    const run = await attach('order.asl.json', {
      input: { order: { amount: 20, items: [1, 2] } },
      mocks: 'busy.mocks.json',
      seed: 3,
    });
    await end(run);
    await assertSame(run);
    const { inspect } = await reopenDebugSession(createFakeHost({}), run.record());
    assert.match((inspect('stepwright/mocksOfRun', {}) as MocksOfRun).text, /r-2/);
  });

  it('has branches and iterations', async () => {
    const run = await attach('fan.asl.json', { input: { items: [1, 2, 3] }, samples: true });
    await end(run);
    await assertSame(run);
  });

  it('has the executions that its tasks have started', async () => {
    const run = await attach('parent.asl.json', {
      input: { parcels: [1, 2] },
      machines: { parcels: 'parcels.asl.json' },
      mocks: { mocks: { Ship: [{ return: 'a' }, { return: 'b' }, { return: 'c' }, { return: 'd' }] } },
      samples: true,
    });
    await end(run);
    await assertSame(run);
  });

  it('has what was changed by hand, and the runs that were left', async () => {
    const run = await attach('order.asl.json', {
      input: { order: { amount: 20, items: [] } },
      mocks: 'busy.mocks.json',
    });
    const { client } = run;
    await client.request('next', { threadId: 1 });
    await client.stopped();
    await client.request('stepBack', { threadId: 1 });
    await client.stopped();
    const { stackFrames } = await client.request<{ stackFrames: { id: number }[] }>('stackTrace', { threadId: 1 });
    const set = { expression: '$.order.amount', value: '12.50', frameId: stackFrames[0]?.id };
    await client.request('setExpression', set);
    await end(run);
    await assertSame(run);
  });

  it('is that of a run which goes on, where the client leaves it', async () => {
    const run = await attach('counter.asl.json', { input: { count: 0 } });
    await run.client.request('next', { threadId: 1 });
    await run.client.stopped();
    await run.client.request('disconnect', {});
    const { timeline } = answersOf((await reopenDebugSession(createFakeHost({}), run.record())).inspect) as {
      readonly timeline: RunTimeline;
    };
    assert.deepEqual(
      timeline.lanes.flatMap((lane) => lane.visits.map(({ stateName }) => stateName)),
      ['Begin', 'Add'],
    );
  });

  it('is short, however many phases there were', async () => {
    const Each = {
      Type: 'Map',
      ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } },
      End: true,
    };
    const input = Array.from({ length: 2000 }, (_, index) => index);
    const run = await attach(
      'each.asl.json',
      { input },
      {
        '/w/each.asl.json': JSON.stringify({ StartAt: 'Each', States: { Each } }),
      },
    );
    await end(run);
    assert.ok(run.record().length < 20_000, `The record has ${run.record().length} characters.`);
    const reopened = await reopenDebugSession(createFakeHost({}), run.record());
    const { text } = reopened.inspect('stepwright/transcript', {}) as Transcript;
    assert.match(text, /^One \[1999\]$/m);
  });

  it('is refused where it is none', async () => {
    await assert.rejects(reopenDebugSession(createFakeHost({}), '{"args"'), /The record of the run is no JSON/);
  });
});
