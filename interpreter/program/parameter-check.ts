/**
 * Parameters that a service integration refuses before it starts: AWS fails the state with States.Runtime and never
 * schedules the task. Only shapes whose refusal is recorded or reported are checked; the service judges the rest.
 */
import { isJsonArray, isJsonObject, type Json, numberOf } from '#asl/json';

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

/**
 * Objects and lists go to the function as JSON, a text as it is, null as nothing; a number is refused (reported from
 * AWS: a Map over [1, 2, 3] whose function gets "Payload.$": "$"), and so probably is a boolean.
 */
const textOrContainer: Check = (value, field) =>
  typeof value === 'boolean' || numberOf(value) !== undefined
    ? [`The value for the field '${field}' must be a STRING`]
    : [];

/** The values of attributes are texts, numbers among them (reported from AWS: a number under 'N'). */
const attributes: Check = (value) => (isJsonObject(value) ? Object.values(value).flatMap(attributeRefusals) : []);

function attributeRefusals(attribute: Json): readonly string[] {
  if (!isJsonObject(attribute)) return [];
  return Object.entries(attribute).flatMap(([type, value]) => {
    if (type === 'M') return attributes(value, type);
    if (type === 'L') return isJsonArray(value) ? value.flatMap(attributeRefusals) : [];
    return TEXTS_OF_ATTRIBUTES.has(type) ? textOrContainer(value, type) : [];
  });
}

const TEXTS_OF_ATTRIBUTES: ReadonlySet<string> = new Set(['S', 'N', 'B']);

const CHECKS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  'apigateway:invoke': { Headers: textLists, QueryParameters: textLists },
  'batch:submitJob': { Parameters: texts },
  'dynamodb:deleteItem': { Key: attributes, ExpressionAttributeValues: attributes },
  'dynamodb:getItem': { Key: attributes },
  'dynamodb:putItem': { Item: attributes, ExpressionAttributeValues: attributes },
  'dynamodb:updateItem': { Key: attributes, ExpressionAttributeValues: attributes },
  'lambda:invoke': { Payload: textOrContainer },
};

/** Tells why parameters could not be used to start the task; empty where nothing is known to be wrong. */
export type ParameterCheck = (parameters: Json) => readonly string[];

/** The check of a call's parameters; undefined where none is known. */
export function parameterCheckOf(resourceType: string, resource: string): ParameterCheck | undefined {
  const checks = CHECKS[`${resourceType}:${resource.replace(/\.(?:sync(?::\d+)?|waitForTaskToken)$/, '')}`];
  if (!checks) return undefined;
  const fields = Object.entries(checks);
  return (parameters) => {
    if (!isJsonObject(parameters)) return NOTHING;
    const refusals: string[] = [];
    for (const [field, check] of fields) {
      const value = parameters[field];
      // A null is nothing: recorded of Payload, of RequestBody and of the Input of an execution, which all take one.
      if (value !== undefined && value !== null) refusals.push(...check(value, field));
    }
    return refusals;
  };
}

const NOTHING: readonly string[] = [];
