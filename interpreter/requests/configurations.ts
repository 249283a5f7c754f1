/** What a request to Step Functions sets up: where a machine writes its log, and which versions an alias leads to. */
import { isJsonArray, isJsonObject, type Json, type JsonObject, numberOf } from '#asl/json';
import type { ApiException } from './constraints.ts';

/**
 * Recorded: a level needs exactly one destination, never are there two, and the destination has to be there. One that
 * names no log group is none.
 */
export function loggingRefusal(
  logging: Json | undefined,
  hasLogGroup: (arn: string) => boolean,
): ApiException | undefined {
  if (!isJsonObject(logging)) return undefined;
  const { level = 'OFF', destinations } = logging;
  const listed = isJsonArray(destinations) ? destinations : [];
  const groups = listed.flatMap((one) => {
    const group = isJsonObject(one) && isJsonObject(one.cloudWatchLogsLogGroup) ? one.cloudWatchLogsLogGroup : {};
    return typeof group.logGroupArn === 'string' ? [group.logGroupArn] : [];
  });
  if (listed.length > 1 || (level !== 'OFF' && groups.length !== 1))
    return invalidLogging('Must specify exactly one Log Destination.');
  return groups.some((arn) => !hasLogGroup(arn)) ? invalidLogging('Log Destination not found.') : undefined;
}

const invalidLogging = (reason: string): ApiException => ({
  code: 'InvalidLoggingConfiguration',
  message: `Invalid Logging Configuration: ${reason}`,
});

/**
 * Of these sentences "must contain state machine version ARNs" is recorded. The rules of the others are those of the
 * API's reference; their words follow it and are not known.
 */
export function routingRefusal(routes: Json | undefined): ApiException | undefined {
  if (!isJsonArray(routes)) return undefined;
  const entries = routes.filter(isJsonObject);
  const arns = entries.map(({ stateMachineVersionArn }) => String(stateMachineVersionArn));
  const weights = entries.map(({ weight }) => numberOf(weight) ?? 0);
  if (!arns.every((arn) => /:stateMachine:[^:]+:\d+$/.test(arn)))
    return received('Routing configuration must contain state machine version ARNs', arns);
  if (new Set(arns).size < arns.length)
    return received('Routing configuration must contain distinct state machine version ARNs', arns);
  if (new Set(arns.map((arn) => arn.replace(/:\d+$/, ''))).size > 1)
    return received('Routing configuration must contain versions of the same state machine', arns);
  return weights.reduce((sum, weight) => sum + weight, 0) === 100
    ? undefined
    : received('Sum of routing configuration weights must equal 100', weights);
}

const received = (rule: string, values: readonly (string | number)[]): ApiException => ({
  code: 'ValidationException',
  message: `${rule}. Received: [${values.join(', ')}]`,
});

/** Members of which UpdateStateMachine needs one, and what the API says of a version's description. */
export function changeRefusal(operation: string, request: JsonObject): ApiException | undefined {
  // The API lists this exception for a call that changes nothing; no recording shows its words.
  if (operation === 'UpdateStateMachine' && !CHANGES.some((member) => request[member] !== undefined))
    return {
      code: 'MissingRequiredParameter',
      message:
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    };
  // The reference of CreateStateMachine and UpdateStateMachine: a description needs `publish`. The words are ours.
  return request.versionDescription !== undefined && PUBLISHING.has(operation) && request.publish !== true
    ? { code: 'ValidationException', message: 'Version description can only be set when publish is true' }
    : undefined;
}

/** Operations that make a version where `publish` says so, which `versionDescription` then describes. */
const PUBLISHING: ReadonlySet<string> = new Set(['CreateStateMachine', 'UpdateStateMachine']);

const CHANGES = ['definition', 'roleArn', 'loggingConfiguration', 'tracingConfiguration', 'encryptionConfiguration'];
