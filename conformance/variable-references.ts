/** The variables that states read, as DescribeStateMachine lists them. */
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '#asl/json';
import { variableReferencesOf } from '#language';
import { agrees, different } from './agreement.ts';
import { definitionTextOf } from './validation.ts';

/** The first difference; undefined where there is none. The recorder sorted the names, so order does not count. */
export function variableReferencesDifference(json: JsonObject): string | undefined {
  const expected = (json.expected as JsonObject).variableReferences ?? null;
  const own = variableReferencesOf(definitionTextOf(json)) as unknown as Json;
  return agrees(sorted(expected), sorted(own)) ? undefined : different('variableReferences', expected, own);
}

const sorted = (references: Json): Json =>
  isJsonObject(references)
    ? Object.fromEntries(
        Object.entries(references).map(([state, names]) => [state, isJsonArray(names) ? [...names].sort() : names]),
      )
    : references;
