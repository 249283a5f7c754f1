/** Runs small machines in tests. */
import assert from 'node:assert/strict';
import { isJsonObject, type Json, type JsonObject } from '#asl/json';
import {
  compileProgram,
  type HistoryEvent,
  type Program,
  type RunResult,
  runToEnd,
  type StartOptions,
  type TaskOutcome,
  type TaskRequest,
} from '#interpreter';

export const NOW = Date.UTC(2026, 0, 1);

/** The program of a definition that has to compile. */
export function programOf(definition: Json): Program {
  const { program, problems } = compileProgram(definition);
  assert.ok(program, JSON.stringify(problems));
  return program;
}

/** A machine whose only state is the given one, unless states are given to follow. */
export const machineOf = (state: JsonObject, others: JsonObject = {}): JsonObject => ({
  StartAt: 'S',
  States: { S: { End: state.Next === undefined, ...state }, ...others },
});

export const task = (fields: JsonObject = {}): JsonObject => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  ...fields,
});

type Answer = (request: TaskRequest) => TaskOutcome;

export const failsWith =
  (error: string, cause?: string): Answer =>
  () => ({ failed: true, error, ...(cause !== undefined && { cause }) });

/** Runs a definition to its end in virtual time. */
export function run(
  definition: Json,
  input: Json = {},
  answer: Answer = (request) => ({ output: request.input }),
  options: Partial<StartOptions> = {},
): RunResult {
  const result = runToEnd(programOf(definition), { input, now: NOW, ...options }, { task: answer });
  assert.ok(!(result instanceof Promise));
  return result;
}

export const typesOf = ({ history }: { readonly history: readonly HistoryEvent[] }): readonly string[] =>
  history.map(({ type }) => type);

/** The details of the first event of a type. */
export function detailsOf({ history }: { readonly history: readonly HistoryEvent[] }, type: string): JsonObject {
  const details = history.find((event) => event.type === type)?.details;
  return isJsonObject(details) ? details : {};
}

/** `type<-type of the event that it follows`, for tests of the chain. */
export const chainOf = ({ history }: { readonly history: readonly HistoryEvent[] }): readonly string[] =>
  history.map(({ type, previousEventId }) => `${type} < ${history[previousEventId - 1]?.type ?? 'nothing'}`);
