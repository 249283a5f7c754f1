/** Behaviour that others measured on AWS: executions, histories, intrinsic functions and JSONata states. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonArray, isJsonObject, type Json, type JsonObject, numberOf, parseJson } from '#asl/json';
import {
  advance,
  compileProgram,
  type HistoryEvent,
  historyOf,
  type RunResult,
  resume,
  start,
  stepAll,
} from '#interpreter';
import { agrees, CORPUS, eventsDifference } from './recorded-cases.ts';

const MEASURED = join(CORPUS, 'measured/cases');
const KINDS = ['execution', 'history', 'intrinsic', 'jsonata', 'test-state'];
/** Raise this when more pass; it must never fall. */
const FLOOR = 106;

interface Observed {
  readonly result: RunResult;
  readonly attempts: number;
  readonly delays: readonly number[];
}

/** Runs a case; its tasks fail always, or never are answered where a timeout was measured. */
function observe(json: JsonObject): Observed | string {
  const definition = json.definition ?? { StartAt: 'S', States: { S: json.state ?? null } };
  const { program, problems } = compileProgram(definition);
  if (!program) return `refused: ${problems[0].message}`;
  const expected = json.expected as JsonObject;
  const first = start(program, {
    input: json.input ?? {},
    now: Date.UTC(2026, 8, 1),
    ...(isJsonObject(json.variables) && { variables: json.variables }),
  });
  if (expected.status === 'ABORTED') {
    const { error, cause } = expected;
    const last = stepAll(advance(first), [{ type: 'stop', error: String(error), cause: String(cause) }], () => {});
    const result = {
      status: last.status,
      output: undefined,
      error: last.failure?.error,
      cause: last.failure?.cause,
      history: historyOf(last),
      snapshot: last,
    };
    return { result, attempts: 0, delays: [] };
  }
  const times: number[] = [];
  const isTimeout = JSON.stringify(expected).includes('TimedOut');
  let now = first.now;
  const result = resume(first, {
    task: (request) => {
      if (request.itemReader) return { output: [1, 2, 3] };
      times.push(now);
      return isTimeout ? { silent: true, worker: 'worker' } : { failed: true, error: 'Boom', cause: 'sibling failed' };
    },
    onEffect: (effect) => {
      if (effect.type === 'history') now = effect.event.timestamp;
    },
  });
  if (result instanceof Promise) return 'asynchronous';
  return { result, attempts: times.length, delays: times.slice(1).map((time, i) => (time - (times[i] ?? 0)) / 1000) };
}

const typesOf = (events: readonly HistoryEvent[]): Json => events.map((event) => event.type);

type Check = (expected: Json, observed: Observed) => boolean | string | undefined;

/** What an expectation means; `undefined` and `true` mean that it holds. */
const CHECKS: Readonly<Record<string, Check>> = {
  status: (expected, { result }) => expected === result.status,
  output: (expected, { result }) => agrees(expected, result.output),
  error: (expected, { result }) => expected === result.error,
  cause: (expected, { result }) => result.cause !== undefined && agrees(expected, bareOr(expected, result.cause)),
  causePrefix: (expected, { result }) => bare(result.cause).startsWith(bare(String(expected))),
  causeContains: (expected, { result }) => result.cause?.includes(String(expected)) === true,
  events: (expected, { result }) =>
    eventsDifference(withoutUntold(expected as readonly JsonObject[], result.history), result.history, false),
  eventCount: (expected, { result }) => numberOf(expected) === result.history.length,
  firstTypes: (expected, { result }) =>
    agrees(expected, typesOf(result.history.slice(0, (expected as readonly Json[]).length))),
  lastTypes: (expected, { result }) =>
    agrees(expected, typesOf(result.history.slice(-(expected as readonly Json[]).length))),
  tailTypes: (expected, { result }) =>
    agrees(expected, typesOf(result.history.slice(-(expected as readonly Json[]).length))),
  lastEvent: (expected, { result }) => isLike(expected, result.history.at(-1)),
  eventBeforeLast: (expected, { result }) => isLike(expected, result.history.at(-2)),
  attempts: (expected, { attempts }) => attempts === 0 || numberOf(expected) === attempts,
  delaysSeconds: (expected, { delays }) => agrees(expected, delays),
};

const PREFIX = /^An error occurred while executing the state '[^']*' \(entered at the event id #\d+\)\. /;
const bare = (text: string | undefined): string => (text ?? '').replace(PREFIX, '');
/** TestState gives the sentence without the words about the state. */
const bareOr = (expected: Json, cause: string): string => (PREFIX.test(String(expected)) ? cause : bare(cause));

function isLike(expected: Json, event: HistoryEvent | undefined): boolean {
  const { id, type, previousEventId } = expected as JsonObject;
  return numberOf(id) === event?.id && type === event?.type && numberOf(previousEventId) === event?.previousEventId;
}

/** The measured events leave most details out; those count as told. */
function withoutUntold(expected: readonly JsonObject[], history: readonly HistoryEvent[]): readonly JsonObject[] {
  return expected.map((event, index) => {
    const member = Object.keys(event).find((name) => name.endsWith('EventDetails'));
    if (member !== undefined) return event;
    const details = history[index]?.details;
    const type = String(event.type);
    const name = type.endsWith('StateEntered')
      ? 'stateEnteredEventDetails'
      : type.endsWith('StateExited')
        ? 'stateExitedEventDetails'
        : `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
    return details === undefined ? event : { ...event, [name]: details };
  });
}

describe('behaviour measured on AWS', () => {
  it(`agrees in at least ${FLOOR} cases`, function () {
    this.timeout(120_000);
    if (!existsSync(MEASURED)) {
      console.log('      the measured cases are not here; nothing was compared');
      return;
    }
    const failures: string[] = [];
    let total = 0;
    for (const file of readdirSync(MEASURED)) {
      const json = parseJson(readFileSync(join(MEASURED, file), 'utf8')).value;
      if (!isJsonObject(json) || !KINDS.includes(String(json.kind))) continue;
      total += 1;
      const observed = observe(json);
      const wrong =
        typeof observed === 'string'
          ? observed
          : Object.entries(json.expected as JsonObject)
              .map(([name, expected]) => ({ name, verdict: CHECKS[name]?.(expected, observed) }))
              .filter(({ verdict }) => verdict !== undefined && verdict !== true)
              .map(({ name, verdict }) => `${name}${typeof verdict === 'string' ? `: ${verdict}` : ''}`)
              .join(', ');
      if (wrong)
        failures.push(
          `${String(json.id)} (${String(json.confidence)}): ${wrong}${
            typeof observed === 'string'
              ? ''
              : ` | got ${observed.result.status} ${observed.result.error} ${observed.result.cause} ${JSON.stringify(observed.result.output ?? null)} attempts ${observed.attempts} ${isJsonArray(observed.delays) ? observed.delays.join() : ''} ${observed.result.history
                  .slice(-6)
                  .map((e) => e.type)
                  .join()}`
          }`,
        );
    }
    console.log(`      ${total - failures.length} of ${total}`);
    if (process.env.STEPWRIGHT_SHOW_FAILURES) for (const failure of failures) console.log(`      - ${failure}`);
    assert.ok(total - failures.length >= FLOOR);
  });
});
