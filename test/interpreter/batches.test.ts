/**
 * Who runs many phases in one call and looks at nothing between takes shorter ways than single steps: whole states at
 * once (`interpreter/phases.ts`), and iterations that begin where one has ended (`interpreter/next-iteration.ts`).
 * Nothing that is reached may tell the two apart, wherever a call ends.
 */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '#asl/json';
import {
  advance,
  type ExecutionEvent,
  nextDeadline,
  openTasks,
  outcomeEvents,
  redrive,
  redriveRefusal,
  type Snapshot,
  start,
  step,
  stepAll,
} from '#interpreter';
import { createDice, type Dice } from './dice.ts';
import { outcomeOf } from './fuzzing.ts';
import { randomMachine } from './random-machine.ts';
import { NOW, programOf } from './running.ts';
import { contentOf } from './snapshot-content.ts';

/** A random machine as it is, or run for each of some items, mostly more than run at a time. */
function machine(dice: Dice): { readonly definition: JsonObject; readonly input: Json } {
  const { definition, input } = randomMachine(dice);
  if (dice.chance(0.3)) return { definition, input };
  const { StartAt, States, QueryLanguage = 'JSONPath', TimeoutSeconds } = definition as Record<string, Json>;
  const isJsonata = QueryLanguage === 'JSONata';
  const around: Record<string, Json> = {
    Type: 'Map',
    ...(isJsonata ? { Items: '{% $states.input.items %}' } : { ItemsPath: '$.items' }),
    ...(dice.chance(0.8) && { MaxConcurrency: dice.between(1, 4) }),
    ItemProcessor: { StartAt, States } as JsonObject,
    ...(dice.chance(0.3) && { Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 1 }] }),
    ...(dice.chance(0.1) && {
      ItemSelector: isJsonata ? { id: '{% $states.context.Map.Item.Value %}' } : { 'id.$': '$.id' },
    }),
    Next: 'After',
  };
  const whole = {
    QueryLanguage,
    ...(TimeoutSeconds !== undefined && { TimeoutSeconds }),
    StartAt: 'Around',
    States: { Around: around, After: { Type: 'Pass', End: true } },
  };
  const items = Array.from({ length: dice.between(0, 9) }, (_, id) => (dice.chance(0.5) ? input : { id }));
  return { definition: whole, input: { items, id: 7 } };
}

/** What comes from outside when no thread is ready: the answers that are open, or else time. */
function newsFor(snapshot: Snapshot, seed: number): readonly ExecutionEvent[] {
  const answers = openTasks(snapshot).flatMap((request) => outcomeEvents(request, outcomeOf(seed, request)));
  const now = nextDeadline(snapshot);
  return answers.length > 0 ? answers : now === undefined ? [] : [{ type: 'time', now }];
}

const IGNORE = () => {};

/** A random execution at its start. */
function begin(seed: number): Snapshot {
  const dice = createDice(seed);
  const { definition, input } = machine(dice);
  return start(programOf(definition), {
    input,
    now: NOW,
    seed,
    limits: { events: dice.pick([40, 250]), payloadBytes: dice.pick([200, 262_144]), expressionSteps: 20_000 },
    ...(dice.chance(0.2) && { type: 'EXPRESS' as const }),
  });
}

/** Goes on as far as it comes, in pieces, each both at once and step by step. */
function compareInPieces(first: Snapshot, seed: number, dice: Dice): Snapshot {
  let atOnce = first;
  let inSteps = first;
  for (let pieces = 0; pieces < 400 && atOnce.status === 'RUNNING'; pieces++) {
    const { tick } = atOnce;
    const maxTicks = dice.pick([1, 7, 1000]);
    atOnce = advance(atOnce, { onlyNeeds: true, maxTicks });
    assert.ok(atOnce.tick <= tick + maxTicks, `seed ${seed}, phase ${atOnce.tick}`);
    while (inSteps.tick < atOnce.tick) inSteps = step(inSteps, { type: 'advance' }).snapshot;
    assert.deepEqual(contentOf(atOnce), contentOf(inSteps), `seed ${seed}, phase ${atOnce.tick}`);
    if (atOnce.tick > tick) continue;
    const news = newsFor(atOnce, seed);
    if (news.length === 0) break;
    atOnce = stepAll(atOnce, news, IGNORE);
    inSteps = stepAll(inSteps, news, IGNORE);
  }
  return atOnce;
}

/** Runs twice, because a state's phases are only made when it is first entered, and each time is redriven once. */
function compare(seed: number): number {
  const first = begin(seed);
  const dice = createDice(seed);
  let phases = 0;
  for (let runs = 0; runs < 2; runs++) {
    const end = compareInPieces(first, seed, dice);
    const now = end.now + 60_000;
    const isOver = end.status === 'RUNNING' || redriveRefusal(end, now) !== undefined;
    phases += isOver ? end.tick : compareInPieces(redrive(end, { now }), seed + 1, dice).tick;
  }
  return phases;
}

describe('many phases in one call', () => {
  it('reach what single steps reach, wherever the call ends', () => {
    let phases = 0;
    for (let seed = 1; seed <= 1000; seed++) phases += compare(seed);
    assert.ok(phases > 10_000, `${phases} phases`);
  }).timeout(120_000);
});
