/**
 * A task that calls an AWS API: what is asked of the API, and what Step Functions makes of its answer. Names, results and
 * errors of SDK integrations and of optimized ones follow from the catalogue of services; nothing is sent here.
 */
import { isJsonObject, type Json, type JsonObject, stringifyJson } from '#asl/json';
import type { ServiceCatalog } from '#asl/services/catalog';
import { exceptionNameOf, optimizedExceptionNameOf } from '#asl/services/naming';
import { optimizedServices } from '#asl/services/optimized/index';
import type { OptimizedAction, OptimizedService } from '#asl/services/optimized-service';
import { parseResource } from '#asl/services/resource';
import type { ServiceAction, ServiceModel } from '#asl/services/service-model';
import { partsOf, resultTooLarge, type TaskOutcome, type TaskRequest } from '#interpreter';
import type { ServiceHttp, ServiceReply } from '../host.ts';
import { fromApi, jsonOrText, toApi, UnknownParameter } from './service-names.ts';

/** An API behind a resource, in the names of its integration and in its own. */
export interface ServiceCall {
  /** As `aws-sdk` resources name it. */
  readonly service: string;
  readonly action: string;
  readonly model: ServiceModel;
  readonly named: ServiceAction;
  readonly api: ServiceAction;
  readonly optimized: { readonly service: OptimizedService; readonly action: OptimizedAction } | undefined;
}

/** Which API a resource calls; undefined where it is none, or one that is not known. */
export function serviceCallOf(resource: string, services: ServiceCatalog): ServiceCall | undefined {
  const parsed = parseResource(resource);
  if (parsed.kind === 'sdk') return callOf(services, parsed.service, parsed.action, undefined);
  if (parsed.kind !== 'optimized' || !Object.hasOwn(optimizedServices, parsed.service)) return undefined;
  const service = optimizedServices[parsed.service];
  const action = service && Object.hasOwn(service.actions, parsed.action) ? service.actions[parsed.action] : undefined;
  const [apiService = '', apiAction = ''] = action?.api?.split(':') ?? [];
  return service && action && callOf(services, apiService, apiAction, { service, action });
}

function callOf(
  services: ServiceCatalog,
  service: string,
  action: string,
  optimized: ServiceCall['optimized'],
): ServiceCall | undefined {
  const model = services.model(service, optimized ? 'optimized' : 'sdk');
  const named = model?.action(action);
  const api = services.model(service, 'api')?.action(action);
  return model && named && api && { service, action, model, named, api, optimized };
}

/** The parameters in the names of the API, or the sentence that says what is wrong with them. */
export function parametersOf(call: ServiceCall, input: Json): { readonly input: Json } | { readonly refused: string } {
  const title = `${call.service}:${call.action}`;
  if (!isJsonObject(input)) return { refused: `The parameters of ${title} have to be an object.` };
  try {
    return { input: toApi(input, call.named.input, call.api.input) };
  } catch (error) {
    if (error instanceof UnknownParameter) return { refused: `'${error.message}' is no parameter of ${title}.` };
    throw error;
  }
}

/** What becomes of the task: its result, or the error under the name of the integration. */
export function outcomeOfService(
  call: ServiceCall,
  { input, resource }: Pick<TaskRequest, 'input' | 'resource'>,
  reply: Exclude<ServiceReply, { readonly refused: string }>,
): TaskOutcome {
  if ('unreachable' in reply)
    return failed(`${prefixOf(call)}.SdkClientException`, `Unable to execute HTTP request: ${reply.unreachable}`);
  if ('isTooLarge' in reply) return failed('States.DataLimitExceeded', resultTooLarge(partsOf(resource).resourceType));
  if ('error' in reply) return failureOf(call, reply);
  const output = fromApi(reply.output, call.named.output, call.api.output);
  if (!call.optimized || !isJsonObject(output)) return { output };
  return optimizedOutcome(call.optimized.action, isJsonObject(input) ? input : {}, output, reply.http);
}

function optimizedOutcome(
  action: OptimizedAction,
  input: JsonObject,
  output: JsonObject,
  http: ServiceHttp,
): TaskOutcome {
  if (action.api === 'events:putEvents' || action.api === 'eventbridge:putEvents') {
    // Its result alone comes without the answer's headers, and a part that fails is a failure (recorded).
    const count = output.FailedEntryCount;
    const isWhole = typeof count !== 'number' || count === 0;
    return isWhole ? { output } : failed('EventBridge.FailedEntry', stringifyJson(output));
  }
  if (typeof output.FunctionError === 'string') return functionFailure(output);
  const own = Object.entries(action.gives ?? {}).flatMap(([name, { shape }]): [string, Json][] => {
    const value = output[name] ?? input[name];
    if (value === undefined) return [];
    return [[name, shape.kind === 'any' && typeof value === 'string' ? jsonOrText(value) : value]];
  });
  return { output: { ...output, ...Object.fromEntries(own), ...metadataOf(http) } };
}

/** A function that failed is the failure of its task, under its own name. */
function functionFailure({ Payload }: JsonObject): TaskOutcome {
  const cause = typeof Payload === 'string' ? Payload : stringifyJson(Payload ?? null);
  const value = jsonOrText(cause);
  const type = isJsonObject(value) ? value.errorType : undefined;
  return failed(typeof type === 'string' ? type : 'Lambda.Unknown', cause);
}

function metadataOf({ status, headers = {}, requestId }: ServiceHttp): JsonObject {
  const lists = Object.entries(headers).map(([name, value]): [string, Json] => [name, [value]]);
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(lists),
      HttpHeaders: { ...headers },
      HttpStatusCode: status ?? 200,
    },
    SdkResponseMetadata: { RequestId: requestId ?? '' },
  };
}

const failed = (error: string, cause: string): TaskOutcome => ({ failed: true, error, cause });

const prefixOf = ({ model, optimized }: ServiceCall): string => optimized?.service.errorPrefix ?? model.prefix;

/** What the model does not name arrives under the name of the service (recorded). */
function failureOf(call: ServiceCall, reply: Extract<ServiceReply, { readonly error: string }>): TaskOutcome {
  const { error, message, code = error, http } = reply;
  const { model, optimized } = call;
  const prefix = prefixOf(call);
  const name = (optimized ? optimizedExceptionNameOf : exceptionNameOf)(error);
  const isKnown = model.errors.includes(`${model.prefix}.${name}`);
  const { status = 400, requestId = '', extendedRequestId } = http;
  if (!optimized) {
    const more = extendedRequestId === undefined ? '' : `, Extended Request ID: ${extendedRequestId}`;
    const cause = `${message} (Service: ${prefix}, Status Code: ${status}, Request ID: ${requestId}${more}) (SDK Attempt Count: 1)`;
    return failed(`${prefix}.${isKnown ? name : `${prefix}Exception`}`, cause);
  }
  const general = generalErrorOf(optimized.service);
  const cause = `${message} (Service: ${serviceInCause(general)}; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`;
  return failed(`${prefix}.${isKnown ? name : general}`, cause);
}

/** `AmazonSQSException`: the class that AWS's SDK for Java 1 has for each service. */
function generalErrorOf({ errorPrefix, errors }: OptimizedService): string {
  const names = errors.map((name) => name.slice(errorPrefix.length + 1));
  return names.find((name) => /^(?:Amazon|AWS)\w+Exception$/.test(name)) ?? `${errorPrefix}Exception`;
}

/** As recorded: `AmazonSNS`, `AWSLambda`, and a version for DynamoDB alone. */
const serviceInCause = (general: string): string =>
  general.replace(/Exception$/, '').replace(/^AmazonDynamoDB$/, 'AmazonDynamoDBv2');

/** The name of the client's package, as far as the catalogue tells it: `secrets-manager`. */
export function clientNameOf(service: string, names: readonly string[]): string {
  const forms = names.map((name) =>
    name
      .replace(/^(?:Amazon|AWS)\s+/, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-'),
  );
  return forms.find((form) => form.replaceAll('-', '') === service) ?? service;
}

/** The names that a service goes by. */
export function namesOfService(service: string, services: ServiceCatalog): readonly string[] {
  const entry = services.services()?.get(service);
  const model = services.model(service, 'api');
  return [...(entry ? [entry.name, ...entry.otherNames] : []), ...(model ? [model.name] : [])];
}
