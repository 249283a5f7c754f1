/**
 * Executions recorded on AWS: runs the definition of a case with the recorded task results and compares what came out,
 * by the rules of the corpus' README.
 */
import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  numberOf,
  parseJson,
  plainOf,
  stringifyJson,
} from '#asl/json';
import {
  advance,
  compileProgram,
  type Effect,
  historyOf,
  type LogSettings,
  logRecords,
  type MapRunReport,
  outcomeEvents,
  type RunResult,
  resume,
  type Snapshot,
  type StartOptions,
  start,
  stepAll,
  type TaskOutcome,
  type TaskRequest,
} from '#interpreter';
import { agrees, agreesWithText, different } from './agreement.ts';
import { detailsDifference, eventsDifference } from './events.ts';
import { orderingsOf, recordedAnswers } from './recorded-answers.ts';
import { definitionOf, inputOf, momentOf } from './recorded-input.ts';

const STATE_MACHINE = 'arn:aws:states:us-east-1:111111111111:stateMachine:<ArnPart_0idx>';

/** The first difference between the recording and our run; undefined where there is none. */
export function executionDifference(json: JsonObject): string | undefined {
  const { program, problems } = compileProgram(definitionOf(json));
  if (!program) return `refused: ${problems[0].pointer} ${problems[0].message}`;
  const first = start(program, startOptions(json));
  let found: string | undefined;
  for (const ordered of orderingsOf(json)) {
    for (const unrecorded of unrecordedOutcomes(json)) {
      const reports: MapRunReport[] = [];
      const result = replay(first, ordered, unrecorded, (effect) => {
        if (effect.type === 'map-run-ended') reports.push(effect.run);
      });
      const difference = runDifference(json, result, reports);
      if (difference === undefined) return undefined;
      found ??= difference;
    }
  }
  return found;
}

/**
 * What a task without a recorded result may have given. Of an Express execution only the answer is recorded; the
 * result, or the failure, is looked for in it.
 */
export function unrecordedOutcomes({ kind, tasks, expected }: JsonObject): readonly (TaskOutcome | undefined)[] {
  if (kind !== 'express' || tasks !== undefined) return [undefined];
  const { output, error, cause } = expected as JsonObject;
  if (typeof error === 'string') return [undefined, failureOf(error, cause)];
  if (!isJsonObject(output)) return [undefined];
  const parts = [output, ...Object.values(output)];
  const failures = parts.flatMap((part) =>
    isJsonObject(part) && typeof part.Error === 'string' ? [failureOf(part.Error, part.Cause)] : [],
  );
  return [undefined, ...parts.map((part) => ({ output: part })), ...failures];
}

const failureOf = (error: string, cause: Json | undefined): TaskOutcome => ({
  failed: true,
  error,
  ...(cause !== undefined && { cause: typeof cause === 'string' ? cause : stringifyJson(cause) }),
});

function runDifference(json: JsonObject, result: RunResult, reports: readonly MapRunReport[]): string | undefined {
  const { expected, tags, logging } = json as unknown as {
    readonly expected: JsonObject;
    readonly tags: readonly string[];
    readonly logging?: LogSettings;
  };
  const { events, loggedEvents, endEvent, mapRun } = expected;
  const order = tags.includes('unordered-parallel') ? 'lost' : isConcurrent(json.definition) ? 'concurrent' : 'strict';
  return (
    resultDifference(expected, result) ??
    (isJsonArray(events) ? eventsDifference(events as readonly JsonObject[], result.history, order) : undefined) ??
    (isJsonObject(mapRun) ? mapRunDifference(mapRun, reports[0]) : undefined) ??
    (isJsonArray(loggedEvents) && logging ? logDifference(loggedEvents, result, logging) : undefined) ??
    (isJsonObject(endEvent) ? logDifference([endEvent], result, LOG_OF_EXPRESS, -1) : undefined)
  );
}

/** True where a state runs branches or iterations at the same time. */
function isConcurrent(definition: Json | undefined): boolean {
  if (isJsonArray(definition)) return definition.some(isConcurrent);
  if (!isJsonObject(definition)) return false;
  const { Type, MaxConcurrency } = definition;
  return (
    Type === 'Parallel' ||
    (Type === 'Map' && numberOf(MaxConcurrency) !== 1) ||
    Object.values(definition).some(isConcurrent)
  );
}

/** Compares DescribeMapRun of a run that succeeded: every result of it is written. */
function mapRunDifference(expected: JsonObject, run: MapRunReport | undefined): string | undefined {
  if (!run) return different('map run', expected, undefined);
  const counts = (own: MapRunReport['items']) => ({ ...own, resultsWritten: own.succeeded, running: 0 });
  const own: JsonObject = {
    ...expected,
    executionCounts: counts(run.executions),
    itemCounts: counts(run.items),
    mapRunArn: run.mapRunArn,
    maxConcurrency: run.maxConcurrency,
    status: run.status,
    toleratedFailureCount: run.toleratedFailureCount,
    toleratedFailurePercentage: run.toleratedFailurePercentage,
  };
  const name = Object.keys(own).find((field) => !agrees(expected[field] ?? null, plainOf(own[field] ?? null)));
  return name === undefined ? undefined : different(`map run: ${name}`, expected[name], own[name]);
}

const LOG_OF_EXPRESS: LogSettings = { level: 'ALL', includeExecutionData: true };

/**
 * Compares log records: all of them, or the last. Their details hold data as values where they are JSON. A log that
 * several runs of the machine have written holds the same records for each of them.
 */
function logDifference(
  expected: readonly Json[],
  { history, snapshot }: RunResult,
  settings: LogSettings,
  from = 0,
): string | undefined {
  const own = logRecords(history, settings, snapshot.info.executionArn).slice(from);
  const runs = new Map<string, JsonObject[]>();
  for (const record of expected.filter(isJsonObject)) {
    const run = String(record.execution_arn);
    runs.set(run, [...(runs.get(run) ?? []), record]);
  }
  if (runs.size === 0 && own.length > 0) return different('number of log records', 0, own.length);
  return [...runs.values()].map((run) => recordsDifference(run, own)).find((one) => one !== undefined);
}

function recordsDifference(expected: readonly JsonObject[], own: readonly JsonObject[]): string | undefined {
  if (own.length !== expected.length) return different('number of log records', expected.length, own.length);
  for (const [index, record] of own.entries()) {
    const wanted = expected[index] ?? {};
    for (const name of new Set([...Object.keys(wanted), ...Object.keys(record)])) {
      const [a = null, b = null] = [wanted[name], record[name]];
      const isSame = isJsonObject(a) && isJsonObject(b) ? detailsDifference(a, parsed(b)) === undefined : agrees(a, b);
      if (!isSame) return different(`log record ${index + 1}: ${name}`, a, b);
    }
  }
  return undefined;
}

function parsed(details: JsonObject): JsonObject {
  const values = Object.entries(details).map(([name, value]): [string, Json] => [
    name,
    (name === 'input' || name === 'output') && typeof value === 'string' ? (parseJson(value).value ?? value) : value,
  ]);
  return Object.fromEntries(values);
}

function startOptions(json: JsonObject): StartOptions {
  const tags = json.tags as readonly string[];
  const isExpress = json.type === 'EXPRESS';
  const recordedAt = momentOf(json);
  const isSync = tags.includes('sync-express');
  const tasks = (json.tasks ?? []) as readonly JsonObject[];
  const prefix = isSync ? '<SyncExecArn' : '<ExpressExecArn';
  const name = isExpress ? `${prefix}_Part1_0idx>` : '<ExecArnPart_0idx>';
  return {
    input: inputOf(json),
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

/** Runs with the recorded task results. An execution that was recorded while it waited is left waiting. */
export function replay(
  first: Snapshot,
  json: JsonObject,
  unrecorded?: TaskOutcome,
  onEffect: (effect: Effect) => void = () => {},
): RunResult {
  const { status, error, cause } = json.expected as JsonObject;
  const task = recordedAnswers(json, unrecorded);
  if (status !== 'RUNNING' && status !== 'ABORTED') {
    const result = resume(first, { task, onEffect });
    if (result instanceof Promise) throw new Error('A replay is synchronous.');
    return result;
  }
  const waiting = untilItWaits(first, task, onEffect);
  const stop = {
    type: 'stop',
    ...(typeof error === 'string' && { error }),
    ...(typeof cause === 'string' && { cause }),
  } as const;
  const last = status === 'ABORTED' ? stepAll(waiting, [stop], onEffect) : waiting;
  return {
    status: last.status,
    output: last.output,
    error: last.failure?.error,
    cause: last.failure?.cause,
    history: historyOf(last),
    snapshot: last,
  };
}

/** Goes on with the recorded answers until only time could, and the clock stands still. */
function untilItWaits(
  first: Snapshot,
  task: (request: TaskRequest) => TaskOutcome,
  onEffect: (effect: Effect) => void,
): Snapshot {
  const pending: TaskRequest[] = [];
  const sink = (effect: Effect): void => {
    if (effect.type === 'schedule-task' || effect.type === 'need-items') pending.push(effect.task);
    onEffect(effect);
  };
  let snapshot = advance(first, { onEffect: sink });
  for (let request = pending.shift(); request; request = pending.shift()) {
    const outcome = task(request);
    const begun = { type: 'task-started', task: request.id } as const;
    const isBegun = request.itemReader === undefined && request.pattern !== 'activity';
    snapshot = stepAll(snapshot, [...(isBegun ? [begun] : []), ...outcomeEvents(request, outcome)], sink);
    snapshot = advance(snapshot, { onEffect: sink });
  }
  return snapshot;
}

function resultDifference(expected: JsonObject, result: RunResult): string | undefined {
  if (expected.status !== result.status)
    return `status: expected ${String(expected.status)}, got ${result.status} (${result.error}: ${result.cause})`;
  if (expected.output !== undefined && !agrees(expected.output, result.output))
    return different('output', expected.output, result.output);
  for (const field of ['error', 'cause'] as const) {
    // The recorder took these from the last event, which also has them where the time was over.
    const own = result[field] ?? result.history.at(-1)?.details?.[field];
    const wanted = expected[field];
    const isSame = wanted === undefined ? result[field] === undefined : agreesWithText(wanted, own);
    if (!isSame) return different(field, wanted, own);
  }
  return undefined;
}
