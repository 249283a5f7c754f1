/**
 * Requests to Step Functions that the service refuses: for what they say (names, ARNs, inputs, logging, routes), and
 * for what is there or not. What is there, whoever keeps the machines has to say.
 */
import { isJsonArray, type Json, type JsonObject } from '#asl/json';
import { jsonComplaint } from '#asl/json/complaint';
import { actionNameOf, exceptionNameOf } from '#asl/services/naming';
import type { ServiceModel } from '#asl/services/service-model';
import { absenceRefusal, arnRefusal, type KnownResources } from './arns.ts';
import { changeRefusal, loggingRefusal, routingRefusal } from './configurations.ts';
import { type Account, conflictRefusal, type EarlierRequests } from './conflicts.ts';
import { type ApiException, constraintBroken } from './constraints.ts';

/** What exists, as far as a request may ask for it. */
export interface ServiceWorld extends KnownResources, EarlierRequests {
  /** The API's model, in its own names: `sfn` of the catalogue. */
  readonly model: ServiceModel;
  readonly account: Account;
  /** Whether a token of a list or of a task is one that was handed out. */
  readonly knowsToken: (token: string) => boolean;
  readonly hasLogGroup: (arn: string) => boolean;
  /** Why the definition would be refused, in the words of CreateStateMachine. */
  readonly refusalOf: (definition: string, type: 'STANDARD' | 'EXPRESS') => string | undefined;
}

/**
 * The exception with which AWS answers; undefined where the request goes through.
 *
 * @example refusedRequest('StartExecution', { stateMachineArn: 'x' }, world)?.code // 'InvalidArn'
 */
export function refusedRequest(operation: string, request: JsonObject, world: ServiceWorld): ApiException | undefined {
  const broken = constraintBroken(world.model, operation, request);
  if (broken) return broken;
  for (const check of CHECKS) {
    const refusal = check(operation, request, world);
    if (refusal) return refusal;
  }
  return undefined;
}

type Check = (operation: string, request: JsonObject, world: ServiceWorld) => ApiException | undefined;

/** As the API's reference lists them; of control characters and others a name may hold none, wherever it stands. */
const FORBIDDEN_IN_NAMES = /[\s\p{Cc}\p{Cs}\u{FFFE}\u{FFFF}\u{10FFFF}<>{}[\]?*"#%\\^|~`$&,;:/]/u;

/** The reference of tags: a resource has at most so many. The words are not known. */
const MAX_TAGS = 50;

const CHECKS: readonly Check[] = [
  (operation, { name }, world) =>
    typeof name === 'string' && FORBIDDEN_IN_NAMES.test(name) && mayAnswer(world, operation, 'InvalidName')
      ? { code: 'InvalidName', message: `Invalid Name: '${name}'` }
      : undefined,
  (_operation, request) => arnRefusal(request),
  (operation, { tags }, world) =>
    isJsonArray(tags) && tags.length > MAX_TAGS && mayAnswer(world, operation, 'TooManyTags')
      ? { code: 'TooManyTags', message: `Too Many Tags: a resource can have at most ${MAX_TAGS} tags` }
      : undefined,
  definitionRefusal,
  changeRefusal,
  (_operation, { loggingConfiguration }, world) => loggingRefusal(loggingConfiguration, world.hasLogGroup),
  (_operation, { routingConfiguration }) => routingRefusal(routingConfiguration),
  (operation, request, world) => absenceRefusal(request, world, (code) => mayAnswer(world, operation, code)),
  typeRefusal,
  (operation, { input }, world) =>
    mayAnswer(world, operation, 'InvalidExecutionInput') && operation.startsWith('Start')
      ? inputRefusal(input)
      : undefined,
  // Recorded: an unknown token is told before an output that is no JSON.
  (operation, { nextToken, taskToken }, world) =>
    [nextToken, taskToken].some((token) => typeof token === 'string' && !world.knowsToken(token)) &&
    mayAnswer(world, operation, 'InvalidToken')
      ? { code: 'InvalidToken', message: "Invalid Token: 'Invalid token'" }
      : undefined,
  (operation, { output }, world) => (mayAnswer(world, operation, 'InvalidOutput') ? outputRefusal(output) : undefined),
  (operation, request, world) => conflictRefusal(operation, request, world, world.account),
];

/** Whether the API's model lists the exception for the operation. */
const mayAnswer = ({ model }: ServiceWorld, operation: string, code: string): boolean =>
  model.action(actionNameOf(operation))?.errors.includes(`${model.prefix}.${exceptionNameOf(code)}`) ?? false;

function definitionRefusal(_operation: string, request: JsonObject, world: ServiceWorld): ApiException | undefined {
  const { definition, type, stateMachineArn } = request;
  if (typeof definition !== 'string') return undefined;
  const known = typeof stateMachineArn === 'string' ? world.typeOfMachine(stateMachineArn) : type;
  const message = world.refusalOf(definition, known === 'EXPRESS' ? 'EXPRESS' : 'STANDARD');
  return message === undefined ? undefined : { code: 'InvalidDefinition', message };
}

/** Recorded: only Express machines run synchronously, and only Standard ones list their executions. */
function typeRefusal(
  operation: string,
  { stateMachineArn }: JsonObject,
  world: ServiceWorld,
): ApiException | undefined {
  const type = typeof stateMachineArn === 'string' ? world.typeOfMachine(stateMachineArn) : undefined;
  const unfit =
    operation === 'StartSyncExecution' ? 'STANDARD' : operation === 'ListExecutions' ? 'EXPRESS' : undefined;
  return type !== undefined && type === unfit
    ? {
        code: 'StateMachineTypeNotSupported',
        message: 'This operation is not supported by this type of state machine',
      }
    : undefined;
}

/** Why a text cannot be the input of an execution. Any JSON value can (recorded). */
export function inputRefusal(input: Json | undefined): ApiException | undefined {
  if (typeof input !== 'string') return undefined;
  const complaint = input.trim() === '' ? 'Invalid execution input.' : jsonComplaint(input)?.message;
  return complaint === undefined
    ? undefined
    : { code: 'InvalidExecutionInput', message: `Invalid State Machine Execution Input: '${complaint}'` };
}

/** Why a text cannot be the output of a task; in the words for inputs, because these are not recorded. */
function outputRefusal(output: Json | undefined): ApiException | undefined {
  const complaint = typeof output === 'string' ? jsonComplaint(output)?.message : undefined;
  return complaint === undefined ? undefined : { code: 'InvalidOutput', message: `Invalid Output: '${complaint}'` };
}
