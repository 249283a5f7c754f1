/**
 * Random legal machines hold all that any machine has to. FUZZ_RUNS sets how many run (each tenth of them is stepped,
 * replayed and resumed, too) and FUZZ_SEED where they begin; a failure names its seed and a small machine.
 */
import assert from 'node:assert/strict';
import { parseAsl } from '#asl';
import { diagnose } from '#language';
import { createDice } from './dice.ts';
import { type Case, faultOf, shrink } from './fuzzing.ts';
import { randomMachine } from './random-machine.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 0);
/** Without a number of runs, as many as fit into this. */
const BUDGET_MILLISECONDS = 15_000;
const MIN_RUNS = 300;
const FIRST_SEED = Number(process.env.FUZZ_SEED ?? 1);

function caseOf(seed: number): Case {
  return { ...randomMachine(createDice(seed)), seed };
}

function report(example: Case, fault: string): string {
  const { definition, input, seed } = shrink(example);
  const small = faultOf({ definition, input, seed }) ?? fault;
  return `seed ${example.seed}: ${small}\ndefinition: ${JSON.stringify(definition)}\ninput: ${JSON.stringify(input)}`;
}

describe('a random machine', () => {
  it('is legal', () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + 100; seed++) {
      const { definition } = caseOf(seed);
      const errors = diagnose(parseAsl(JSON.stringify(definition), 'json')).filter(
        ({ severity }) => severity === 'error',
      );
      assert.deepEqual(
        errors.map(({ message }) => message),
        [],
        `seed ${seed}: ${JSON.stringify(definition)}`,
      );
    }
  }).timeout(60_000);

  it('ends in a legal history, forwards, backwards, replayed and resumed', function () {
    this.timeout(0);
    const end = Date.now() + BUDGET_MILLISECONDS;
    let runs = 0;
    for (let seed = FIRST_SEED; RUNS > 0 ? runs < RUNS : runs < MIN_RUNS || Date.now() < end; seed++) {
      const example = caseOf(seed);
      runs += 1;
      const fault = faultOf(example, RUNS === 0 || seed % 10 === 0);
      if (fault !== undefined) assert.fail(report(example, fault));
    }
    if (this.test) this.test.title += ` (${runs} machines from seed ${FIRST_SEED})`;
  });
});
