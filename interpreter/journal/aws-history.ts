/** History events as GetExecutionHistory writes them: details under AWS's member names, data as JSON text. */
import { isJsonObject, type Json, type JsonObject, stringifyJson } from '#asl/json';
import type { HistoryEvent } from '../history.ts';

/** Members of details that hold data, and the member that tells whether the text was cut. */
const DATA: Readonly<Record<string, string | undefined>> = {
  input: 'inputDetails',
  output: 'outputDetails',
  parameters: undefined,
};

/** Types without details whose details member AWS writes all the same, or has where there is something to say. */
const ALWAYS_DETAILED: ReadonlySet<string> = new Set([
  'ExecutionFailed',
  'ExecutionAborted',
  'ExecutionTimedOut',
  'ActivityStarted',
]);

/**
 * The events as the `events` of a GetExecutionHistory answer.
 *
 * @example JSON.stringify({ events: toAwsHistory(historyOf(snapshot)) }, undefined, 2)
 */
export function toAwsHistory(events: readonly HistoryEvent[]): readonly JsonObject[] {
  return events.map((event) => {
    const { id, previousEventId, type } = event;
    const timestamp = new Date(event.timestamp).toISOString();
    const details = event.details ?? (ALWAYS_DETAILED.has(type) ? {} : undefined);
    if (details === undefined) return { timestamp, type, id, previousEventId };
    return { timestamp, type, id, previousEventId, [detailsMemberOf(type)]: awsDetails(details) };
  });
}

/** The name of the member that holds an event's details: `PassStateEntered` gives `stateEnteredEventDetails`. */
export function detailsMemberOf(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

/** The details with data as JSON text and the members that say whether it was cut. */
export function awsDetails(details: JsonObject): JsonObject {
  const written: Record<string, Json> = {};
  for (const [name, value] of Object.entries(details)) {
    if (name in DATA) {
      written[name] = stringifyJson(value);
      const flag = DATA[name];
      if (flag !== undefined) written[flag] = { truncated: false };
    } else if (name === 'assignedVariables' && isJsonObject(value)) {
      written[name] = Object.fromEntries(
        Object.entries(value).map(([variable, assigned]) => [variable, stringifyJson(assigned)]),
      );
      written.assignedVariablesDetails = { truncated: false };
    } else written[name] = value;
  }
  return written;
}
