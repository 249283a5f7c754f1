/** What a recorded call was given, and when. */
import { type Json, type JsonObject, parseJson } from '#asl/json';

/** The input of a case; its text counts where it is kept, because it may hold `0.0`. */
export const inputOf = (json: JsonObject): Json =>
  (typeof json.inputText === 'string' ? parseJson(json.inputText).value : undefined) ?? json.input ?? {};

/** When the case was recorded: `17-07-2023, 16:35:51`. */
export function momentOf(json: JsonObject): number {
  const source = json.source as JsonObject;
  const parts = /^(\d+)-(\d+)-(\d+), (\d+):(\d+):(\d+)$/.exec(String(source.recorded));
  if (!parts) return Date.UTC(2025, 0, 1);
  const [day = 1, month = 1, year = 2025, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
