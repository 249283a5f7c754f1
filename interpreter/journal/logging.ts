/** The records that an execution writes to its log: which events at which level, and what is left out of them. */
import { type Json, type JsonObject, numberOf } from '#asl/json';
import type { HistoryEvent } from '../history.ts';
import { awsDetails } from './aws-history.ts';

export type LogLevel = 'ALL' | 'ERROR' | 'FATAL' | 'OFF';

export interface LogSettings {
  readonly level: LogLevel;
  /** False leaves out inputs and outputs; errors, causes and names stay (recorded). */
  readonly includeExecutionData: boolean;
}

/** Members that hold the data of the execution. */
const DATA: ReadonlySet<string> = new Set(['input', 'inputDetails', 'output', 'outputDetails']);

/**
 * The log records of the events, in the shape in which CloudWatch gets them: ids are texts, names have underscores.
 *
 * @example logRecords(historyOf(snapshot), { level: 'ERROR', includeExecutionData: false }, executionArn)
 */
export function logRecords(
  events: readonly HistoryEvent[],
  settings: LogSettings,
  executionArn: string,
): readonly JsonObject[] {
  const records: JsonObject[] = [];
  let redriveCount = 0;
  for (const event of events) {
    if (event.type === 'ExecutionRedriven') redriveCount = numberOf(event.details?.redriveCount) ?? redriveCount;
    if (isLogged(event.type, settings.level)) records.push(recordOf(event, settings, executionArn, redriveCount));
  }
  return records;
}

/** True where events of the type are logged at the level. */
export function isLogged(type: string, level: LogLevel): boolean {
  if (level === 'ALL') return true;
  if (level === 'OFF') return false;
  const isFatal = /^Execution(?:Failed|Aborted|TimedOut)$/.test(type);
  return isFatal || (level === 'ERROR' && (/(?:Failed|Aborted|TimedOut)$/.test(type) || type === 'FailStateEntered'));
}

function recordOf(
  event: HistoryEvent,
  { includeExecutionData }: LogSettings,
  executionArn: string,
  redriveCount: number,
): JsonObject {
  const details = Object.entries(awsDetails(event.details ?? {})).filter(
    ([name]) => includeExecutionData || !DATA.has(name),
  );
  const record: Record<string, Json> = {
    id: String(event.id),
    type: event.type,
    details: Object.fromEntries(details),
    previous_event_id: String(event.previousEventId),
    event_timestamp: String(event.timestamp),
    execution_arn: executionArn,
    redrive_count: String(redriveCount),
  };
  return record;
}
