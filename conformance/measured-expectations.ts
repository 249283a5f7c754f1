/**
 * What the expectations of a measured case mean. A case names what its source told and nothing else, so each name is a
 * check of its own; a name without a check is a difference, because nobody would notice it otherwise.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject, numberOf, stringifyJson } from '#asl/json';
import { detailsMemberOf, type HistoryEvent } from '#interpreter';
import { agrees, different } from './agreement.ts';
import { eventsDifference } from './events.ts';

/** How an execution or a test of a state came out. */
export interface Observed {
  readonly status: string;
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly history: readonly HistoryEvent[];
  readonly attempts: number;
  readonly delays: readonly number[];
}

/** The first expectation that does not hold; undefined where all do. */
export function expectationDifference(expectations: JsonObject, observed: Observed): string | undefined {
  for (const [name, expected] of Object.entries(expectations)) {
    const check = CHECKS[name];
    const verdict = check ? check(expected, observed) : `nothing compares ${name}`;
    if (verdict === undefined || verdict === true) continue;
    if (typeof verdict === 'string') return `${name}: ${verdict}`;
    const { status, output = null, error = null, cause = null, history } = observed;
    const lastEvents = history.slice(-6).map(({ type }) => type);
    return different(name, expected, { status, output, error, cause, lastEvents });
  }
  return undefined;
}

type Check = (expected: Json, observed: Observed) => boolean | string | undefined;

/** `undefined` and `true` mean that the expectation holds. */
const CHECKS: Readonly<Record<string, Check>> = {
  status: (expected, { status }) => expected === status,
  output: (expected, { output }) => agrees(expected, output),
  outputTemplate: (expected, { output }) =>
    output !== undefined && (agrees(expected, output) || agrees(expected, stringifyJson(output))),
  outputText: (expected, { output }) => output !== undefined && expected === stringifyJson(output),
  outputKeyOrder: (expected, { output }) => agrees(expected, keysOf(output)),
  absentKeys: (expected, observed) => isJsonArray(expected) && expected.every((key) => isAbsent(String(key), observed)),
  error: (expected, { error }) => expected === error,
  cause: (expected, { cause }) => cause !== undefined && agrees(expected, bareOr(expected, cause)),
  causeTemplate: (expected, { cause }) => agrees(expected, cause),
  causePrefix: (expected, { cause }) => bare(cause).startsWith(bare(String(expected))),
  causeContains: (expected, { cause }) => cause?.includes(String(expected)) === true,
  events: (expected, { history }) =>
    eventsDifference(withoutUntold(expected as readonly JsonObject[], history), history, 'strict'),
  eventCount: (expected, { history }) => numberOf(expected) === history.length,
  firstTypes: (expected, { history }) =>
    agrees(expected, typesOf(history.slice(0, (expected as readonly Json[]).length))),
  lastTypes: (expected, { history }) => agrees(expected, typesOf(history.slice(-(expected as readonly Json[]).length))),
  tailTypes: (expected, { history }) => agrees(expected, typesOf(history.slice(-(expected as readonly Json[]).length))),
  lastEvent: (expected, { history }) => isLike(expected, history.at(-1)),
  eventBeforeLast: (expected, { history }) => isLike(expected, history.at(-2)),
  // A state that fails before its task is scheduled has been tried once.
  attempts: (expected, { attempts }) => numberOf(expected) === Math.max(attempts, 1),
  delaysSeconds: (expected, { delays }) => agrees(expected, delays),
  itemsProcessed: (expected, { output }) =>
    isJsonArray(output) && output.length === (expected === 'all' ? READ_ITEMS.length : numberOf(expected)),
  /** A sentence for people; the same is said by tailTypes and in the recordings. */
  chain: () => true,
};

/** What an ItemReader finds: no measured case says what was in the bucket. */
export const READ_ITEMS: readonly Json[] = [1, 2, 3];

const typesOf = (events: readonly HistoryEvent[]): Json => events.map((event) => event.type);

const keysOf = (value: Json | undefined): Json => (isJsonObject(value) ? Object.keys(value) : []);

/**
 * A key is absent from what the source looked at: the output, the description of the execution, or the details of the
 * failed evaluation.
 */
function isAbsent(key: string, { output, error, cause, history }: Observed): boolean {
  const failed = history.filter(({ type }) => type === 'EvaluationFailed').at(-1)?.details;
  const described: Readonly<Record<string, Json | undefined>> = { output, error, cause, location: failed?.location };
  return described[key] === undefined && !(isJsonObject(output) && Object.hasOwn(output, key));
}

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
