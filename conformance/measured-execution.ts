/** Behaviour that others measured on AWS: executions, histories, intrinsic functions and JSONata states. */
import { isJsonArray, isJsonObject, type Json, type JsonObject, numberOf, stringifyJson } from '#asl/json';
import {
  advance,
  compileProgram,
  detailsMemberOf,
  type EndedExecution,
  type HistoryEvent,
  historyOf,
  nestedOutcome,
  type RunResult,
  resume,
  start,
  stepAll,
  type TaskRequest,
} from '#interpreter';
import { agrees, different } from './agreement.ts';
import { eventsDifference } from './events.ts';

/** The first expectation that does not hold; undefined where all do. */
export function measuredDifference(json: JsonObject): string | undefined {
  const observed = observe(json);
  if (typeof observed === 'string') return observed;
  for (const [name, expected] of Object.entries(json.expected as JsonObject)) {
    const check = CHECKS[name];
    const verdict = check ? check(expected, observed) : `nothing compares ${name}`;
    if (verdict === undefined || verdict === true) continue;
    if (typeof verdict === 'string') return `${name}: ${verdict}`;
    const { status, output, error = null, cause = null } = observed.result;
    const types = observed.result.history.slice(-6).map(({ type }) => type);
    return different(name, expected, { status, output: output ?? null, error, cause, lastEvents: types });
  }
  return undefined;
}

/** What an ItemReader finds: no measured case says what was in the bucket. */
const READ_ITEMS: readonly Json[] = [1, 2, 3];

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
      if (request.itemReader) return { output: READ_ITEMS };
      times.push(now);
      const child = endedChild(json, request);
      if (child) return nestedOutcome(request, child);
      return isTimeout ? { silent: true, worker: 'worker' } : { failed: true, error: 'Boom', cause: 'sibling failed' };
    },
    onEffect: (effect) => {
      if (effect.type === 'history') now = effect.event.timestamp;
    },
  });
  if (result instanceof Promise) return 'asynchronous';
  return { result, attempts: times.length, delays: times.slice(1).map((time, i) => (time - (times[i] ?? 0)) / 1000) };
}

/** The note of a case about a nested execution says how the child ended; its name is that of the expected cause. */
function endedChild(json: JsonObject, { input }: TaskRequest): EndedExecution | undefined {
  const told = /^child ended (\w+) error=(.+?) cause=(.+?);/.exec(String(json.note));
  const { StateMachineArn, Input } = isJsonObject(input) ? input : {};
  if (!told || typeof StateMachineArn !== 'string') return undefined;
  const [status, error, cause] = told.slice(1).map((word) => (word === 'None' ? undefined : word));
  const { causeTemplate } = json.expected as JsonObject;
  const name = /"Name":"([^"]*)"/.exec(String(causeTemplate))?.[1] ?? 'child';
  return {
    executionArn: `${StateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`,
    stateMachineArn: StateMachineArn,
    name,
    status: status as EndedExecution['status'],
    input: stringifyJson(Input ?? {}),
    output: status === 'SUCCEEDED' ? {} : undefined,
    error,
    cause,
    startTime: 0,
    stopTime: 0,
  };
}

const typesOf = (events: readonly HistoryEvent[]): Json => events.map((event) => event.type);

type Check = (expected: Json, observed: Observed) => boolean | string | undefined;

/** What an expectation means; `undefined` and `true` mean that it holds. */
const CHECKS: Readonly<Record<string, Check>> = {
  status: (expected, { result }) => expected === result.status,
  output: (expected, { result }) => agrees(expected, result.output),
  error: (expected, { result }) => expected === result.error,
  cause: (expected, { result }) => result.cause !== undefined && agrees(expected, bareOr(expected, result.cause)),
  causeTemplate: (expected, { result }) => agrees(expected, result.cause),
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
  itemsProcessed: (_expected, { result }) => isJsonArray(result.output) && result.output.length === READ_ITEMS.length,
  /** A sentence for people; the same is said by tailTypes and in the recordings. */
  chain: () => true,
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
    return details === undefined ? event : { ...event, [detailsMemberOf(String(event.type))]: details };
  });
}
