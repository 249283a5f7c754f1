/** What a recorded call was given, and when. */
import { isJsonArray, isJsonObject, type Json, type JsonObject, parseJson } from '#asl/json';

/**
 * The input of a case; its text counts where it is kept, because it may hold `0.0`. A timestamp that the recorder has
 * blanked becomes the moment of the recording, in the format that the parameter of the recorder's test names.
 */
export function inputOf(json: JsonObject): Json {
  const text = typeof json.inputText === 'string' ? parseJson(json.inputText).value : undefined;
  return withMoment(text ?? json.input ?? {}, () => momentTextOf(json));
}

function momentTextOf(json: JsonObject): string {
  const { test } = json.source as JsonObject;
  const format = /\[((?:\.\d+)?Z?)\]$/.exec(String(test))?.[1] ?? 'Z';
  return new Date(momentOf(json)).toISOString().slice(0, 19) + format;
}

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
