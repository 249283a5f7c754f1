/** Recorded cases of the corpus as `aws stepfunctions get-execution-history` prints them: data is JSON text there. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type Json, type JsonObject, stringifyJson } from '#asl/json';
import { casesBelow } from '../../../conformance/corpus.ts';

const folder = join(import.meta.dirname, '../../../../shared/corpus/histories/cases');

export interface RecordedCase {
  readonly id: string;
  readonly definition: Json;
  readonly content: JsonObject;
  readonly count: number;
}

/** Executions with recorded events; undefined where the corpus is not on this machine. */
export function recordedCases(): readonly RecordedCase[] | undefined {
  if (!existsSync(folder)) return undefined;
  return casesBelow(folder).flatMap(({ id, json }) => {
    const { events } = json.expected as JsonObject;
    if (!Array.isArray(events) || !isJsonObject(json.definition)) return [];
    return [{ id, definition: json.definition, content: { events: events.map(asPrinted) }, count: events.length }];
  });
}

const DATA = ['input', 'output', 'parameters'];

function asPrinted(event: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      name,
      name.endsWith('EventDetails') && isJsonObject(value) ? detailsAsPrinted(value) : value,
    ]),
  );
}

function detailsAsPrinted(details: JsonObject): JsonObject {
  const printed: Record<string, Json> = {};
  for (const [name, value] of Object.entries(details)) {
    const text = details[`${name}Text`];
    if (name.endsWith('Text')) continue;
    if (typeof text === 'string') printed[name] = text;
    else if (DATA.includes(name)) printed[name] = stringifyJson(value);
    else if (name === 'cause' && typeof value !== 'string') printed[name] = stringifyJson(value);
    else if (name === 'assignedVariables' && isJsonObject(value))
      printed[name] = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, stringifyJson(one)]));
    else printed[name] = value;
  }
  return printed;
}
