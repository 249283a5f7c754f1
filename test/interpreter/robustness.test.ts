/** Whatever stands in a definition, the engine gives located problems or a legal history, and never an exception. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonArray, isJsonObject, type Json } from '#asl/json';
import { compileProgram, type RunResult, resume, start } from '#interpreter';
import { casesBelow } from '../../conformance/corpus.ts';
import { randomNumbers } from '../random.ts';
import { EXAMPLES } from './machines.ts';

const RECORDED = join(import.meta.dirname, '../../../shared/corpus/histories/cases');
const RUNS = 6000;

/** Values that do not belong where they are put. */
const JUNK: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e99,
  '',
  '$',
  '$.x',
  '$$',
  '$[',
  '$..*',
  '$.a[?(@.b==1)]',
  'States.Format(',
  '{% $x %}',
  '{% 1 %}',
  "{% ' %}",
  '__proto__',
  [],
  {},
  [1],
  { 'a.$': '$.b' },
  { 'a.$': 5 },
  'JSONata',
  'DISTRIBUTED',
  'Map',
];

/** Random choices that can be repeated: a failure names the number of its run. */
function createDice(seed: number) {
  const roll = randomNumbers(seed);
  return { roll, pick: <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T };
}

/** The definition with one value replaced by junk or taken away. */
function spoil(definition: Json, dice: ReturnType<typeof createDice>): Json {
  const places: (readonly (string | number)[])[] = [];
  const visit = (value: Json, path: readonly (string | number)[]): void => {
    if (path.length > 0) places.push(path);
    if (isJsonArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index]);
    else if (isJsonObject(value)) for (const key of Object.keys(value)) visit(value[key] as Json, [...path, key]);
  };
  visit(definition, []);
  const place = dice.pick(places);
  const copy = structuredClone(definition) as Record<string | number, Json>;
  let holder = copy;
  for (const key of place.slice(0, -1)) holder = holder[key] as unknown as Record<string | number, Json>;
  const last = place.at(-1) ?? '';
  if (dice.roll() < 0.3 && !Array.isArray(holder)) delete holder[last];
  else holder[last] = dice.pick(JUNK);
  return copy;
}

function runSpoiled(definition: Json, input: Json, dice: ReturnType<typeof createDice>): RunResult | undefined {
  const { program } = compileProgram(definition);
  if (!program) return undefined;
  let asked = 0;
  const result = resume(start(program, { input, now: 0, limits: { events: 2000 } }), {
    task: (request) => {
      asked += 1;
      const chance = dice.roll();
      if (asked > 100 || chance < 0.1) return { silent: true };
      if (chance < 0.4) return { failed: true, error: dice.pick(['E', 'States.Timeout', 'States.Runtime']) };
      return { output: chance < 0.7 ? dice.pick(JUNK) : request.input };
    },
  });
  assert.ok(!(result instanceof Promise));
  return result;
}

describe('a spoiled definition', () => {
  it(`is refused, or runs to a legal history, ${RUNS} times`, function () {
    this.timeout(120_000);
    const recorded = existsSync(RECORDED)
      ? casesBelow(RECORDED).filter(({ kind }) => kind === 'execution' || kind === 'distributed-map')
      : [];
    const sources = [
      ...EXAMPLES.map(({ definition, input }) => ({ definition, input })),
      ...recorded.map(({ json }) => ({ definition: json.definition ?? null, input: json.input ?? {} })),
    ];
    let ran = 0;
    for (let number = 1; number <= RUNS; number++) {
      const dice = createDice(number);
      const { definition, input } = dice.pick(sources);
      const spoiled = spoil(definition, dice);
      const result = runSpoiled(spoiled, dice.roll() < 0.3 ? dice.pick(JUNK) : input, dice);
      if (!result) continue;
      ran += 1;
      const where = `run ${number}: ${JSON.stringify(spoiled)}`;
      result.history.forEach((event, index) => {
        assert.ok(event.id === index + 1 && event.previousEventId < event.id, where);
      });
      if (result.status !== 'RUNNING') {
        assert.match(result.history.at(-1)?.type ?? '', /^Execution(?:Succeeded|Failed|TimedOut|Aborted)$/, where);
      }
    }
    assert.ok(ran > RUNS / 10);
  });
});
