/** Compares a history with a recorded one: the events in order with type, id, previousEventId and details. */
import { isJsonArray, isJsonObject, type Json, type JsonObject, numberOf, parseJson, stringifyJson } from '#asl/json';
import { detailsMemberOf, type HistoryEvent } from '#interpreter';
import { agrees, agreesWithText, different, TOKEN } from './agreement.ts';

/** How much of the order of a history is known. */
export type Order =
  /** One thing happens after the other. */
  | 'strict'
  /** Branches or iterations run at the same time: each has its order, between them it depends on timing. */
  | 'concurrent'
  /** The recorder lost ids and the order. */
  | 'lost';

/** The first difference; undefined where there is none. */
export function eventsDifference(
  expected: readonly JsonObject[],
  history: readonly HistoryEvent[],
  order: Order,
): string | undefined {
  if (order === 'lost') return multisetDifference(expected, history);
  const [wanted, own] = [unpinned(expected), unpinned(history)];
  const difference = sequenceDifference(wanted, own);
  return difference !== undefined && order === 'concurrent' && hasSameChains(wanted, own) ? undefined : difference;
}

/** The end of a distributed Map behind the beginning of its run, where it may stand behind the run's end as well. */
function unpinned<T extends { readonly type?: Json; readonly id?: Json; readonly previousEventId?: Json }>(
  events: readonly T[],
): readonly T[] {
  return events.map((event) => {
    if (event.type !== 'MapStateExited') return event;
    const before = events.find(({ id }) => id === event.previousEventId);
    return before?.type === 'MapRunSucceeded' ? { ...event, previousEventId: before.previousEventId } : event;
  });
}

function sequenceDifference(expected: readonly JsonObject[], history: readonly HistoryEvent[]): string | undefined {
  for (let index = 0; index < Math.max(expected.length, history.length); index++) {
    const [wanted, actual] = [expected[index], history[index]];
    if (!wanted || !actual)
      return `event ${index + 1}: expected ${String(wanted?.type ?? 'none')}, got ${actual?.type ?? 'none'}`;
    const difference = eventDifference(wanted, actual, true);
    if (difference) return `event ${index + 1} (${String(wanted.type)}): ${difference}`;
  }
  return undefined;
}

/**
 * True where each recorded event is one of ours that follows the same event. The last event is the last one on both
 * sides; events that look alike and follow the same one stand for each other.
 */
function hasSameChains(expected: readonly JsonObject[], history: readonly HistoryEvent[]): boolean {
  if (expected.length !== history.length || expected.at(-1)?.type !== history.at(-1)?.type) return false;
  const ours = new Map<number, number>([[0, 0]]);
  const left = [...history];
  return expected.every((wanted) => {
    const before = ours.get(numberOf(wanted.previousEventId) ?? -1);
    const at = left.findIndex(
      (event) => event.previousEventId === before && eventDifference(wanted, event, false) === undefined,
    );
    const [event] = at < 0 ? [] : left.splice(at, 1);
    if (event) ours.set(numberOf(wanted.id) ?? -1, event.id);
    return event !== undefined;
  });
}

/** The recorder lost ids, the order and ends of branches inside a reordered Parallel; it may have kept some ends. */
function multisetDifference(expected: readonly JsonObject[], history: readonly HistoryEvent[]): string | undefined {
  const left = [...history];
  for (const wanted of expected) {
    const at = left.findIndex((event) => eventDifference(wanted, event, false) === undefined);
    if (at < 0) return `no event like ${String(wanted.type)} ${stringifyJson(wanted).slice(0, 300)}`;
    left.splice(at, 1);
  }
  const unexpected = left.find((event) => event.type !== 'ParallelStateSucceeded');
  return unexpected && `unexpected event ${unexpected.type}`;
}

function eventDifference(wanted: JsonObject, actual: HistoryEvent, isOrdered: boolean): string | undefined {
  if (wanted.type !== actual.type)
    return `type: expected ${String(wanted.type)}, got ${actual.type} ${stringifyJson(actual.details ?? null).slice(0, 300)}`;
  if (isOrdered && wanted.id !== actual.id) return different('id', wanted.id, actual.id);
  if (isOrdered && wanted.previousEventId !== actual.previousEventId)
    return different('previousEventId', wanted.previousEventId, actual.previousEventId);
  const member = wanted[detailsMemberOf(actual.type)];
  return detailsDifference(isJsonObject(member) ? member : {}, actual.details ?? {});
}

/** See `NOT_COMPARED` for the members that are left out. */
export function detailsDifference(details: JsonObject, own: JsonObject): string | undefined {
  for (const name of new Set([...Object.keys(details), ...Object.keys(own)])) {
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
  const recorded = parseJson(text).value;
  return recorded === undefined || TOKEN.test(text) || stringifyJson(sorted(recorded)) === stringifyJson(sorted(value));
}

function sorted(json: Json): Json {
  if (isJsonArray(json)) return json.map(sorted);
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(
    Object.keys(json)
      .sort()
      .map((key) => [key, sorted(json[key] as Json)]),
  );
}
