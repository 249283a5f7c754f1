/**
 * What a definition or an input may not do to the host, whatever it holds: hang it, exhaust its stack or memory, or
 * change the objects of others. Each case ends soon, with what it gives or with an error that names its place.
 */
import assert from 'node:assert/strict';
import { compileProgram, type RunResult, runToEnd } from '#interpreter';
import { HOSTILE_CASES, type HostileCase } from './hostile-machines.ts';

/** Of the processor, so that other work on the machine does not count; what hangs takes minutes. */
const SOON_MILLISECONDS = 8_000;

/** What becomes of a case, as text. */
function outcomeOf({ definition, input = {} }: HostileCase): string {
  const { program, problems } = compileProgram(definition);
  if (!program) return `${problems[0].pointer}: ${problems[0].message}`;
  const result = runToEnd(program, { input, now: 0 }, { task: () => ({ failed: true, error: 'E' }) }) as RunResult;
  return result.status === 'SUCCEEDED' ? JSON.stringify(result.output) : `${result.error}: ${result.cause}`;
}

/** What every object inherits; nothing may be added to it. */
const inherited = (): readonly string[] =>
  [Object.prototype, Array.prototype, Function.prototype, String.prototype].flatMap(Object.getOwnPropertyNames);

describe('a hostile machine', () => {
  const before = inherited();
  for (const [group, cases] of Object.entries(HOSTILE_CASES)) {
    describe(`of ${group}`, () => {
      for (const [name, example] of Object.entries(cases)) {
        it(`ends soon: ${name}`, () => {
          const since = process.cpuUsage();
          const outcome = outcomeOf(example);
          const { user, system } = process.cpuUsage(since);
          const taken = (user + system) / 1_000;
          assert.match(
            outcome.length > 2000 ? `${outcome.slice(0, 1000)}…${outcome.slice(-1000)}` : outcome,
            example.gives,
          );
          assert.ok(taken < SOON_MILLISECONDS, `took ${taken} ms`);
          assert.deepEqual(inherited(), before);
          assert.equal(({} as { polluted?: unknown }).polluted, undefined);
        }).timeout(300_000);
      }
    });
  }
});
