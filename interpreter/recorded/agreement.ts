/** Whether an event of the engine is the one that AWS has recorded: what it is about, and what it holds. */
import { equalJson, isJsonArray, isJsonObject, type Json, type JsonObject, jsonTypeOf } from '#asl/json';
import type { HistoryEvent } from '../history.ts';
import type { RecordedEvent } from './recorded-history.ts';

/** `same`: what and with what; `alike`: what, but with other data; `other`: something else. */
export type Agreement = 'same' | 'alike' | 'other';

/** Members that tell where in an execution an event belongs. */
const SUBJECT = ['name', 'index', 'resourceType', 'resource'] as const;
/** Members that nothing follows from: roles, regions, and who took an activity. */
const UNTOLD: ReadonlySet<string> = new Set(['roleArn', 'region', 'stateMachineAliasArn', 'stateMachineVersionArn']);

/** Compares an event of the engine with a recorded one. */
export function agreementOf(own: HistoryEvent, recorded: RecordedEvent): Agreement {
  if (own.type !== recorded.type) return 'other';
  const details = own.details ?? {};
  for (const name of SUBJECT) {
    const [a, b] = [details[name], recorded.details[name]];
    if (a !== undefined && b !== undefined && !equalJson(a, b)) return 'other';
  }
  return differingMember(details, recorded.details) === undefined ? 'same' : 'alike';
}

/** The first member of the details in which they differ. */
export function differingMember(own: JsonObject, recorded: JsonObject): string | undefined {
  for (const name of new Set([...Object.keys(own), ...Object.keys(recorded)])) {
    if (name.endsWith('Details') || UNTOLD.has(name)) continue;
    const [a, b] = [own[name], recorded[name]];
    if (a === undefined || b === undefined ? isSaid(a) !== isSaid(b) : !equalData(name, a, b)) return name;
  }
  return undefined;
}

/** Events that agree as the same have the same key, so that one need not be compared with all others. */
export function agreementKey({ type, details = {} }: Pick<HistoryEvent, 'type' | 'details'>): string {
  const members = Object.entries(details).flatMap(([name, value]): string[] => {
    if (name.endsWith('Details') || UNTOLD.has(name) || name === 'cause' || !isSaid(value)) return [];
    if (name === 'parameters') return [`${name}=${outlineOf(value)}`];
    return typeof value === 'string' ? [`${name}=${value}`] : [];
  });
  return [type, ...members.sort()].join('\n');
}

/** The text of a value without what may differ in one that is alike. */
function outlineOf(value: Json): string {
  if (typeof value === 'string') return TOKEN.test(value) ? '#' : JSON.stringify(value);
  if (isJsonArray(value)) return `[${value.map(outlineOf).join()}]`;
  if (!isJsonObject(value)) return jsonTypeOf(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${outlineOf(value[name] ?? null)}`).join()}}`;
}

const isSaid = (value: Json | undefined): boolean => value !== undefined && value !== '';

function equalData(name: string, a: Json, b: Json): boolean {
  if (equalJson(a, b)) return true;
  // The number of an event may be another where branches went side by side.
  if (name === 'cause' && typeof a === 'string' && typeof b === 'string') return withoutIds(a) === withoutIds(b);
  return name === 'parameters' && isAlikeDeep(a, b);
}

const withoutIds = (text: string): string => text.replace(/\(entered at the event id #\d+\)/g, '');

/** Task tokens are made anew by every run, and AWS's are long. */
const TOKEN = /^[A-Za-z0-9+/=_-]{32,}$/;

function isAlikeDeep(a: Json, b: Json): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b || (TOKEN.test(a) && TOKEN.test(b));
  if (isJsonArray(a))
    return isJsonArray(b) && a.length === b.length && a.every((item, i) => isAlikeDeep(item, b[i] ?? null));
  if (!isJsonObject(a)) return equalJson(a, b);
  if (!isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => key in b && isAlikeDeep(a[key] ?? null, b[key] ?? null))
  );
}
