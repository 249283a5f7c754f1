/**
 * Calls that AWS answered with an exception. A case holds one call and not those before it, so what depends on them
 * cannot be repeated; `UNANSWERABLE` names these exceptions with the reason.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject, stringifyJson } from '#asl/json';
import { refusedRequest } from '#interpreter';
import { awsRefusalOf } from '#language';
import { agrees, different } from './agreement.ts';
import { services, stepFunctionsModel } from './result-shapes.ts';

/** Exceptions that need what the case does not hold. They count as failures; the runner prints why. */
export const UNANSWERABLE: readonly { readonly code: string; readonly reason: string }[] = [
  { code: 'StateMachineAlreadyExists', reason: 'the machine that has the name was created by an earlier call' },
  { code: 'ExecutionAlreadyExists', reason: 'the execution that has the name was started by an earlier call' },
  { code: 'ConflictException', reason: 'the alias was created by an earlier call' },
  { code: 'InvalidLoggingConfiguration (destination not found)', reason: 'the log group is in another service' },
];

const ACCOUNT = 'arn:aws:states:us-east-1:111111111111:';
/** Bare words that the recorder put in the place of ARNs; texts that are no ARNs were kept as they are. */
const RECORDED_ARNS: Readonly<Record<string, string>> = {
  activity_arn: `${ACCOUNT}activity:activity_arn`,
  ssm_nonexistent_arn: `${ACCOUNT}stateMachine:ssm_nonexistent_arn`,
  invalid_execution_arn: `${ACCOUNT}execution:machine:invalid_execution_arn`,
};

/** The first difference; undefined where we refuse as AWS did. */
export function apiErrorDifference(json: JsonObject): string | undefined {
  const { exception } = json.expected as JsonObject;
  const { definition } = json;
  const request = {
    ...(withArns((json.request ?? {}) as JsonObject) as JsonObject),
    ...(typeof json.inputText === 'string' && { input: json.inputText }),
  };
  const operation = String(json.operation).replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const isCreation = operation === 'CreateStateMachine';
  const own = refusedRequest(
    operation,
    isCreation ? { ...request, definition: stringifyJson(definition ?? null) } : request,
    {
      model: stepFunctionsModel(),
      typeOfMachine: (arn) =>
        !isCreation && isOfFixture(arn) ? (json.type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD') : undefined,
      hasExecution: () => false,
      hasActivity: () => false,
      knowsToken: () => false,
      refusalOf: (definition, type) => awsRefusalOf(definition, type, services),
    },
  );
  if (!own) return different('exception', exception, undefined);
  const answered = withoutArns(own as unknown as Json);
  return agrees(exception ?? null, answered) ? undefined : different('exception', exception, answered);
}

/** The recorder's own machines have a token for their whole name. */
const isOfFixture = (arn: string): boolean => /:stateMachine:(?:ArnPart_\d+idx|<[^<>]+>)(?::[\w-]+)?$/.test(arn);

/** The request with ARNs, names and texts in the place of the recorder's tokens. */
function withArns(value: Json): Json {
  if (typeof value === 'string') {
    const length = /^<\w+_(\d+)_chars>$/.exec(value)?.[1];
    if (length !== undefined) return 'x'.repeat(Number(length));
    return (RECORDED_ARNS[value] ?? value).replace(/<(\w+)>/g, '$1');
  }
  if (isJsonArray(value)) return value.map(withArns);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withArns(member)]));
}

function withoutArns(value: Json): Json {
  if (typeof value === 'string')
    return Object.entries(RECORDED_ARNS).reduce((text, [word, arn]) => text.replaceAll(arn, word), value);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutArns(member)]));
}
