/**
 * What has to hold for any legal machine, checked on one: it ends in a legal history, steps equal one advance, stepping
 * back and forth gives equal snapshots, a replay of its journal reproduces it, and a run that was cut goes on to the
 * same end. A machine that breaks a rule is made smaller for the message.
 */
import assert from 'node:assert/strict';
import { isJsonArray, isJsonObject, type Json, type JsonObject, numberOf, parseJson, stringifyJson } from '#asl/json';
import {
  answersFromRecording,
  beginReplay,
  compileProgram,
  type Effect,
  type ExecutionEvent,
  executionStarted,
  type JournalRecord,
  journalLine,
  type Program,
  parseRecording,
  type RunResult,
  redrive,
  redriveRefusal,
  resume,
  runToEnd,
  type Snapshot,
  start,
  step,
  type TaskOutcome,
  type TaskRequest,
  toAwsHistory,
} from '#interpreter';
import { createDice } from './dice.ts';
import { assertLegalHistory } from './legal-history.ts';
import { data, value } from './random-expressions.ts';
import { contentOf } from './snapshot-content.ts';

/** Long loops say nothing that short ones do not. */
const LIMITS = { events: 250, expressionSteps: 20_000 };
const NOW = Date.UTC(2026, 0, 1);

export interface Case {
  readonly definition: Json;
  readonly input: Json;
  readonly seed: number;
}

/** Items of a Map in up to four parts, which are the same however often they are asked for. */
function itemsOf(seed: number, { id, itemReader }: TaskRequest): TaskOutcome {
  const part = numberOf(itemReader?.from) ?? 0;
  const dice = createDice(Math.imul(seed, 37) + id * 7919 + part * 104_729);
  if (dice.chance(0.05)) return { failed: true, cause: 'unreadable' };
  const items = Array.from({ length: dice.between(0, 3) }, () => (dice.chance(0.6) ? data(dice) : value(dice)));
  if (part === 0 && dice.chance(0.2)) return { output: items };
  return { items, ...(part < 3 && dice.chance(0.7) && { next: part + 1 }), isRepeatable: dice.chance(0.5) };
}

/** What a task answers: decided by the seed and the task's number alone, so that asking again gives the same. */
export function outcomeOf(seed: number, request: TaskRequest): TaskOutcome {
  if (request.itemReader) return itemsOf(seed, request);
  const dice = createDice(Math.imul(seed, 31) + request.id * 7919);
  const waits = request.pattern === 'sync' || request.pattern === 'token';
  const submitted = waits && dice.chance(0.8) ? { submitted: { MessageId: 'm' } } : {};
  const worker = request.pattern === 'activity' && dice.chance(0.5) ? { worker: 'w' } : {};
  const canTimeOut = request.timeoutSeconds !== undefined || request.heartbeatSeconds !== undefined;
  if (canTimeOut && dice.chance(0.2)) return { silent: true, ...submitted, ...worker };
  if (dice.chance(0.3)) {
    const error = dice.pick(['E1', 'E2', 'Lambda.Unknown', 'States.TaskFailed', 'States.Timeout']);
    return {
      failed: true,
      ...(dice.chance(0.9) && { error }),
      ...(dice.chance(0.7) && { cause: 'why' }),
      ...submitted,
      ...worker,
    };
  }
  const output = dice.chance(0.4) ? request.input : dice.chance(0.5) ? data(dice) : value(dice);
  return { output, ...submitted, ...worker };
}

interface Recorded {
  readonly result: RunResult;
  readonly records: readonly JournalRecord[];
}

const optionsOf = ({ input, seed }: Case) => ({ input, seed, now: NOW, limits: LIMITS });

/** Runs a machine; where it does not succeed, redrives it up to so many times. */
function record(example: Case, program: Program, redrives = 0): Recorded {
  const first = start(program, optionsOf(example));
  const records: JournalRecord[] = [
    { kind: 'start', definition: example.definition, options: optionsOf(example) },
    { kind: 'event', event: executionStarted(first.info) },
  ];
  const onEffect = (effect: Effect) =>
    effect.type === 'history' && records.push({ kind: 'event', event: effect.event });
  const drive = (from: Snapshot): RunResult => {
    const result = resume(from, {
      task: (request) => outcomeOf(example.seed, request),
      onNews: (news, tick) => records.push({ kind: 'news', tick, news: [...news] }),
      onEffect,
    });
    assert.ok(!(result instanceof Promise));
    return result;
  };
  let result = drive(first);
  for (let count = 0; count < redrives && result.history.length < LIMITS.events - 1; count++) {
    const now = result.snapshot.now + 60_000;
    if (redriveRefusal(result.snapshot, now)) break;
    records.push({ kind: 'redrive', now });
    result = drive(redrive(result.snapshot, { now, onEffect }));
  }
  return { result, records };
}

interface Kept {
  readonly snapshot: Snapshot;
  readonly event: ExecutionEvent;
}

/** Walks the recorded way in single steps and keeps every snapshot. */
function walk(example: Case, program: Program, { records, result }: Recorded): { kept: Kept[]; last: Snapshot } {
  let snapshot = start(program, optionsOf(example));
  const kept: Kept[] = [];
  const take = (event: ExecutionEvent): void => {
    kept.push({ snapshot, event });
    snapshot = step(snapshot, event).snapshot;
  };
  for (const one of records) {
    if (one.kind !== 'news') continue;
    while (snapshot.tick < one.tick && snapshot.status === 'RUNNING') take({ type: 'advance' });
    for (const event of one.news) if (event.type !== 'items-again' && snapshot.status === 'RUNNING') take(event);
  }
  while (snapshot.status === 'RUNNING' && snapshot.tick < result.snapshot.tick) take({ type: 'advance' });
  return { kept, last: snapshot };
}

/** Back to some snapshots in random order, and forth again: each leads to the one that followed it. */
function assertSteppingBack(seed: number, kept: readonly Kept[], last: Snapshot): void {
  const dice = createDice(seed);
  const before = contentOf(last);
  for (let count = Math.min(12, kept.length); count > 0; count--) {
    const at = dice.between(0, kept.length - 1);
    const { snapshot, event } = kept[at] as Kept;
    const following = kept[at + 1]?.snapshot ?? last;
    assert.deepEqual(
      contentOf(step(snapshot, event).snapshot),
      contentOf(following),
      `step ${at} again (${event.type})`,
    );
  }
  assert.deepEqual(contentOf(last), before, 'the last snapshot has changed');
}

/** The journal, cut after some line, leads to the same history, up to the next redrive where there was one. */
function assertResumed(example: Case, { result, records }: Recorded, lines: number): void {
  const host = { items: (request: TaskRequest) => outcomeOf(example.seed, request) };
  const { replay, problem } = { replay: undefined, ...beginReplay(journalLine(records[0] as JournalRecord), host) };
  assert.ok(replay, problem);
  for (const line of records.slice(1, lines))
    assert.equal(replay.take(journalLine(line)), undefined, `line ${journalLine(line)}`);
  assert.equal(replay.finish(), undefined);
  const rest = resume(replay.snapshot, { task: (request) => outcomeOf(example.seed, request) });
  assert.ok(!(rest instanceof Promise));
  assert.deepEqual(
    rest.history.map(textOf),
    result.history.slice(0, nextRedrive(records, lines) ?? result.history.length).map(textOf),
    `cut after line ${lines} of ${records.length}`,
  );
  if (nextRedrive(records, lines) === undefined) assert.equal(rest.status, result.status);
}

/** How many events stand before the first redrive after a line. */
function nextRedrive(records: readonly JournalRecord[], lines: number): number | undefined {
  const at = records.findIndex(({ kind }, index) => kind === 'redrive' && index >= lines);
  return at < 0 ? undefined : records.slice(0, at).filter(({ kind }) => kind === 'event').length;
}

/**
 * The history as AWS writes it, as the source of all answers, gives the same history again. Not where it is no whole
 * one: children of distributed Maps have histories of their own, and the limit cuts off what tasks have answered. And
 * not for a Map in a Map, whose recorded answers are told apart by the inner index only.
 */
function assertReproduced(example: Case, program: Program, { result }: Recorded): void {
  const text = JSON.stringify(example.definition);
  const isWhole = !text.includes('DISTRIBUTED') && result.history.length < LIMITS.events;
  if (!isWhole || text.split('"Type":"Map"').length > 2) return;
  const written = parseJson(stringifyJson({ events: toAwsHistory(result.history) })).value ?? null;
  const answers = answersFromRecording(parseRecording(written) ?? []);
  const again = runToEnd(program, optionsOf(example), { task: (request) => answers(request) ?? { silent: true } });
  assert.ok(!(again instanceof Promise));
  assert.deepEqual(again.history.map(textOf), result.history.map(textOf), 'replayed from its history');
}

/** A redriven execution adds to its history, ends legally, and its journal leads to the same wherever it is cut. */
function assertRedriven(example: Case, program: Program, before: RunResult): void {
  const content = contentOf(before.snapshot);
  const recorded = record(example, program, 3);
  const { result, records } = recorded;
  assert.deepEqual(result.history.slice(0, before.history.length).map(textOf), before.history.map(textOf));
  assertLegalHistory(result);
  assertResumed(example, recorded, records.length);
  assertResumed(example, recorded, createDice(example.seed).between(1, records.length));
  const { now } = before.snapshot;
  if (redriveRefusal(before.snapshot, now)) return;
  redrive(before.snapshot, { now });
  assert.deepEqual(contentOf(before.snapshot), content, 'a redrive has changed what was before it');
}

const textOf = (event: RunResult['history'][number]): string => journalLine({ kind: 'event', event });

/** Checks all rules on one machine; false where the definition does not compile. `thorough` steps and replays, too. */
export function check(example: Case, thorough: boolean): boolean {
  const { program } = compileProgram(example.definition);
  if (!program) return false;
  const recorded = record(example, program);
  assertLegalHistory(recorded.result);
  if (!thorough) return true;
  const { kept, last } = walk(example, program, recorded);
  assert.deepEqual(contentOf(last), contentOf(recorded.result.snapshot), 'single steps lead elsewhere');
  assertSteppingBack(example.seed, kept, last);
  assertReproduced(example, program, recorded);
  const { records } = recorded;
  assertResumed(example, recorded, records.length);
  assertResumed(example, recorded, createDice(example.seed).between(1, records.length));
  if (recorded.result.status !== 'SUCCEEDED') assertRedriven(example, program, recorded.result);
  return true;
}

/** Why a machine breaks the rules, or undefined. */
export function faultOf(example: Case, thorough = true): string | undefined {
  try {
    check(example, thorough);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const MAX_TRIES = 600;

/** The smallest machine and input found that still break a rule, by leaving out one member or item after the other. */
export function shrink(example: Case): Case {
  let best = example;
  let tries = 0;
  for (let isSmaller = true; isSmaller && tries < MAX_TRIES; ) {
    isSmaller = false;
    for (const smaller of smallerThan(best)) {
      if (++tries > MAX_TRIES) break;
      if (faultOf(smaller) === undefined) continue;
      best = smaller;
      isSmaller = true;
      break;
    }
  }
  return best;
}

function* smallerThan({ definition, input, seed }: Case): Generator<Case> {
  for (const smaller of without(definition)) yield { definition: smaller, input, seed };
  for (const smaller of without(input)) yield { definition, input: smaller, seed };
}

/** The value with one member or item left out, the largest ones first. */
function* without(value: Json): Generator<Json> {
  if (isJsonArray(value)) {
    for (let at = 0; at < value.length; at++) yield value.filter((_, index) => index !== at);
    for (let at = 0; at < value.length; at++)
      for (const smaller of without(value[at] as Json))
        yield value.map((item, index) => (index === at ? smaller : item));
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) {
      const { [key]: _left, ...rest } = value;
      yield rest;
    }
    for (const [key, member] of Object.entries(value))
      for (const smaller of without(member)) yield { ...value, [key]: smaller } satisfies JsonObject;
  }
}
