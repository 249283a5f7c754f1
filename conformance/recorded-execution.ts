/**
 * Executions recorded on AWS: runs the definition of a case with the recorded task results and compares what came out,
 * by the rules of the corpus' README.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '#asl/json';
import {
  advance,
  compileProgram,
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
import { agrees, agreesWithText, different } from './agreement.ts';
import { eventsDifference } from './events.ts';
import { recordedAnswers } from './recorded-answers.ts';
import { inputOf, momentOf } from './recorded-input.ts';

const STATE_MACHINE = 'arn:aws:states:us-east-1:111111111111:stateMachine:<ArnPart_0idx>';

/** The first difference between the recording and our run; undefined where there is none. */
export function executionDifference(json: JsonObject): string | undefined {
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
