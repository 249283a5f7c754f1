/**
 * Random legal machines get no finding, in JSON and in YAML, and stay legal whatever we change in them.
 * LEGAL_RUNS sets how many are made and LEGAL_SEED where they begin; a failure names its seed.
 */
import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { type AslDocument, parseAsl } from '#asl';
import { applyEdits, convertFormat, diagnose, refactorings, validateAsAws } from '#language';
import { createDice } from '../interpreter/dice.ts';
import { randomBelow } from '../random.ts';
import { SERVICES } from '../services.ts';
import { legalMachine } from './legal/machine.ts';
import { SLIPS, type SlipKind, slipIn } from './slips.ts';

const RUNS = Number(process.env.LEGAL_RUNS ?? 150);
const FIRST_SEED = Number(process.env.LEGAL_SEED ?? 1);

const foundIn = (doc: AslDocument): string[] =>
  diagnose(doc, { services: SERVICES }).map(
    ({ severity, code, message, range }) =>
      `${severity} ${code}: ${message} «${doc.text.slice(range.start, range.end).slice(0, 200)}»`,
  );

function* machines(runs = RUNS): Iterable<{ readonly seed: number; readonly text: string }> {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + runs; seed++)
    yield { seed, text: JSON.stringify(legalMachine(createDice(seed)), null, 2) };
}

describe('random legal machines', function () {
  this.timeout(0);

  it(`get no finding (${RUNS} from seed ${FIRST_SEED})`, () => {
    for (const { seed, text } of machines()) assert.deepEqual(foundIn(parseAsl(text, 'json')), [], `seed ${seed}`);
  });

  it('are taken as AWS takes them', () => {
    for (const { seed, text } of machines(RUNS / 5)) {
      const { result, diagnostics } = validateAsAws(text);
      assert.deepEqual([result, ...diagnostics], ['OK'], `seed ${seed}`);
    }
  });

  it('get no finding as YAML, and are the same machines there and back', () => {
    for (const { seed, text } of machines(RUNS / 5)) {
      assert.deepEqual(foundIn(parseAsl(stringify(JSON.parse(text)), 'yaml')), [], `seed ${seed}`);
      const yaml = convertFormat(parseAsl(text, 'json'))?.text ?? '';
      assert.deepEqual(foundIn(parseAsl(yaml, 'yaml')), [], `seed ${seed}`);
      const json = convertFormat(parseAsl(yaml, 'yaml'))?.text ?? '';
      assert.deepEqual(JSON.parse(json), JSON.parse(text), `seed ${seed}`);
    }
  });

  it('have no error after any refactoring', () => {
    let count = 0;
    for (const { seed, text } of machines(RUNS / 20)) {
      const doc = parseAsl(text, 'json');
      for (const { key } of doc.machines[0]?.states ?? []) {
        for (const { title, refusal, edits } of refactorings(doc, key)) {
          if (refusal !== undefined) continue;
          const made = edits();
          assert.ok(made, `seed ${seed}: ${title}`);
          const errors = foundIn(parseAsl(applyEdits(text, made), 'json')).filter((one) => one.startsWith('error'));
          assert.deepEqual(errors, [], `seed ${seed}: ${title}`);
          count++;
        }
      }
    }
    assert.ok(count > RUNS / 2);
  });

  it('are legal again after the preferred fix of a single slip', () => {
    let count = 0;
    const random = randomBelow(FIRST_SEED);
    for (const { seed, text } of machines(RUNS / 15)) {
      const doc = parseAsl(text, 'json');
      for (const kind of Object.keys(SLIPS) as SlipKind[]) {
        const slip = slipIn(doc, kind, random);
        const found = slip ? diagnose(parseAsl(slip.text, 'json'), { services: SERVICES }) : [];
        const [fix] = found.length === 1 ? (found[0]?.fixes?.().filter(({ preferred }) => preferred) ?? []) : [];
        if (!slip || !fix) continue;
        const errors = foundIn(parseAsl(applyEdits(slip.text, fix.edits), 'json')).filter((one) =>
          one.startsWith('error'),
        );
        assert.deepEqual(errors, [], `seed ${seed}, ${slip.what}: ${fix.title}`);
        count++;
      }
    }
    assert.ok(count > RUNS / 5);
  });
});
