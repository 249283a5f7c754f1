/**
 * Parameters that a service integration refuses before it starts: AWS fails the state with States.Runtime and never
 * schedules the task. Only shapes whose refusal is recorded are checked; the service judges the rest.
 */
import { isJsonArray, isJsonObject, type Json } from '#asl/json';

/** What is wrong with a field's value, in AWS's words. */
type Check = (value: Json, field: string) => readonly string[];

const textLists: Check = (value, field) => {
  const isFine =
    isJsonObject(value) &&
    Object.values(value).every((list) => isJsonArray(list) && list.every((item) => typeof item === 'string'));
  return isFine ? [] : [`The value of the field '${field}' has an invalid format`];
};

const texts: Check = (value) =>
  isJsonObject(value)
    ? Object.entries(value).flatMap(([key, member]) =>
        typeof member === 'string' ? [] : [`The value for the field '${key}' must be a STRING`],
      )
    : [];

const CHECKS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  'apigateway:invoke': { Headers: textLists, QueryParameters: textLists },
  'batch:submitJob': { Parameters: texts },
};

/** The services that have checks. */
const CHECKED: ReadonlySet<string> = new Set(Object.keys(CHECKS).map((call) => call.slice(0, call.indexOf(':'))));

/** Why the parameters could not be used to start the task; empty where nothing is known to be wrong. */
export function refusalsOf(resourceType: string, resource: string, parameters: Json): readonly string[] {
  if (!CHECKED.has(resourceType)) return [];
  const checks = CHECKS[`${resourceType}:${resource.replace(/\.(?:sync(?::\d+)?|waitForTaskToken)$/, '')}`];
  if (!checks || !isJsonObject(parameters)) return [];
  return Object.entries(checks).flatMap(([field, check]) => {
    const value = parameters[field];
    return value === undefined ? [] : check(value, field);
  });
}
