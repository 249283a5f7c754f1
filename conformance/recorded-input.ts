/** What a recorded call was given, and when. */
import { isJsonArray, isJsonObject, type Json, type JsonObject, parseJson } from '#asl/json';

/**
 * The input of a case; its text counts where it is kept, because it may hold `0.0`. A timestamp that the recorder has
 * blanked becomes the moment that the recorder's test names.
 */
export function inputOf(json: JsonObject): Json {
  const text = typeof json.inputText === 'string' ? parseJson(json.inputText).value : undefined;
  return withMoment(text ?? json.input ?? {}, () => momentTextOf(json));
}

/** The definition of a case, with blanked timestamps as in its input. */
export const definitionOf = (json: JsonObject): Json => withMoment(json.definition ?? null, () => momentTextOf(json));

/** The moment of the recording, in the format or so many days ahead as the parameter of the test says: `[.000000Z]`, `[24856]`. */
function momentTextOf(json: JsonObject): string {
  const test = String((json.source as JsonObject).test);
  const [, name = '', parameter = ''] = /::(\w+)(?:\[(.*)\])?$/s.exec(test) ?? [];
  const format = /^(?:\.\d+)?Z?$/.test(parameter) && test.endsWith(']') ? parameter : 'Z';
  const days = /^-?\d+$/.test(parameter) ? Number(parameter) : daysAhead(name);
  return new Date(momentOf(json) + days * DAY).toISOString().slice(0, 19) + format;
}

/** Where a test has no number its name says when: in the past, in the future, or so far that no Wait can reach it. */
function daysAhead(name: string): number {
  const words = new Set(name.split('_'));
  if (words.has('past')) return -1;
  if (!words.has('future')) return 0;
  return words.has('far') || words.has('long') ? 36_525 : 1;
}

const DAY = 86_400_000;

function withMoment(value: Json, moment: () => string): Json {
  if (value === '<timestamp>') return moment();
  if (isJsonArray(value)) return value.map((item) => withMoment(item, moment));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withMoment(member, moment)]));
}

/** When the case was recorded: `17-07-2023, 16:35:51`. */
export function momentOf(json: JsonObject): number {
  const source = json.source as JsonObject;
  const parts = /^(\d+)-(\d+)-(\d+), (\d+):(\d+):(\d+)$/.exec(String(source.recorded));
  if (!parts) return Date.UTC(2025, 0, 1);
  const [day = 1, month = 1, year = 2025, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
