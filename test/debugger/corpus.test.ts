/**
 * Every definition of the corpus under the debugger: it starts or says why not, stops at its first state, steps,
 * goes back, and ends; no request stays without an answer and nothing in the debugger fails.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFakeHost, DapClient } from './dap-client.ts';

const folder = join(import.meta.dirname, '../../../shared/corpus/definitions');
const index = join(folder, 'INDEX.json');

interface Row {
  readonly file: string;
  readonly label: 'valid' | 'invalid';
}

/** Commands with which a session looks around before it runs to its end. */
const WALK = [
  'stepIn',
  'stepIn',
  'stepIn',
  'next',
  'stepBack',
  'stepIn',
  'next',
  'stepBack',
  'stepBack',
  'reverseContinue',
];
/** Answers that a run gets before it is ended: some definitions ask for ever. */
const MAX_ANSWERS = 30;

/** Waits for the next stop, question or end; questions are answered with their sample. */
async function onward(client: DapClient): Promise<'stopped' | 'terminated'> {
  for (let answers = 0; ; answers++) {
    const { event, body } = await client.event('stopped', 'terminated', 'stepwright/taskPending');
    if (event !== 'stepwright/taskPending') return event as 'stopped' | 'terminated';
    if (answers < MAX_ANSWERS)
      await client.send('stepwright/answerTask', { task: body.task, answer: { return: JSON.parse(body.sample) } });
    else await client.request('terminate');
  }
}

/** The thread of the latest stop. */
const threadOf = (client: DapClient): number =>
  client.events.filter(({ event }) => event === 'stopped').at(-1)?.body.threadId;

async function visit(client: DapClient): Promise<void> {
  const threadId = threadOf(client);
  const trace = await client.request<{ stackFrames: { id: number }[] }>('stackTrace', { threadId });
  const { scopes } = await client.request<{ scopes: { variablesReference: number }[] }>('scopes', {
    frameId: trace.stackFrames[0]?.id,
  });
  for (const { variablesReference } of scopes) await client.request('variables', { variablesReference });
}

/** Plays one definition; gives how far it came. */
async function play(file: string, text: string): Promise<'refused' | 'ended'> {
  const client = new DapClient(createFakeHost({ [file]: text }));
  try {
    await client.initialize();
    const launched = client.send('launch', { program: file, input: { items: [1, 2], value: 1 }, stopOnEntry: true });
    const first = await Promise.race([launched, client.event('initialized')]);
    if (first.type === 'response') return 'refused';
    await client.request('setFunctionBreakpoints', { breakpoints: [{ name: '*e' }] });
    await client.request('configurationDone');
    let state = await onward(client);
    for (const command of WALK) {
      if (state === 'terminated') break;
      await visit(client);
      await client.request(command, { threadId: threadOf(client) });
      state = await onward(client);
    }
    await client.request('setFunctionBreakpoints', { breakpoints: [] });
    await client.request('setExceptionBreakpoints', { filters: [] });
    if (state === 'stopped') {
      await client.request('continue', { threadId: 1 });
      assert.equal(await onward(client), 'terminated');
    }
    assert.equal(client.openRequests, 0);
    assert.deepEqual(client.host.logged, []);
    return 'ended';
  } finally {
    client.session.dispose();
  }
}

describe('the definitions of the corpus', () => {
  if (!existsSync(index)) {
    it('are not on this machine: ../shared/corpus/definitions');
    return;
  }
  const { definitions } = JSON.parse(readFileSync(index, 'utf8')) as { definitions: readonly Row[] };

  it(`run under the debugger (${definitions.length})`, async function () {
    this.timeout(240_000);
    const counts = { refused: 0, ended: 0 };
    const wrong: string[] = [];
    for (const { file } of definitions) {
      try {
        counts[await play(`/w/${file}`, readFileSync(join(folder, file), 'utf8'))]++;
      } catch (error) {
        wrong.push(`${file}: ${error instanceof Error ? error.message.slice(0, 300) : error}`);
      }
    }
    console.log(
      `      ${counts.ended} ran to an end, ${counts.refused} were refused with a message, ${wrong.length} went wrong`,
    );
    assert.deepEqual(wrong, []);
    assert.ok(counts.ended > 200, `Only ${counts.ended} definitions ran.`);
  });
});
