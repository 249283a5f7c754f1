/** Definitions that AWS took or refused, and with which words. */
import { isJsonArray, isJsonObject, type Json, type JsonObject, numberOf, stringifyJson } from '#asl/json';
import { type AwsDiagnostic, awsRefusalOf, type MachineType, validateAsAws } from '#language';
import { agrees, different } from './agreement.ts';
import { isRefused, refusalDifference } from './refusals.ts';
import { services } from './result-shapes.ts';

/** Words such as `activity_arn` stand for ARNs in the place of a Resource. */
const ACTIVITY = 'arn:aws:states:us-east-1:111111111111:activity:name';
const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:name';

/** The first difference between AWS's judgement and ours; undefined where there is none. */
export function validationDifference(json: JsonObject, trust: string): string | undefined {
  const text = definitionTextOf(json);
  const type: MachineType = (json.stateMachineType ?? json.type) === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
  const expected = json.expected as JsonObject;
  const { result, diagnostics, truncated, createStateMachineMessage } = expected;
  if (isRefused(expected) && result === undefined) {
    const message = awsRefusalOf(text, type, services);
    const own = message === undefined ? undefined : { code: 'InvalidDefinition', message };
    return trust === 'emulator-text' && own ? undefined : refusalDifference(expected, own);
  }
  const { maxResults } = isJsonObject(json.request) ? json.request : {};
  const own = validateAsAws(text, type, services, numberOf(maxResults));
  if (result !== own.result) return different('result', result, own as unknown as Json);
  if (truncated !== undefined && truncated !== own.truncated) return different('truncated', truncated, own.truncated);
  return (
    diagnosticsDifference(isJsonArray(diagnostics) ? diagnostics : [], own.diagnostics, trust) ??
    (createStateMachineMessage === undefined || createStateMachineMessage === awsRefusalOf(text, type, services)
      ? undefined
      : different('message', createStateMachineMessage, awsRefusalOf(text, type, services)))
  );
}

/** The definition's text: as it was sent, or printed where the recorder has parsed it. */
export const definitionTextOf = (json: JsonObject): string =>
  (typeof json.definitionText === 'string' ? json.definitionText : stringifyJson(json.definition ?? null)).replace(
    /("Resource":\s*")((?!(?:no|not|invalid)_)\w+_arn)"/g,
    (_, before: string, word: string) => `${before}${word.includes('activity') ? ACTIVITY : FUNCTION}"`,
  );

/** The list has to hold the same, in any order; sources of medium trust may name one diagnostic of several. */
function diagnosticsDifference(
  expected: readonly Json[],
  own: readonly AwsDiagnostic[],
  trust: string,
): string | undefined {
  const left = [...own];
  for (const wanted of expected.filter(isJsonObject)) {
    const at = left.findIndex((one) => isSame(wanted, one));
    if (at < 0) return different('diagnostic', wanted, own as unknown as Json);
    left.splice(at, 1);
  }
  const isWhole = trust === 'aws' || trust === 'high';
  return isWhole && left.length > 0 ? different('diagnostics', expected, own as unknown as Json) : undefined;
}

function isSame(wanted: JsonObject, own: AwsDiagnostic): boolean {
  const { code, message, messagePrefix, location, severity } = wanted;
  return (
    (severity === undefined || severity === own.severity) &&
    code === own.code &&
    (location === undefined ? own.location === undefined : agrees(location, own.location)) &&
    (message === undefined || agrees(message, own.message)) &&
    (typeof messagePrefix !== 'string' || own.message.startsWith(messagePrefix))
  );
}
