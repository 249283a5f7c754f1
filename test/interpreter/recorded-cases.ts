/**
 * Executions recorded on AWS as tests: runs the definition of a case with the recorded task results and compares
 * what came out, by the rules of the corpus' README. A string with a `<token>` matches any text in the token's
 * place, because the recorder put tokens where values differ from run to run.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { equalJson, isJsonArray, isJsonObject, type Json, type JsonObject, parseJson, stringifyJson } from '#asl/json';
import {
  advance,
  compileProgram,
  detailsMemberOf,
  type HistoryEvent,
  historyOf,
  type RunResult,
  resume,
  type Snapshot,
  type StartOptions,
  start,
  stepAll,
  type TaskRequest,
} from '#interpreter';
import { recordedAnswers } from './recorded-answers.ts';

/** Where the corpora lie, beside the repository. */
export const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
const HISTORIES = join(CORPUS, 'histories/cases');

export interface RecordedCase {
  readonly id: string;
  readonly category: string;
  readonly json: JsonObject;
}

/** The cases of the given kinds; undefined where the corpus is absent. */
export function recordedCases(kinds: readonly string[]): readonly RecordedCase[] | undefined {
  if (!existsSync(HISTORIES)) return undefined;
  const cases: RecordedCase[] = [];
  for (const category of readdirSync(HISTORIES).sort()) {
    for (const file of readdirSync(join(HISTORIES, category)).sort()) {
      const json = parseJson(readFileSync(join(HISTORIES, category, file), 'utf8')).value;
      if (isJsonObject(json) && kinds.includes(String(json.kind))) cases.push({ id: String(json.id), category, json });
    }
  }
  return cases;
}

const STATE_MACHINE = 'arn:aws:states:us-east-1:111111111111:stateMachine:<ArnPart_0idx>';

/** The first difference between the recording and our run; undefined where there is none. */
export function differenceOf(recorded: RecordedCase): string | undefined {
  try {
    return compare(recorded);
  } catch (thrown) {
    return `threw ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`;
  }
}

function compare({ json }: RecordedCase): string | undefined {
  const { program, problems } = compileProgram(json.definition as Json);
  if (!program) return `refused: ${problems[0].pointer} ${problems[0].message}`;
  const recorded = json as unknown as { readonly expected: JsonObject; readonly tags: readonly string[] };
  const result = replay(start(program, startOptions(json)), json);
  const { expected } = recorded;
  return (
    resultDifference(expected, result) ??
    (isJsonArray(expected.events)
      ? eventsDifference(
          expected.events as readonly JsonObject[],
          result.history,
          recorded.tags.includes('unordered-parallel'),
        )
      : undefined) ??
    endEventDifference(expected.endEvent, result.history)
  );
}

export function startOptions(json: JsonObject): StartOptions {
  const tags = json.tags as readonly string[];
  const isExpress = json.type === 'EXPRESS';
  const recordedAt = momentOf(json);
  const isSync = tags.includes('sync-express');
  const tasks = (json.tasks ?? []) as readonly JsonObject[];
  const prefix = isSync ? '<SyncExecArn' : '<ExpressExecArn';
  const name = isExpress ? `${prefix}_Part1_0idx>` : '<ExecArnPart_0idx>';
  return {
    input:
      typeof json.inputText === 'string' ? (parseJson(json.inputText).value ?? json.input ?? {}) : (json.input ?? {}),
    now: recordedAt,
    asOf: recordedAt,
    type: isExpress ? 'EXPRESS' : 'STANDARD',
    isSynchronous: isSync,
    name,
    stateMachineArn: STATE_MACHINE,
    ...(isExpress && {
      executionArn: `arn:aws:states:us-east-1:111111111111:express:<ArnPart_0idx>:${name}:${prefix}_Part2_0idx>`,
    }),
    roleArn: isExpress ? 'sfn_role_arn' : 'snf_role_arn',
    activities: tasks.filter((task) => task.kind === 'activity').map((task) => String(task.resource)),
  };
}

/** When the case was recorded: `17-07-2023, 16:35:51`. */
function momentOf(json: JsonObject): number {
  const source = json.source as JsonObject;
  const parts = /^(\d+)-(\d+)-(\d+), (\d+):(\d+):(\d+)$/.exec(String(source.recorded));
  if (!parts) return Date.UTC(2025, 0, 1);
  const [day = 1, month = 1, year = 2025, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Runs with the recorded task results. An execution that was recorded while it waited is left waiting. */
export function replay(first: Snapshot, json: JsonObject): RunResult {
  const expected = json.expected as JsonObject;
  const pending: TaskRequest[] = [];
  if (expected.status === 'RUNNING' || expected.status === 'ABORTED') {
    const waiting = advance(first, {
      onEffect: (effect) => effect.type === 'schedule-task' && pending.push(effect.task),
    });
    const { error, cause } = expected;
    const stop = {
      type: 'stop',
      ...(typeof error === 'string' && { error }),
      ...(typeof cause === 'string' && { cause }),
    } as const;
    const last = expected.status === 'ABORTED' ? stepAll(waiting, [stop], () => {}) : waiting;
    return {
      status: last.status,
      output: last.output,
      error: last.failure?.error,
      cause: last.failure?.cause,
      history: historyOf(last),
      snapshot: last,
    };
  }
  const result = resume(first, { task: recordedAnswers(json) });
  if (result instanceof Promise) throw new Error('A replay is synchronous.');
  return result;
}

function resultDifference(expected: JsonObject, result: RunResult): string | undefined {
  if (expected.status !== result.status)
    return `status: expected ${String(expected.status)}, got ${result.status} (${result.error}: ${result.cause})`;
  if (expected.output !== undefined && !agrees(expected.output, result.output))
    return different('output', expected.output, result.output);
  for (const field of ['error', 'cause'] as const) {
    if (
      expected[field] === undefined
        ? result[field] !== undefined
        : !agreesWithText(expected[field] as Json, result[field])
    ) {
      return different(field, expected[field], result[field]);
    }
  }
  return undefined;
}

function endEventDifference(expected: Json | undefined, history: readonly HistoryEvent[]): string | undefined {
  if (!isJsonObject(expected)) return undefined;
  const last = history.at(-1);
  const actual = { id: String(last?.id), previous_event_id: String(last?.previousEventId), type: last?.type ?? '' };
  const { id, previous_event_id, type } = expected;
  const wanted = { id, previous_event_id, type } as JsonObject;
  return agrees(wanted, actual) ? undefined : different('last log record', wanted, actual);
}

export function eventsDifference(
  expected: readonly JsonObject[],
  history: readonly HistoryEvent[],
  isUnordered: boolean,
): string | undefined {
  if (isUnordered) return multisetDifference(expected, history);
  for (let index = 0; index < Math.max(expected.length, history.length); index++) {
    const [wanted, actual] = [expected[index], history[index]];
    if (!wanted || !actual) return `event ${index + 1}: expected ${String(wanted?.type)}, got ${String(actual?.type)}`;
    const difference = eventDifference(wanted, actual, true);
    if (difference) return `event ${index + 1} (${String(wanted.type)}): ${difference}`;
  }
  return undefined;
}

/** The recorder lost ids, the order and ParallelStateSucceeded inside a reordered Parallel. */
function multisetDifference(expected: readonly JsonObject[], history: readonly HistoryEvent[]): string | undefined {
  const left = history.filter((event) => event.type !== 'ParallelStateSucceeded');
  for (const wanted of expected) {
    const at = left.findIndex((event) => eventDifference(wanted, event, false) === undefined);
    if (at < 0) return `no event like ${String(wanted.type)} ${stringifyJson(wanted).slice(0, 300)}`;
    left.splice(at, 1);
  }
  return left.length > 0 ? `unexpected event ${String(left[0]?.type)}` : undefined;
}

function eventDifference(wanted: JsonObject, actual: HistoryEvent, isOrdered: boolean): string | undefined {
  if (wanted.type !== actual.type)
    return `type: expected ${String(wanted.type)}, got ${actual.type} ${stringifyJson(actual.details ?? null).slice(0, 300)}`;
  if (isOrdered && wanted.id !== actual.id) return different('id', wanted.id, actual.id);
  if (isOrdered && wanted.previousEventId !== actual.previousEventId)
    return different('previousEventId', wanted.previousEventId, actual.previousEventId);
  const member = wanted[detailsMemberOf(actual.type)];
  const details = isJsonObject(member) ? member : {};
  const own = actual.details ?? {};
  for (const name of new Set([...Object.keys(details), ...Object.keys(own)])) {
    // `…Details` only say whether the text was cut, `…Text` repeats a value, and roles are tokens.
    if (/(Details|Text)$/.test(name) || name === 'roleArn') continue;
    const [a, b] = [details[name], own[name]];
    const isSame =
      a === undefined || b === undefined ? a === b : name === 'cause' ? agreesWithText(a, b) : agrees(a, b);
    if (!isSame) return different(name, a, b);
    const text = details[`${name}Text`];
    if (typeof text === 'string' && b !== undefined && name !== 'cause' && !hasSameNumbers(text, b))
      return different(`text of ${name}`, text, stringifyJson(b));
  }
  return undefined;
}

/** True where every number of the value prints as it stood in the recorded text: `0.0` is not `0`. */
function hasSameNumbers(text: string, value: Json): boolean {
  const sorted = (json: Json): Json => {
    if (isJsonArray(json)) return json.map(sorted);
    if (!isJsonObject(json)) return json;
    return Object.fromEntries(
      Object.keys(json)
        .sort()
        .map((key) => [key, sorted(json[key] as Json)]),
    );
  };
  const recorded = parseJson(text).value;
  return recorded === undefined || TOKEN.test(text) || stringifyJson(sorted(recorded)) === stringifyJson(sorted(value));
}

const different = (what: string, expected: Json | undefined, actual: Json | undefined): string =>
  `${what}: expected ${short(expected)}, got ${short(actual)}`;

const short = (value: Json | undefined): string =>
  value === undefined ? 'nothing' : stringifyJson(value).slice(0, 600);

/** A cause that is itself JSON text was parsed by the recorder. */
function agreesWithText(expected: Json, actual: Json | undefined): boolean {
  if (typeof expected === 'string' || typeof actual !== 'string') return agrees(expected, actual);
  return agrees(expected, parseJson(actual).value);
}

const WILD_WORDS = new Set([
  'date',
  'datetime',
  'timestamp',
  'start-date',
  'stop-date',
  'RequestId',
  'x-amzn-RequestId',
  'X-Amzn-Trace-Id',
  'generated-uuid',
  'RandomNumberGenerated',
  'start-time',
  'entered-time',
  'a_task_token',
  'map_run_arn',
]);

/** Deep equality with the recorder's placeholders as wildcards. */
export function agrees(expected: Json, actual: Json | undefined): boolean {
  if (actual === undefined) return false;
  if (typeof expected === 'string') return textAgrees(expected, actual);
  if (isJsonArray(expected))
    return (
      isJsonArray(actual) && expected.length === actual.length && expected.every((item, i) => agrees(item, actual[i]))
    );
  if (isJsonObject(expected)) {
    if (!isJsonObject(actual)) return false;
    const keys = Object.keys(expected);
    return (
      keys.length === Object.keys(actual).length && keys.every((key) => agrees(expected[key] as Json, actual[key]))
    );
  }
  return equalJson(expected, actual);
}

/** Where the recorder has put a token. */
const TOKEN = /<[A-Za-z][\w-]*(?::\d+)?>/;
/** The recorder writes such a word where the text was no JSON. */
const MEMBER_WORD = /^[a-z][A-Za-z]+EventDetails\.(input|output)$/;

function textAgrees(expected: string, actual: Json): boolean {
  if (expected === actual || WILD_WORDS.has(expected) || MEMBER_WORD.test(expected)) return true;
  if (!TOKEN.test(expected)) return false;
  const parts = expected.split(new RegExp(TOKEN.source, 'g'));
  if (parts.every((part) => part === '')) return true;
  if (typeof actual !== 'string') return false;
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*?');
  return new RegExp(`^${pattern}$`).test(actual);
}
