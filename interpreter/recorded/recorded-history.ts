/**
 * Reads what `aws stepfunctions get-execution-history` prints: one answer, several pages in a list or one after the
 * other, oldest or newest event first. What is missing or cut is said with the event at which it shows.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject, numberOf, parseJson } from '#asl/json';
import { detailsMemberOf } from '../journal/aws-history.ts';

/** One event with its data as values. */
export interface RecordedEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  /** Milliseconds since 1970; undefined where the file does not say. */
  readonly timestamp: number | undefined;
  readonly details: JsonObject;
}

/** What an execution was started with, as `describe-execution` tells it. */
export interface DescribedExecution {
  readonly executionArn?: string;
  readonly name?: string;
  readonly stateMachineArn?: string;
}

export interface RecordedHistory {
  readonly events: readonly RecordedEvent[];
  /** What the reader should know: pages that are missing, data that AWS has cut. */
  readonly remarks: readonly string[];
  readonly execution: DescribedExecution;
}

type Parsed =
  | { readonly history: RecordedHistory; readonly problem?: undefined }
  | { readonly history?: undefined; readonly problem: string };

/** The history in the content of a file, or why it holds none. */
export function parseHistory(content: Json): Parsed {
  const pages = pagesOf(content);
  const raw = listOf(allEventsIn(content));
  if (raw.length === 0)
    return { problem: "it has no list of 'events', as 'aws stepfunctions get-execution-history' prints it." };
  const byId = new Map<number, RecordedEvent>();
  for (const [index, json] of raw.entries()) {
    const event = eventOf(json, index);
    if (event === undefined)
      return { problem: `entry ${index + 1} of 'events' is no event: it needs a 'type' and a whole 'id' above 0.` };
    if (!byId.has(event.id)) byId.set(event.id, event);
  }
  const events = [...byId.values()].sort((a, b) => a.id - b.id);
  const [first] = events;
  if (first?.type !== 'ExecutionStarted')
    return {
      problem: `its first event is ${first?.id} (${first?.type}). A history begins with 'ExecutionStarted'; the first page is missing.`,
    };
  const last = pages.at(-1);
  return {
    history: {
      events: connected(events),
      remarks: remarksOf(events, raw, isJsonObject(last) && typeof last.nextToken === 'string'),
      execution: executionOf(pages),
    },
  };
}

/** The events of all pages in one list, as they stand in the file. */
export function allEventsIn(content: Json): Json {
  return pagesOf(content).flatMap((page) => (isJsonArray(page) ? page : isJsonObject(page) ? listOf(page.events) : []));
}

/** The definition in an answer of `describe-execution`, `describe-state-machine` or `…-for-execution`. */
export function describedDefinition(content: Json): string | undefined {
  return isJsonObject(content) && typeof content.definition === 'string' ? content.definition : undefined;
}

const isPage = (json: Json): boolean => isJsonObject(json) && isJsonArray(json.events);
const listOf = (json: Json | undefined): readonly Json[] => (json !== undefined && isJsonArray(json) ? json : []);

function pagesOf(content: Json): readonly Json[] {
  return isJsonArray(content) && content.some(isPage) ? content : [content];
}

/** Events of a file without ids are numbered as they stand. */
function eventOf(json: Json, index: number): RecordedEvent | undefined {
  if (!isJsonObject(json) || typeof json.type !== 'string') return undefined;
  const given = numberOf(json.id);
  const id = given === undefined || given === 0 ? index + 1 : given;
  if (!Number.isInteger(id) || id < 1) return undefined;
  const details = json[detailsMemberOf(json.type)];
  return {
    id,
    previousEventId: numberOf(json.previousEventId) ?? 0,
    type: json.type,
    timestamp: momentOf(json.timestamp),
    details: isJsonObject(details) ? withValues(details) : {},
  };
}

/** The CLI prints ISO 8601 texts or seconds, an SDK milliseconds. */
function momentOf(json: Json | undefined): number | undefined {
  if (typeof json === 'string') {
    const moment = Date.parse(json);
    return Number.isNaN(moment) ? undefined : moment;
  }
  const count = json === undefined ? undefined : numberOf(json);
  if (count === undefined) return undefined;
  return Math.round(count < 1e11 ? count * 1000 : count);
}

const DATA: ReadonlySet<string> = new Set(['input', 'output', 'parameters', 'taskCredentials']);

function withValues(details: JsonObject): JsonObject {
  const values = Object.entries(details).map(([name, value]): [string, Json] => {
    if (DATA.has(name)) return [name, dataOf(value)];
    if (name === 'assignedVariables' && isJsonObject(value))
      return [name, Object.fromEntries(Object.entries(value).map(([key, text]) => [key, dataOf(text)]))];
    return [name, value];
  });
  return Object.fromEntries(values);
}

/** JSON text, as the API gives data; text that is no JSON is what it says. */
function dataOf(value: Json): Json {
  if (typeof value !== 'string') return value;
  const { value: data, problem } = parseJson(value, { maxDepth: 1010 });
  return problem || data === undefined ? value : data;
}

/** The previous event of an event whose file does not say it is the one before. */
function connected(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const isUntold = events.every(({ previousEventId }) => previousEventId === 0);
  if (!isUntold) return events;
  return events.map((event, index) => ({ ...event, previousEventId: events[index - 1]?.id ?? 0 }));
}

function remarksOf(events: readonly RecordedEvent[], raw: readonly Json[], hasMore: boolean): readonly string[] {
  const remarks: string[] = [];
  for (const [index, { id }] of events.entries()) {
    const before = events[index - 1]?.id ?? 0;
    if (id !== before + 1) remarks.push(`The recording lacks ${missing(before + 1, id - 1)}; a page may be missing.`);
  }
  if (hasMore) remarks.push(`The recording is cut after event ${events.at(-1)?.id}: AWS has more pages of it.`);
  for (const [index, json] of raw.entries()) {
    const cut = isJsonObject(json) ? cutMemberOf(json) : undefined;
    if (cut !== undefined) {
      const event = eventOf(json, index);
      remarks.push(`The recording does not hold the whole ${cut} of event ${event?.id} (${event?.type}).`);
    }
  }
  return remarks;
}

const missing = (first: number, last: number): string =>
  first === last ? `event ${first}` : `the events ${first} to ${last}`;

function cutMemberOf(json: JsonObject): string | undefined {
  const details = json[detailsMemberOf(String(json.type))];
  if (!isJsonObject(details)) return undefined;
  const [name] = Object.entries(details).find(([, value]) => isJsonObject(value) && value.truncated === true) ?? [];
  return name?.replace(/Details$/, '');
}

function executionOf(pages: readonly Json[]): DescribedExecution {
  return describedExecution(pages.find((page) => isJsonObject(page) && typeof page.executionArn === 'string') ?? null);
}

/** What an answer of `describe-execution` tells of the execution. */
export function describedExecution(content: Json): DescribedExecution {
  if (!isJsonObject(content)) return {};
  const text = (name: string): Record<string, string> => {
    const value = content[name];
    return typeof value === 'string' ? { [name]: value } : {};
  };
  return { ...text('executionArn'), ...text('name'), ...text('stateMachineArn') };
}
