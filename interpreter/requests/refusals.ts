/**
 * Requests to Step Functions that the service refuses by what they say: names, ARNs, inputs, logging, routes. What
 * depends on earlier requests (a name that is taken, an alias that is used) is for whoever keeps the machines.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject, numberOf } from '#asl/json';
import { jsonComplaint } from '#asl/json/complaint';
import type { ServiceModel } from '#asl/services/service-model';
import { type ApiException, constraintBroken } from './constraints.ts';

/** What exists, as far as a request may ask for it. */
export interface ServiceWorld {
  /** The API's model, in its own names: `sfn` of the catalogue. */
  readonly model: ServiceModel;
  readonly typeOfMachine: (arn: string) => 'STANDARD' | 'EXPRESS' | undefined;
  readonly hasExecution: (arn: string) => boolean;
  readonly hasActivity: (arn: string) => boolean;
  /** Whether a token of a list or of a task is one that was handed out. */
  readonly knowsToken: (token: string) => boolean;
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

/** What AWS says where an operation is not for Express executions. */
export const EXPRESS_ARN_REFUSED: ApiException = {
  code: 'InvalidArn',
  message: "Invalid Arn: 'Resource type not valid in this context: express'",
};

const FORBIDDEN_IN_NAMES = /[\s\p{Cc}<>{}[\]?*"#%\\^|~`$&,;:/]/u;

const CHECKS: readonly Check[] = [
  (_operation, { name }) =>
    typeof name === 'string' && FORBIDDEN_IN_NAMES.test(name)
      ? { code: 'InvalidName', message: `Invalid Name: '${name}'` }
      : undefined,
  (_operation, request) => {
    for (const field of [
      'stateMachineArn',
      'executionArn',
      'activityArn',
      'mapRunArn',
      'stateMachineVersionArn',
    ] as const) {
      const arn = request[field];
      if (typeof arn === 'string' && !arn.startsWith('arn:'))
        return { code: 'InvalidArn', message: `Invalid Arn: 'Invalid ARN prefix: ${arn}'` };
    }
    return undefined;
  },
  definitionRefusal,
  (_operation, { loggingConfiguration }) => loggingRefusal(loggingConfiguration),
  (_operation, { routingConfiguration }) => routingRefusal(routingConfiguration),
  absentResource,
  (operation, { stateMachineArn }, world) => {
    const type = typeof stateMachineArn === 'string' ? world.typeOfMachine(stateMachineArn) : undefined;
    const unfit =
      operation === 'StartSyncExecution' ? 'STANDARD' : operation === 'ListExecutions' ? 'EXPRESS' : undefined;
    return type !== undefined && type === unfit
      ? {
          code: 'StateMachineTypeNotSupported',
          message: 'This operation is not supported by this type of state machine',
        }
      : undefined;
  },
  (operation, { input }) => (operation.startsWith('Start') ? inputRefusal(input) : undefined),
  (operation, { nextToken, taskToken }, world) =>
    [operation.startsWith('List') ? nextToken : undefined, taskToken].some(
      (token) => typeof token === 'string' && !world.knowsToken(token),
    )
      ? { code: 'InvalidToken', message: "Invalid Token: 'Invalid token'" }
      : undefined,
];

function definitionRefusal(_operation: string, { definition, type }: JsonObject, world: ServiceWorld) {
  if (typeof definition !== 'string') return undefined;
  const message = world.refusalOf(definition, type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD');
  return message === undefined ? undefined : { code: 'InvalidDefinition', message };
}

function loggingRefusal(logging: Json | undefined): ApiException | undefined {
  if (!isJsonObject(logging) || logging.level === undefined || logging.level === 'OFF') return undefined;
  const { destinations } = logging;
  return isJsonArray(destinations) && destinations.length === 1
    ? undefined
    : {
        code: 'InvalidLoggingConfiguration',
        message: 'Invalid Logging Configuration: Must specify exactly one Log Destination.',
      };
}

function routingRefusal(routes: Json | undefined): ApiException | undefined {
  if (!isJsonArray(routes)) return undefined;
  const entries = routes.filter(isJsonObject);
  const arns = entries.map(({ stateMachineVersionArn }) => String(stateMachineVersionArn));
  const weights = entries.map(({ weight }) => numberOf(weight) ?? 0);
  const refused = (rule: string, received: readonly (string | number)[]): ApiException => ({
    code: 'ValidationException',
    message: `${rule}. Received: [${received.join(', ')}]`,
  });
  if (!arns.every((arn) => /:stateMachine:[^:]+:\d+$/.test(arn)))
    return refused('Routing configuration must contain state machine version ARNs', arns);
  if (new Set(arns).size < arns.length)
    return refused('Routing configuration must contain distinct state machine version ARNs', arns);
  return weights.reduce((sum, weight) => sum + weight, 0) === 100
    ? undefined
    : refused('Sum of routing configuration weights must equal 100', weights);
}

/** A resource of a kind that the operation does not take, or that is not there. */
function absentResource(_operation: string, request: JsonObject, world: ServiceWorld): ApiException | undefined {
  const { executionArn, stateMachineArn, activityArn } = request;
  if (typeof executionArn === 'string') {
    if (/^arn:[^:]*:states:[^:]*:[^:]*:express:/.test(executionArn)) return EXPRESS_ARN_REFUSED;
    if (!world.hasExecution(executionArn))
      return { code: 'ExecutionDoesNotExist', message: `Execution Does Not Exist: '${executionArn}'` };
  }
  if (typeof stateMachineArn === 'string' && world.typeOfMachine(stateMachineArn) === undefined)
    return { code: 'StateMachineDoesNotExist', message: `State Machine Does Not Exist: '${stateMachineArn}'` };
  if (typeof activityArn === 'string' && !world.hasActivity(activityArn))
    return { code: 'ActivityDoesNotExist', message: `Activity Does Not Exist: '${activityArn}'` };
  return undefined;
}

/** Why a text cannot be the input of an execution. Any JSON value can (recorded). */
export function inputRefusal(input: Json | undefined): ApiException | undefined {
  if (typeof input !== 'string') return undefined;
  const complaint = input.trim() === '' ? 'Invalid execution input.' : jsonComplaint(input)?.message;
  return complaint === undefined
    ? undefined
    : { code: 'InvalidExecutionInput', message: `Invalid State Machine Execution Input: '${complaint}'` };
}
