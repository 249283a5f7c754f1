/** The limits of the service. */
import { ExactNumber, isJsonArray, type Json, type JsonObject } from '#asl/json';
import { limits } from '#asl/spec/limits';

/** Input, output and result of a state, a task and an execution, in bytes of UTF-8 JSON text. */
export const MAX_PAYLOAD_BYTES = limits.payloadBytes.value;

/** Events of a Standard execution's history. */
export const MAX_EVENTS = limits.historyEvents.value;

/** Steps of one JSONata evaluation, a second or two; AWS stops by time, which a replay cannot repeat. */
export const MAX_EXPRESSION_STEPS = 2_000_000;

/** How long an Express execution may run, in seconds. */
export const MAX_EXPRESS_SECONDS = limits.expressExecutionSeconds.value;

/** Events after which an Express child that never waits counts as one that has used up its five minutes. */
export const MAX_EXPRESS_EVENTS = 2_000_000;

/** Levels of arrays and objects inside each other, as in JSON text that AWS reads. Deeper data counts as too large. */
export const MAX_NESTING = 1000;

/** True where a value is nested deeper than data may be. */
export function isTooDeep(value: Json, levels = MAX_NESTING): boolean {
  if (!isContainer(value)) return false;
  if (levels === 0) return true;
  if (isJsonArray(value)) {
    for (const item of value) if (isTooDeep(item, levels - 1)) return true;
  } else
    for (const key in value as JsonObject) if (isTooDeep((value as JsonObject)[key] as Json, levels - 1)) return true;
  return false;
}

export const isContainer = (value: Json): value is JsonObject | readonly Json[] =>
  typeof value === 'object' && value !== null && !(value instanceof ExactNumber);
