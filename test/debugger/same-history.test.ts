/** The debugger runs what the engine runs: the same events in the same order, whether anybody looks on or not. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatOf, jsonOf, parseAsl } from '#asl';
import { type Json, parseJson } from '#asl/json';
import { answersFromMocks, compileProgram, parseMocks, type RunResult, runToEnd } from '#interpreter';
import { createFakeHost, DapClient, START } from './dap-client.ts';

const folder = join(import.meta.dirname, '../../examples');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const json = (name: string): Json => parseJson(read(name)).value ?? null;
const names = readdirSync(folder).filter((name) => /\.asl\.(json|yaml)$/.test(name));

/** The events as the engine alone writes them, in the words of the console. */
function engineHistory(name: string, base: string): string[] {
  const text = read(name);
  const { root } = parseAsl(text, formatOf(text));
  const { program } = compileProgram(root ? jsonOf(root, text) : null);
  assert.ok(program);
  const answers = answersFromMocks(parseMocks(json(`${base}.mocks.json`), program).value, program);
  const task = (request: Parameters<typeof answers>[0]) => answers(request) ?? { output: {} };
  const result = runToEnd(program, { input: json(`${base}.input.json`), now: START }, { task }) as RunResult;
  return result.history.map(({ id, previousEventId, type, details }) => {
    const { name: state } = details ?? {};
    return `${String(id).padStart(5)} ← ${previousEventId}  ${type}${typeof state === 'string' ? ` ${state}` : ''}`;
  });
}

async function debuggerHistory(name: string, base: string, commands: readonly string[]): Promise<string[]> {
  const files = Object.fromEntries(
    [name, `${base}.input.json`, `${base}.mocks.json`].map((file) => [`/w/${file}`, read(file)]),
  );
  const client = new DapClient(createFakeHost(files));
  await client.initialize();
  const launched = client.send('launch', {
    program: `/w/${name}`,
    inputFile: `${base}.input.json`,
    mocks: `${base}.mocks.json`,
    stopOnEntry: commands.length > 0,
  });
  await client.event('initialized');
  await client.request('setExceptionBreakpoints', { filters: [] });
  await client.request('configurationDone');
  await launched;
  for (let i = 0; ; i++) {
    const { event, body } = await client.event('stopped', 'terminated');
    if (event === 'terminated') break;
    await client.request(commands[i % commands.length] ?? 'continue', { threadId: body.threadId });
  }
  const { result } = await client.request<{ result: string }>('evaluate', {
    expression: '.history 100000',
    context: 'repl',
  });
  return result.split('\n').slice(1);
}

describe('the history under the debugger', () => {
  for (const name of names) {
    const base = name.replace(/\.asl\.(json|yaml)$/, '');

    it(`is that of the engine: ${name}`, async () => {
      assert.deepEqual(await debuggerHistory(name, base, []), engineHistory(name, base));
    });

    it(`is the same when it is stepped through, forward and back: ${name}`, async () => {
      const walk = ['stepIn', 'stepIn', 'stepBack', 'next', 'stepBack', 'next', 'next'];
      assert.deepEqual(await debuggerHistory(name, base, walk), engineHistory(name, base));
    });
  }
});
