/** A mock file made of what has happened: what each task of a run returned or failed with, to run it again like that. */
import { equalJson, type Json, type JsonObject } from '#asl/json';
import type { HistoryEvent } from '../history.ts';
import { toAwsHistory } from '../journal/aws-history.ts';
import { parseRecording, type RecordedTask } from './recording.ts';

/**
 * The content of a mock file that answers the tasks of a run as they were answered. Tasks that are still under way have
 * no answer; answers of Map iterations say which iteration they are for, unless all are the same.
 *
 * @example mocksOfRun(historyOf(snapshot)) // { mocks: { Ship: { return: { id: 1 } } } }
 */
export function mocksOfRun(history: readonly HistoryEvent[]): { readonly mocks: JsonObject } {
  const byState = new Map<string, RecordedTask[]>();
  for (const task of parseRecording(toAwsHistory(history) as unknown as Json) ?? []) {
    const list = byState.get(task.stateName) ?? [];
    byState.set(task.stateName, [...list, task]);
  }
  const mocks: Record<string, Json> = {};
  for (const [name, tasks] of byState) {
    const answers = answersOf(tasks);
    if (answers.length > 0) Object.defineProperty(mocks, name, { value: single(answers), enumerable: true });
  }
  return { mocks };
}

interface Answer {
  readonly iteration: number | undefined;
  readonly result: JsonObject;
}

function answersOf(tasks: readonly RecordedTask[]): readonly JsonObject[] {
  const answers = tasks.flatMap((task): readonly Answer[] => {
    const result = resultOf(task);
    return result ? [{ iteration: task.iteration, result }] : [];
  });
  const [first] = answers;
  if (!first) return [];
  if (answers.every(({ result }) => equalJson(result, first.result))) return [first.result];
  return answers.map(({ iteration, result }) =>
    iteration === undefined ? result : { when: { iteration }, ...result },
  );
}

const single = (answers: readonly JsonObject[]): Json => (answers.length === 1 ? (answers[0] ?? {}) : answers);

function resultOf({ outcome }: RecordedTask): JsonObject | undefined {
  if ('output' in outcome) return { return: outcome.output };
  if (!('failed' in outcome)) return undefined;
  const { error = 'States.TaskFailed', cause } = outcome;
  return { throw: { error, ...(cause !== undefined && { cause }) } };
}
